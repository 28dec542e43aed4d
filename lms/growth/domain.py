"""What facts say about a competency: a value, on how many facts it rests, and by which rule.

Every fact is a share of 0–100: an observation found the competency met (100) or not yet (0), a
play earned so much of the points that could be earned on it, a check was answered rightly at the
first try (100) or not (0). The rule is ours and is printed wherever a value is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from lms.framework.domain import COMPETENCIES

NEWEST = 5  # facts of one source that count: what somebody can do now, not what they once could
FEWEST = 3  # facts below which no value is shown


class Source(StrEnum):
    """Where a fact comes from; in the order of their weight."""

    OBSERVATION = "observation"  # of the mentor, at work
    PLAY = "play"  # of a role-play that reached an ending, previews apart
    CHECK = "check"  # the first answer to a check question


WEIGHTS: Mapping[Source, int] = {Source.OBSERVATION: 3, Source.PLAY: 2, Source.CHECK: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened and says something about a competency."""

    competency: str
    source: Source
    share: int  # 0–100
    at: datetime
    words: str  # message id: what happened
    parameters: Mapping[str, object] = field(default_factory=dict)
    address: str | None = None  # where it can be seen


@dataclass(frozen=True, slots=True)
class Portion:
    """What one source says about a competency."""

    source: Source
    facts: tuple[Fact, ...]  # those that count, the newest first; at least one

    @property
    def weight(self) -> int:
        """How much it counts beside the other sources."""
        return WEIGHTS[self.source]

    @property
    def share(self) -> int:
        """The mean of its facts, 0–100."""
        return _rounded(sum(fact.share for fact in self.facts), len(self.facts))


@dataclass(frozen=True)
class Standing:
    """Where somebody stands on one competency."""

    competency: str
    portions: tuple[Portion, ...]  # the heaviest source first; without those that say nothing

    @cached_property
    def number(self) -> int:
        """How many facts count (n)."""
        return sum(len(portion.facts) for portion in self.portions)

    @property
    def lacking(self) -> int:
        """How many facts are missing before a value is shown; 0 when there is one."""
        return max(0, FEWEST - self.number)

    @property
    def weights(self) -> int:
        """The weights of the sources that say something, together."""
        return sum(portion.weight for portion in self.portions)

    @cached_property
    def value(self) -> int | None:
        """The weighted mean of what the sources say, 0–100; None on too few facts.

        It is worked out from the shares as they are printed, so that anybody can check it.
        """
        if self.lacking:
            return None
        return _rounded(sum(one.weight * one.share for one in self.portions), self.weights)


def standings(facts: Iterable[Fact]) -> tuple[Standing, ...]:
    """Where somebody with these facts stands on each of the seven, in their order."""
    found: dict[tuple[str, Source], list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: fact.at, reverse=True):
        kept = found.setdefault((fact.competency, fact.source), [])
        if len(kept) < NEWEST:
            kept.append(fact)
    return tuple(_standing(competency, found) for competency in COMPETENCIES)


def _standing(competency: str, found: Mapping[tuple[str, Source], list[Fact]]) -> Standing:
    kept = ((source, found.get((competency, source))) for source in Source)
    return Standing(
        competency, tuple(Portion(source, tuple(some)) for source, some in kept if some)
    )


def _rounded(total: int, parts: int) -> int:
    """The mean as a whole number, halves up, as people round."""
    return (2 * total + parts) // (2 * parts)
