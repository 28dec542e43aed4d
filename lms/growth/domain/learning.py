"""The learning plan of a quarter: what is agreed, and what of it has been done, by its evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lms.growth.domain.facts import Fact, Source
from lms.growth.domain.gains import NEXT, NextItem

MONTHS = 3
SEPARATOR = "|"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year."""

    year: int
    number: int  # 1–4

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter in which a day lies."""
        return cls(day.year, (day.month - 1) // MONTHS + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One thing to do in a quarter."""

    source: Source
    item: str  # a lesson, a scenario; of an observation the competency
    minutes: int
    points: dict[str, int]  # competency → by how much its number was to rise; 0: a fact towards it

    @classmethod
    def from_next(cls, proposed: NextItem) -> "Goal":
        """The goal that a proposal becomes."""
        return cls(
            source=proposed.chance.source,
            item=proposed.chance.item,
            minutes=proposed.chance.minutes,
            points={gain.before.competency: max(0, gain.points) for gain in proposed.gains},
        )

    def done_on(self, facts: Iterable[Fact], since: datetime) -> date | None:
        """The day on which the last of its competencies had a fact of it; None before that.

        Only what happened since then counts. An assessment is also the practice that was meant.
        """
        found: dict[str, date] = {}
        for fact in facts:
            if fact.at >= since and fact.competency in self.points and self._is_met_by(fact):
                found[fact.competency] = min(fact.on, found.get(fact.competency, fact.on))
        return max(found.values()) if found and len(found) == len(self.points) else None

    def _is_met_by(self, fact: Fact) -> bool:
        if self.source is Source.OBSERVATION:
            return fact.source is Source.OBSERVATION and fact.competency == self.item
        if self.source is Source.PRACTICE:
            return fact.source in (Source.PRACTICE, Source.ASSESSMENT) and fact.item == self.item
        return fact.source is self.source and fact.item == self.item


def goals(proposed: Sequence[NextItem]) -> tuple[Goal, ...]:
    """The goals of a quarter: what brings a post nearest, three at most."""
    return tuple(Goal.from_next(one) for one in proposed[:NEXT])


def signature(found: Iterable[Goal]) -> str:
    """What tells one list of goals from another: a page sends back which one it has shown."""
    return SEPARATOR.join(f"{goal.source}:{goal.item}" for goal in found)
