"""What a message may say, put into words when it is read; why a letter did not arrive."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

LONGEST_KEY = 120
LONGEST_LINK = 300
PERSON = "person"  # {"person": 7}: the name of that person, looked up when read
DAY = "day"  # {"day": "2026-03-02"}: a calendar day
SOURCE = "zh-Hans"

LONGEST_ANSWER = 200  # characters kept of what a mail server said
ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+")
MESSAGE = "message"  # the kind of letters that carry a message
SEND = "messages.send-mail"  # the kind of jobs that send one
MOST_TRIES = 30  # of one letter: with pauses that double up to an hour, most of a day

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


class Trouble(StrEnum):
    """Why a letter was not delivered."""

    NO_ADDRESS = "no-address"
    BAD_ADDRESS = "bad-address"
    SUSPENDED = "suspended"
    UNWANTED = "unwanted"
    READ = "read"  # in the product already
    LATE = "late"  # what it says is worth nothing any more
    REFUSED = "refused"  # by the reader's mailbox
    UNREACHABLE = "unreachable"  # the mail server
    LOGIN = "login"
    TLS = "tls"
    SENDER = "sender"
    BUSY = "busy"
    FOLDER = "folder"  # of the file mailbox


class Undelivered(Exception):
    """A letter could not be delivered; `is_final`: trying again is of no use."""

    def __init__(self, trouble: Trouble, answer: str = "", *, is_final: bool = False) -> None:
        super().__init__(f"{trouble} {tidy_answer(answer)}".strip())
        self.trouble = trouble
        self.answer = tidy_answer(answer)
        self.is_final = is_final


def tidy_answer(answer: str) -> str:
    """What a mail server said, in one line and without addresses of people."""
    line = " ".join("".join(c if c.isprintable() else " " for c in answer).split())
    return ADDRESS.sub("…", line)[:LONGEST_ANSWER]
