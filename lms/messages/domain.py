"""What a message may say: a sentence with parameters that are put into words when it is read."""

from collections.abc import Mapping
from datetime import date, datetime

LONGEST_KEY = 120
LONGEST_LINK = 300
PERSON = "person"  # {"person": 7}: the name of that person, looked up when read
DAY = "day"  # {"day": "2026-03-02"}: a calendar day
SOURCE = "zh-Hans"

Plain = str | int | bool | None
Stored = Plain | dict[str, Plain]


def stored(value: object) -> Stored:
    """A parameter as it is kept: plain, a day, or a text by language.

    Raises ValueError for anything else.
    """
    if isinstance(value, Plain):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return {DAY: value.isoformat()}
    if isinstance(value, Mapping) and all(isinstance(text, Plain) for text in value.values()):
        return {str(name): text for name, text in value.items()}
    raise ValueError(f"{value!r} cannot be a parameter of a message")


def in_language(texts: Mapping[str, Plain], language: str) -> Plain:
    """A text in a language, else in simplified Chinese."""
    return texts.get(language) or texts.get(SOURCE)


def is_own_link(link: str) -> bool:
    """Whether a link leads to a page of this product."""
    return link.startswith("/") and not link.startswith("//") and len(link) <= LONGEST_LINK
