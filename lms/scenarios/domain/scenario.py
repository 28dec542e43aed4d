"""A scenario: its case card, what can be looked up, its steps; and the situations of a play.

Nothing here is ever shown before its time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from lms.library.domain import Wording
from lms.scenarios.domain.answers import Wait
from lms.scenarios.domain.conditions import Condition
from lms.scenarios.domain.lines import Line
from lms.scenarios.domain.moves import Flags, Move, Points, Staying, Transition, Variables
from lms.scenarios.domain.steps import Ending, Step

MOST_STEPS = 500
PASS_MARK = 80  # per cent, unless the author says otherwise


class Theme(StrEnum):
    """What a scenario is about, in the order of the list."""

    ORDERS = "orders"
    PRE_SALES = "pre-sales"
    PROPERTY = "property"
    SUPPORT = "support"
    COMPLAINTS = "complaints"
    PRIVACY = "privacy"
    ONESELF = "oneself"
    OTHER = "other"


class Counts(StrEnum):
    """Which of several assessment plays counts."""

    BEST = "best"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something on the case card, or on a card that is looked up: order, history, promises."""

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
class Card:
    """What the agent may look up; its facts are hidden until then."""

    id: str
    title: Wording
    facts: tuple[Fact, ...]
    seconds: int  # that looking it up takes


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
    cards: tuple[Card, ...] = ()
    pass_marks: Points = field(default_factory=dict)  # competency → per cent of its best
    theme: Theme = Theme.OTHER
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
    def files(self) -> frozenset[str]:
        """The names of all pictures and sound that come with its lines."""
        waits = (wait.lines for step in self.steps for wait in step.waits)
        spoken = (*(step.lines for step in self.steps), *waits)
        return frozenset(name for lines in spoken for line in lines for name in line.files)

    @property
    def endings(self) -> tuple[Ending, ...]:
        """All endings, in the order of the text."""
        return tuple(step for step in self.steps if isinstance(step, Ending))

    def card(self, id_: str) -> Card:
        """A card by its id. Raises StopIteration for an unknown one."""
        return next(card for card in self.cards if card.id == id_)


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a play stands: the step, and what is known of the customer there."""

    step: str
    variables: Variables
    flags: frozenset[str]
    waited: int = 0  # how often the customer has written again at this step

    def satisfies(self, condition: Condition | None) -> bool:
        """Whether a condition holds here; none always does."""
        return condition is None or condition.holds(self.variables, self.flags)

    def offers(self, move: Move) -> bool:
        """Whether a move can be taken here."""
        if isinstance(move, Wait):
            return move.number == self.waited + 1
        return self.satisfies(move.when)

    def after(self, move: Move) -> "Situation":
        """The situation to which a move leads; the last way on of a move has no condition."""
        variables, flags = move.effects.on(self.variables, self.flags)
        step = _target(move.next, variables, flags)
        return Situation(step, variables, flags, self._waited_after(move))

    def _waited_after(self, move: Move) -> int:
        match move.staying:
            case Staying.WAITED:
                return self.waited + 1
            case Staying.LOOKED:
                return self.waited
            case Staying.NO:
                return 0


def _target(ways: tuple[Transition, ...], variables: Variables, flags: Flags) -> str:
    open_ways = (it.target for it in ways if it.when is None or it.when.holds(variables, flags))
    return next(open_ways)


def opening(scenario: Scenario) -> Situation:
    """The situation in which every play begins."""
    return Situation(scenario.start, scenario.variables, frozenset())


def said(step: Step, situation: Situation) -> Iterator[Line]:
    """The lines that are said in a situation, in order."""
    return (line for line in step.lines if situation.satisfies(line.when))


def written_again(step: Step, situation: Situation) -> Iterator[Line]:
    """The lines that the customer has added while waiting."""
    return (
        line
        for wait in step.waits[: situation.waited]
        for line in wait.lines
        if situation.satisfies(line.when)
    )


def open_moves(step: Step, situation: Situation) -> Iterator[Move]:
    """The ways out that are open in a situation, in the order of the text."""
    return (move for move in step.moves if situation.offers(move))


def open_answers(step: Step, situation: Situation) -> Iterator[Move]:
    """Those of them by which the customer is answered."""
    return (answer for answer in step.answers if situation.offers(answer))
