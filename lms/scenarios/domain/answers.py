"""The ways out of a step: what is picked or graded, what is looked up, what the clock does.

All of them are `Move`s; see `moves.py`.
"""

from dataclasses import dataclass
from enum import StrEnum

from lms.library.domain import Wording
from lms.scenarios.domain.conditions import Condition
from lms.scenarios.domain.lines import Line
from lms.scenarios.domain.moves import Critical, Effects, Points, Staying, Transition, Variable


class Grade(StrEnum):
    """What a typed reply or a filled-in form is on the whole."""

    GOOD = "good"  # all that is required
    PARTIAL = "partial"  # at least half of it
    POOR = "poor"
    BREACH = "breach"  # something that must not be said


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of the agent; a `Move`."""

    id: str
    text: Wording
    points: Points
    effects: Effects
    feedback: Wording
    when: Condition | None
    next: tuple[Transition, ...]
    critical: Critical | None = None

    @property
    def staying(self) -> Staying:
        """The customer has been answered."""
        return Staying.NO


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a reply or a form of some grade; a `Move`."""

    grade: Grade
    points: Points  # the most that it can earn
    least: Points  # the least
    effects: Effects
    feedback: Wording
    next: tuple[Transition, ...]
    critical: Critical | None = None

    @property
    def id(self) -> str:
        """The grade."""
        return str(self.grade)

    @property
    def when(self) -> None:
        """Every grade can be had."""
        return

    @property
    def staying(self) -> Staying:
        """The customer has been answered."""
        return Staying.NO


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening a card; a `Move` that takes a while and answers nothing."""

    card: str
    seconds: int
    step: str

    @property
    def id(self) -> str:
        """Which card."""
        return self.card

    @property
    def points(self) -> Points:
        """Looking earns nothing; what is found does."""
        return {}

    @property
    def effects(self) -> Effects:
        """Time goes by, and the card has been seen."""
        return Effects({Variable.ELAPSED: self.seconds}, frozenset({seen(self.card)}))

    @property
    def critical(self) -> None:
        """Looking is no mistake."""
        return

    @property
    def when(self) -> None:
        """It can always be opened."""
        return

    @property
    def next(self) -> tuple[Transition, ...]:
        """Back to the customer."""
        return (Transition(self.step),)

    @property
    def staying(self) -> Staying:
        """The customer still waits."""
        return Staying.LOOKED


@dataclass(frozen=True, slots=True)
class Wait:
    """The customer writes again because no answer comes; a `Move` that the clock makes."""

    number: int  # at its step, counted from 1
    seconds: int  # after the last line
    lines: tuple[Line, ...]
    effects: Effects
    feedback: Wording
    next: tuple[Transition, ...]
    stays: bool  # the customer still waits for the same answer

    @property
    def id(self) -> str:
        """Which time it is."""
        return f"wait-{self.number}"

    @property
    def points(self) -> Points:
        """Slowness costs mood, not points."""
        return {}

    @property
    def critical(self) -> None:
        """Slowness is no critical mistake."""
        return

    @property
    def when(self) -> None:
        """It depends on the clock alone."""
        return

    @property
    def staying(self) -> Staying:
        """Whether the customer still waits."""
        return Staying.WAITED if self.stays else Staying.NO


def seen(card: str) -> str:
    """The flag that says a card has been opened."""
    return f"seen-{card}"
