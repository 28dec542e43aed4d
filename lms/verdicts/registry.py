"""Verdicts about trainees: the protocol by which features tell theirs, and its registry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import Flask, current_app

from lms.errors import ConfigurationError
from lms.people.models import Person

EXTENSION = "verdicts.kinds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Something that a mentor found about a trainee, as its thread shows it."""

    kind: str
    public_id: str
    person: Person  # about whom
    by: Person
    at: datetime
    title: str  # what it is about, in the language of the request
    finding: str  # in a word or two, in that language
    words: str  # the grounds; empty: none were given
    address: str = ""  # where it stands, for both of them; empty: only here


class VerdictKind(Protocol):
    """A feature in which mentors give verdicts; `kind` stands in addresses and is kept."""

    kind: str

    def verdict(self, public_id: str) -> Verdict | None:
        """The verdict with this id, whoever asks; None when there is none."""

    def verdicts(self, person: Person, most: int) -> Iterable[Verdict]:
        """The newest verdicts about a person; as many queries for many as for few."""


def register(app: Flask, kind: VerdictKind) -> None:
    """Make a kind of verdict known; called by features in their `init_app`."""
    registered = app.extensions.setdefault(EXTENSION, {})
    if kind.kind in registered:
        raise ConfigurationError(f"verdict {kind.kind!r} is registered twice")
    registered[kind.kind] = kind


def kinds() -> Mapping[str, VerdictKind]:
    """All that are known, by name."""
    found: Mapping[str, VerdictKind] = current_app.extensions.get(EXTENSION, {})
    return found
