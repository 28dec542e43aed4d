"""The rule as published, and where people stand by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lms.growth.content import EVIDENCE
from lms.growth.domain import ARITHMETIC, Fact, Rule, Standing, standings
from lms.growth.evidence import facts_of
from lms.library import queries as library
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Measure:
    """By which rule numbers are made."""

    rule: Rule
    number: int  # of the published revision of the rule

    @property
    def version(self) -> str:
        """What is printed beside every number: the arithmetic and the revision of the rule."""
        return f"{ARITHMETIC}.{self.number}"


def measure() -> Measure | None:
    """The rule as published; None as long as none is."""
    found = library.published(EVIDENCE, EVIDENCE)
    return Measure(found.content, found.number) if found else None


def facts_about(person: Person, today: date) -> list[Fact]:
    """All facts about somebody's competencies; none as long as no rule is published.

    As many queries for many facts as for few.
    """
    found = measure()
    return list(facts_of(person, found.rule, today)) if found else []


def standings_by(facts: Iterable[Fact], today: date) -> tuple[Standing, ...]:
    """Where somebody with these facts stands on each of the seven; none without a rule."""
    found = measure()
    return standings(facts, found.rule, today) if found else ()


def standings_of(person: Person, today: date) -> tuple[Standing, ...]:
    """Where somebody stands on each of the seven; none as long as no rule is published."""
    return standings_by(facts_about(person, today), today)
