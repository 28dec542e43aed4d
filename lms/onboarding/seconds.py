"""Who signs beside a mentor: a feature above may ask for a second signature of another mentor.

Without one that asks, the mentor's signature is enough, as far as the plan does not ask for more.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from flask import Flask, current_app

from lms.errors import ConfigurationError
from lms.people.models import Person

EXTENSION = "onboarding.seconds"


class Seconds(Protocol):
    """Whose "passed" takes another mentor's signature, and who may give it."""

    def needed(self, mentor: Person, today: date) -> bool:
        """Whether another mentor is to sign what this one lets pass."""

    def may_give(self, person: Person, today: date) -> bool:
        """Whether somebody may sign beside a mentor."""

    def to_ask(self, person: Person, today: date, *, but: int) -> Sequence[Person]:
        """Some who may sign a gate of a person; `but`: the mentor who has signed."""


def register(app: Flask, seconds: Seconds) -> None:
    """Let a feature ask for second signatures. Raises ConfigurationError for a second one."""
    if EXTENSION in app.extensions:
        raise ConfigurationError("second signatures are registered twice")
    app.extensions[EXTENSION] = seconds


def needed(mentor: Person, today: date) -> bool:
    """Whether another mentor is to sign what this one lets pass."""
    found = _found()
    return found is not None and found.needed(mentor, today)


def may_give(person: Person, today: date) -> bool:
    """Whether somebody may sign beside a mentor."""
    found = _found()
    return found is not None and found.may_give(person, today)


def to_ask(person: Person, today: date, *, but: int) -> Sequence[Person]:
    """Some who may sign a gate of a person; `but`: the mentor who has signed."""
    found = _found()
    return found.to_ask(person, today, but=but) if found else ()


def _found() -> Seconds | None:
    return current_app.extensions.get(EXTENSION)
