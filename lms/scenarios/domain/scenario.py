"""What a scenario is: its case card, its steps, and what every answer does. Pure values.

A step is one of a tagged union: `ChoiceStep` or `Ending`; further kinds join the union, offer their
ways out as `Move`s and are judged in `play.py`. Nothing here is ever shown before its time.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, TypeAlias

from lms.library.domain import Wording
from lms.scenarios.domain.conditions import Condition

LOWEST, HIGHEST = 0, 100  # of a variable
MOST_STEPS = 500

Points: TypeAlias = Mapping[str, int]  # competency → points
Variables: TypeAlias = Mapping[str, int]  # name → value, 0–100
Flags: TypeAlias = AbstractSet[str]  # names of what has happened


class Variable(StrEnum):
    """What is known of the customer, 0–100."""

    MOOD = "mood"
    TRUST = "trust"
    COMPLIANCE = "compliance"


class Band(StrEnum):
    """How well an ending ends; a failing one never passes, whatever the points."""

    SUCCESS = "success"
    ACCEPTABLE = "acceptable"
    FAILING = "failing"


class Counts(StrEnum):
    """Which of several assessment plays counts."""

    BEST = "best"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Effects:
    """What an answer changes: variables by so much, flags cleared, then flags set."""

    changes: Variables = field(default_factory=dict)  # name → difference
    sets: frozenset[str] = frozenset()
    clears: frozenset[str] = frozenset()

    def on(self, variables: Variables, flags: Flags) -> tuple[dict[str, int], frozenset[str]]:
        """The variables, kept within 0–100, and the flags afterwards."""
        after = dict(variables)
        for name, difference in self.changes.items():
            after[name] = min(HIGHEST, max(LOWEST, after[name] + difference))
        return after, frozenset((flags - self.clears) | self.sets)


@dataclass(frozen=True, slots=True)
class Transition:
    """One way on: to the step `target`, if the condition holds after the effects."""

    target: str
    when: Condition | None = None


class Move(Protocol):
    """A way out of a step: what the graph of a scenario is made of."""

    @property
    def points(self) -> Points:
        """What it earns or costs."""

    @property
    def effects(self) -> Effects:
        """What it changes."""

    @property
    def when(self) -> Condition | None:
        """Whether it can be taken at all."""

    @property
    def next(self) -> tuple[Transition, ...]:
        """Where it leads: the first whose condition holds."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something the customer says, if its condition holds."""

    text: Wording
    when: Condition | None = None


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


@dataclass(frozen=True, slots=True)
class ChoiceStep:
    """The customer speaks, the agent picks one of several answers."""

    id: str
    lines: tuple[Line, ...]
    hint: Wording | None
    choices: tuple[Choice, ...]

    @property
    def moves(self) -> tuple[Choice, ...]:
        """Its ways out."""
        return self.choices


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a play is over: what the customer does now, and what she tells others."""

    id: str
    band: Band
    title: Wording
    text: Wording

    @property
    def lines(self) -> tuple[Line, ...]:
        """Nobody speaks at an ending."""
        return ()

    @property
    def moves(self) -> tuple[Choice, ...]:
        """No way out."""
        return ()


Step: TypeAlias = ChoiceStep | Ending


@dataclass(frozen=True, slots=True)
class Fact:
    """Something on the case card: order, history, promises."""

    label: Wording
    text: Wording


@dataclass(frozen=True, slots=True)
class CaseCard:
    """What the agent sees before and during the play."""

    customer: Wording
    background: Wording
    task: Wording
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The rules of plays that count."""

    minutes: int  # on the clock of one play
    attempts: int  # how many a person has
    cool_off_hours: int  # between a failed one and the next
    counts: Counts


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """One role-play; two are the same only if they are the same object."""

    id: str
    title: Wording
    summary: Wording
    minutes: int  # expected length of one play
    difficulty: int  # 1 easy – 3 hard
    pass_mark: int  # per cent of the best reachable points
    assessment: Assessment
    case: CaseCard
    variables: Variables  # at the start
    flags: frozenset[str]  # that may be set
    start: str
    steps: tuple[Step, ...]
    by_id: Mapping[str, Step] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_id = MappingProxyType({step.id: step for step in self.steps})
        object.__setattr__(self, "by_id", by_id)

    @property
    def competencies(self) -> tuple[str, ...]:
        """The competencies on which some answer earns or costs points, in alphabetical order."""
        moves = (move for step in self.steps for move in step.moves)
        return tuple(sorted({name for move in moves for name in move.points}))

    @property
    def endings(self) -> tuple[Ending, ...]:
        """All endings, in the order of the text."""
        return tuple(step for step in self.steps if isinstance(step, Ending))


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a play stands: the step, and what is known of the customer there."""

    step: str
    variables: Variables
    flags: frozenset[str]

    def satisfies(self, condition: Condition | None) -> bool:
        """Whether a condition holds here; none always does."""
        return condition is None or condition.holds(self.variables, self.flags)

    def after(self, move: Move) -> "Situation":
        """The situation to which a move leads; the last way on of a move has no condition."""
        variables, flags = move.effects.on(self.variables, self.flags)
        return Situation(_target(move.next, variables, flags), variables, flags)


def _target(ways: tuple[Transition, ...], variables: Variables, flags: Flags) -> str:
    open_ways = (it.target for it in ways if it.when is None or it.when.holds(variables, flags))
    return next(open_ways)


def opening(scenario: Scenario) -> Situation:
    """The situation in which every play begins."""
    return Situation(scenario.start, scenario.variables, frozenset())


def said(step: Step, situation: Situation) -> Iterator[Line]:
    """The lines that the customer says in a situation, in order."""
    return (line for line in step.lines if situation.satisfies(line.when))


def open_moves(step: Step, situation: Situation) -> Iterator[Choice]:
    """The ways out that are open in a situation, in the order of the text."""
    return (move for move in step.moves if situation.satisfies(move.when))
