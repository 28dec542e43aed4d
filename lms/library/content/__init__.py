"""Authored YAML → typed values: the building blocks of every schema and the reading of a text.

Schemas of features derive from `Model`; `read_yaml` reports everything that is wrong at once, with
file and line, as message ids. Knows no particular kind of document.
"""

from lms.library.content.blocks import (
    LONGEST_NAME,
    NAME,
    Day,
    Flag,
    Identifier,
    LocalisedText,
    Model,
    Place,
    Text,
    Whole,
    by_key,
    localised,
    refuse,
)
from lms.library.content.reading import Reading, read, read_yaml, words

__all__ = [
    "LONGEST_NAME",
    "NAME",
    "Day",
    "Flag",
    "Identifier",
    "LocalisedText",
    "Model",
    "Place",
    "Reading",
    "Text",
    "Whole",
    "by_key",
    "localised",
    "read",
    "read_yaml",
    "refuse",
    "words",
]
