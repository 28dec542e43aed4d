"""How this package has people told something, though what tells them stands above it.

`lms.messages` registers itself as the post office. What is written by e-mail only (a link to a new
password) is a kind of letter: its writer is asked at the moment of sending, so that neither words
nor secrets are kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from flask import Flask, current_app

from lms.people.models import Person

OFFICE, LETTERS = "post.office", "post.letters"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in its reader's language; `link` leads to a page of this product."""

    subject: str
    paragraphs: tuple[str, ...]
    link: str
    link_words: str


@dataclass(frozen=True, slots=True)
class KindOfLetter:
    """A kind of letter: who writes it, what it is called, how long it is worth sending.

    `write` gets the person, the key under which the letter was asked for, and now; it runs within a
    write, in the person's language.
    """

    write: Callable[[Person, str, datetime], Letter]
    words: str  # message id
    life: timedelta | None = None


class PostOffice(Protocol):
    """Who tells people something."""

    def tell(
        self,
        person: Person,
        *,
        sentence: str,
        link: str,
        key: str,
        now: datetime,
        **parameters: object,
    ) -> object:
        """Tell a person something, once per key; see lms.messages.service.tell."""

    def write_to(self, person: Person, kind: str, *, key: str, now: datetime) -> object:
        """Send a person a letter of a kind, once per key."""


def register(app: Flask, office: PostOffice) -> None:
    """Let this be the post office."""
    app.extensions[OFFICE] = office


def office() -> PostOffice:
    """The post office.

    Raises KeyError when nobody registered.
    """
    found: PostOffice = current_app.extensions[OFFICE]
    return found


def letter(app: Flask, kind: str, described: KindOfLetter) -> None:
    """Register a kind of letter."""
    app.extensions.setdefault(LETTERS, {})[kind] = described


def kind_of(kind: str) -> KindOfLetter:
    """A kind of letter.

    Raises KeyError for one that nobody registered.
    """
    found: KindOfLetter = current_app.extensions[LETTERS][kind]
    return found
