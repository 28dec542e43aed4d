"""Stories of Twine: read as plain text, made into the text of a scenario; never run."""

from lms.studio.content.twine.importing import FILE, Imported, decoded, imported
from lms.studio.content.twine.stories import LARGEST_FILE, LARGEST_STORY, Note, Refused
from lms.studio.content.twine.writing import Words, twee_of

__all__ = [
    "FILE",
    "LARGEST_FILE",
    "LARGEST_STORY",
    "Imported",
    "Note",
    "Refused",
    "Words",
    "decoded",
    "imported",
    "twee_of",
]
