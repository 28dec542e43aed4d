"""What an answer does: points, effects on what is known of the customer, ways on. Pure values."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias

from lms.scenarios.domain.conditions import Condition

LOWEST = 0  # of every variable
MOST_MOOD = 100
MOST_SECONDS = 24 * 60 * 60
MOST_COUNTED = 99

Points: TypeAlias = Mapping[str, int]  # competency → points
Variables: TypeAlias = Mapping[str, int]  # name → value
Flags: TypeAlias = AbstractSet[str]  # names of what has happened


class Variable(StrEnum):
    """What is known of the customer and of the talk; counters have names of their own."""

    MOOD = "mood"  # 0–100
    TRUST = "trust"  # 0–100
    COMPLIANCE = "compliance"  # 0–100: how willing the customer is to go along
    ELAPSED = "elapsed"  # seconds that the talk has taken, as the author reckons them


MOST = {
    Variable.MOOD: MOST_MOOD,
    Variable.TRUST: MOST_MOOD,
    Variable.COMPLIANCE: MOST_MOOD,
    Variable.ELAPSED: MOST_SECONDS,
}


class Critical(StrEnum):
    """A mistake after which no play passes, whatever its points."""

    PRIVACY = "privacy"  # told somebody what is not theirs to know
    FORBIDDEN = "forbidden"  # said what must never be said
    PROMISE = "promise"  # promised what was not theirs to promise


class Staying(StrEnum):
    """Whether the customer goes on waiting for the same answer after a move."""

    NO = "no"
    LOOKED = "looked"  # the agent has opened a card
    WAITED = "waited"  # the customer has written again


def most(variable: str) -> int:
    """The highest value of a variable."""
    return MOST.get(variable, MOST_COUNTED)  # type: ignore[call-overload,no-any-return]


@dataclass(frozen=True, slots=True)
class Effects:
    """What an answer changes: variables by so much, flags cleared, then flags set."""

    changes: Variables = field(default_factory=dict)  # name → difference
    sets: frozenset[str] = frozenset()
    clears: frozenset[str] = frozenset()

    def on(self, variables: Variables, flags: Flags) -> tuple[dict[str, int], frozenset[str]]:
        """The variables, kept within their bounds, and the flags afterwards."""
        after = dict(variables)
        for name, difference in self.changes.items():
            after[name] = min(most(name), max(LOWEST, after[name] + difference))
        return after, frozenset((flags - self.clears) | self.sets)


@dataclass(frozen=True, slots=True)
class Transition:
    """One way on: to the step `target`, if the condition holds after the effects."""

    target: str
    when: Condition | None = None


class Move(Protocol):
    """A way out of a step: what the graph of a scenario is made of."""

    @property
    def id(self) -> str:
        """Which of the moves of its step it is."""

    @property
    def points(self) -> Points:
        """What it earns or costs; of what is graded in parts, the most that it can earn."""

    @property
    def effects(self) -> Effects:
        """What it changes."""

    @property
    def critical(self) -> Critical | None:
        """The mistake that it is, if no play passes after it."""

    @property
    def when(self) -> Condition | None:
        """Whether it can be taken at all."""

    @property
    def next(self) -> tuple[Transition, ...]:
        """Where it leads: the first whose condition holds."""

    @property
    def staying(self) -> Staying:
        """Whether the customer still waits for an answer at the same step."""
