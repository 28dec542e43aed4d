"""What features above this one count of somebody's month: a small protocol and its registry."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from flask import Flask, current_app

from lms.mentoring.domain.reports import Fact, Sort
from lms.people.models import Person

EXTENSION = "mentoring.figures"


class Counted(Protocol):
    """A feature that knows facts of one sort."""

    sort: Sort

    def facts(self, person: Person, first: date, last: date) -> Iterable[Fact]:
        """What happened to a person on these days, both included; a fixed number of queries."""


def register(app: Flask, counted: Counted) -> None:
    """Make a feature's facts known; called by features in their `init_app`."""
    app.extensions.setdefault(EXTENSION, []).append(counted)


def registered() -> Iterator[Counted]:
    """All that are known."""
    yield from current_app.extensions.get(EXTENSION, [])
