"""The steps of a scenario: a tagged union. Every kind offers its ways out as `Move`s.

The customer speaks, and the agent picks an answer, types a reply or fills in a form; meanwhile
cards may be opened, and a customer who waits too long writes again. An ending has no way out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from lms.library.domain import Wording
from lms.questions.domain.replies import Criteria
from lms.scenarios.domain.answers import Choice, Opening, Outcome, Wait
from lms.scenarios.domain.fields import FormField
from lms.scenarios.domain.lines import Line
from lms.scenarios.domain.moves import Move


class Band(StrEnum):
    """How well an ending ends; a failing one never passes, whatever the points."""

    SUCCESS = "success"
    ACCEPTABLE = "acceptable"
    FAILING = "failing"


class FormKind(StrEnum):
    """What is filled in."""

    RECORD = "record"  # the customer record
    HAND_OVER = "hand-over"  # to the second line


@dataclass(frozen=True, slots=True)
class _Speaking:
    """What the steps have in common at which the customer waits for the agent."""

    id: str
    lines: tuple[Line, ...]
    hints: tuple[Wording, ...]  # from a nudge to plain words
    openings: tuple[Opening, ...] = field(default=(), kw_only=True)
    waits: tuple[Wait, ...] = field(default=(), kw_only=True)

    @property
    def answers(self) -> Sequence[Choice | Outcome]:
        """By what the customer is answered."""
        raise NotImplementedError

    @property
    def moves(self) -> tuple[Move, ...]:
        """Its ways out."""
        return (*self.answers, *self.openings, *self.waits)


@dataclass(frozen=True, slots=True)
class _Graded(_Speaking):
    """A step at which what the agent writes is graded."""

    outcomes: tuple[Outcome, ...]  # one for every grade

    @property
    def answers(self) -> tuple[Outcome, ...]:
        """What can come of it."""
        return self.outcomes


@dataclass(frozen=True, slots=True)
class ChoiceStep(_Speaking):
    """The agent picks one of several answers."""

    choices: tuple[Choice, ...]

    @property
    def answers(self) -> tuple[Choice, ...]:
        """What can be said."""
        return self.choices


@dataclass(frozen=True, slots=True)
class ReplyStep(_Graded):
    """The agent types a reply."""

    criteria: Criteria
    model: Wording  # a reply that is good
    quick: tuple[Wording, ...] = ()  # phrases to start from; sent as they are they cost


@dataclass(frozen=True, slots=True)
class FormStep(_Graded):
    """The agent fills in a form: the customer record, or the hand-over to the second line."""

    kind: FormKind
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a play is over: what the customer does now, and what she tells others."""

    id: str
    band: Band
    title: Wording
    text: Wording
    lines: tuple[Line, ...] = field(default=(), init=False)
    answers: tuple[Choice, ...] = field(default=(), init=False)
    moves: tuple[Move, ...] = field(default=(), init=False)
    waits: tuple[Wait, ...] = field(default=(), init=False)
    openings: tuple[Opening, ...] = field(default=(), init=False)


Step: TypeAlias = ChoiceStep | ReplyStep | FormStep | Ending
