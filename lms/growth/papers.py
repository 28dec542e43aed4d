"""Certificates in the growth file: the protocol by which their feature tells them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from flask import Flask, current_app

from lms.people.models import Person

EXTENSION = "growth.papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A certificate as it stands in a growth file."""

    title: str  # in the language of the request
    number: str
    issued_on: date
    expires_on: date  # the last valid day
    status: str  # in words
    address: str  # where whoever may see it finds it


class Papers(Protocol):
    """A feature that issues certificates."""

    def papers(self, person: Person) -> Iterable[Paper]:
        """All certificates of a person, the oldest first; one query, however many."""


def register(app: Flask, papers: Papers) -> None:
    """Make a feature's certificates known; called by features in their `init_app`."""
    app.extensions.setdefault(EXTENSION, []).append(papers)


def papers_of(person: Person) -> Iterator[Paper]:
    """All certificates of a person."""
    for one in current_app.extensions.get(EXTENSION, []):
        yield from one.papers(person)
