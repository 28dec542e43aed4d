"""Authored texts as authors handle them: made of others, put into packages and taken out."""

from lms.studio.content.chats import decoded, scenario_texts
from lms.studio.content.copying import (
    Naming,
    alternatives,
    beginning,
    has_beginning,
    lessons_in,
    listed,
    proposed,
    renamed,
    title_of,
    titles_of,
    unlisted,
)
from lms.studio.content.packages import LARGEST_PACKAGE, Refused, unpacked
from lms.studio.content.pictures import described, file_name, line_for, with_line
from lms.studio.content.translating import has_own_file, pairs, target_path, translated

__all__ = [
    "LARGEST_PACKAGE",
    "Naming",
    "Refused",
    "alternatives",
    "beginning",
    "decoded",
    "described",
    "file_name",
    "has_beginning",
    "has_own_file",
    "lessons_in",
    "line_for",
    "listed",
    "pairs",
    "proposed",
    "renamed",
    "scenario_texts",
    "target_path",
    "title_of",
    "titles_of",
    "translated",
    "unlisted",
    "unpacked",
    "with_line",
]
