"""The protocol of evidence and its registry."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Protocol

from flask import Flask, current_app

from lms.growth.domain import Fact, Rule, Source
from lms.people.models import Person

EXTENSION = "growth.evidence"


class Evidence(Protocol):
    """A feature that keeps facts about competencies."""

    sources: Collection[Source]  # of the facts that it gives

    def facts(self, person: Person, rule: Rule, today: date) -> Iterable[Fact]:
        """All that it knows about a person's competencies; one query, however much it is."""


def register(app: Flask, evidence: Evidence) -> None:
    """Make a feature's facts known; called by features in their `init_app`."""
    app.extensions.setdefault(EXTENSION, []).append(evidence)


def facts_of(person: Person, rule: Rule, today: date) -> Iterator[Fact]:
    """All facts about a person's competencies; of sources that do not count none is asked."""
    registered: list[Evidence] = current_app.extensions.get(EXTENSION, [])
    for evidence in registered:
        if any(source in rule.terms for source in evidence.sources):
            yield from evidence.facts(person, rule, today)
