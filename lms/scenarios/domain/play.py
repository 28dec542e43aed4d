"""A play: turns with their verdicts, from which everything else follows.

What a turn was worth is decided once, when it is taken (`judge`), and stored; a replay folds the
stored verdicts and never decides again, so that later versions of this file rewrite nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any, TypeAlias

from lms.errors import N_, Invalid, Stale
from lms.scenarios.domain.scenario import (
    Choice,
    ChoiceStep,
    Effects,
    Ending,
    Points,
    Scenario,
    Situation,
    Transition,
    open_moves,
    opening,
)

ENGINE = "1"  # version of these rules, kept with every mark
MOST_TURNS = 300  # of one play


class Mode(StrEnum):
    """How a play is played, in the order of what it proves."""

    PRACTICE = "practice"  # feedback after every turn
    REHEARSAL = "rehearsal"  # feedback at the end
    ASSESSMENT = "assessment"  # on the clock, counted, feedback at the end

    @property
    def tells(self) -> bool:
        """Whether feedback and what is known of the customer are shown on the way."""
        return self is Mode.PRACTICE

    @property
    def rank(self) -> int:
        """A play also proves what a mode of a lower rank asks for."""
        return list(Mode).index(self)


class PlayState(StrEnum):
    """Where a play stands at a moment."""

    OPEN = "open"
    EXPIRED = "expired"  # the clock has run out, the end is not stored yet
    OVER = "over"


class EndedBy(StrEnum):
    """What ended a play."""

    ENDING = "ending"  # an ending of the scenario
    CLOCK = "clock"  # the time was up
    LEFT = "left"  # laid aside for a new one; never marked


class TurnKind(StrEnum):
    """What can be done in a turn."""

    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Choose:
    """Pick the answer shown at a position, counted from 1."""

    position: int


Act: TypeAlias = Choose


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a turn was judged to be: where it was taken, the answer, its worth, where it led."""

    step: str
    answer: str  # id of the choice
    points: Points
    effects: Effects
    target: str

    @property
    def when(self) -> None:
        """A verdict has been taken: it is a `Move` without a condition."""
        return

    @property
    def next(self) -> tuple[Transition, ...]:
        """Where it led."""
        return (Transition(self.target),)

    def stored(self) -> dict[str, Any]:
        """As plain data, for the database."""
        return {
            "step": self.step,
            "answer": self.answer,
            "points": dict(self.points),
            "changes": dict(self.effects.changes),
            "set": sorted(self.effects.sets),
            "clear": sorted(self.effects.clears),
            "target": self.target,
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Verdict":
        """The verdict that was stored."""
        effects = Effects(stored["changes"], frozenset(stored["set"]), frozenset(stored["clear"]))
        return cls(stored["step"], stored["answer"], stored["points"], effects, stored["target"])


@dataclass(frozen=True, slots=True)
class Scene:
    """One turn in its place: the situation in which it was taken, and what came of it."""

    number: int  # of the turn, counted from 1
    before: Situation
    verdict: Verdict
    after: Situation


def replay(scenario: Scenario, verdicts: Iterable[Verdict]) -> tuple[Scene, ...]:
    """The play as it went, turn by turn."""
    return tuple(_scenes(scenario, verdicts))


def _scenes(scenario: Scenario, verdicts: Iterable[Verdict]) -> Iterator[Scene]:
    situation = opening(scenario)
    for number, verdict in enumerate(verdicts, 1):
        after = situation.after(verdict)
        yield Scene(number, situation, verdict, after)
        situation = after


def standing(scenario: Scenario, scenes: Sequence[Scene]) -> Situation:
    """Where a play stands after its scenes."""
    return scenes[-1].after if scenes else opening(scenario)


def shown_choices(scenario: Scenario, situation: Situation, seed: int) -> tuple[Choice, ...]:
    """The answers open in a situation, in the order in which this play shows them.

    Every play has an order of its own at every step, the same whenever the page is opened.
    """
    step = scenario.by_id[situation.step]
    return tuple(
        sorted(open_moves(step, situation), key=lambda move: _place(seed, step.id, move.id))
    )


def _place(seed: int, *names: str) -> bytes:
    return blake2b("/".join((str(seed), *names)).encode(), digest_size=8).digest()


def judge(scenario: Scenario, situation: Situation, act: Act, seed: int) -> Verdict:
    """What an act is worth in a situation, and where it leads.

    Raises Stale at an ending, Invalid for an answer that is not shown.
    """
    step = scenario.by_id[situation.step]
    match step, act:
        case ChoiceStep(), Choose(position):
            return _chosen(shown_choices(scenario, situation, seed), position, situation)
        case _:
            raise Stale(N_("这场对话已经结束了。"))


def _chosen(shown: Sequence[Choice], position: int, situation: Situation) -> Verdict:
    if not 1 <= position <= len(shown):
        raise Invalid(N_("没有这句话；请从列出的话里选一句。"))
    choice = shown[position - 1]
    target = situation.after(choice).step
    return Verdict(situation.step, choice.id, choice.points, choice.effects, target)


def ending_at(scenario: Scenario, situation: Situation) -> Ending | None:
    """The ending at which a play stands, if it stands at one."""
    step = scenario.by_id[situation.step]
    return step if isinstance(step, Ending) else None


def state_of(ended_at: datetime | None, deadline: datetime | None, now: datetime) -> PlayState:
    """Where a play stands at a moment; at the instant of the deadline the time is up."""
    if ended_at is not None:
        return PlayState.OVER
    return PlayState.EXPIRED if deadline is not None and now >= deadline else PlayState.OPEN
