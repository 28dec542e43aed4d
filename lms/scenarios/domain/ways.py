"""Which way a play took, step by step, as authors have it counted: first answers, and its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.scenarios.domain.acts import Judged, Verdict
from lms.scenarios.domain.moves import Staying
from lms.scenarios.domain.play import ending_at, replay, standing
from lms.scenarios.domain.scenario import Scenario

LONGEST_TURN = 60 * 60  # seconds; whoever takes longer has gone away


@dataclass(frozen=True, slots=True)
class Taken:
    """The first answer at a step, taken back later or not; of an ending and a step left: none."""

    step: str
    answer: str = ""  # id of the move
    target: str = ""  # the step to which it led
    earned: int = 0  # points; 0 also of an answer that costs some
    seconds: int | None = None  # from the end of the turn before, 0 to LONGEST_TURN


@dataclass(frozen=True, slots=True)
class Way:
    """The steps that a play reached, in order, each once; and where it was left."""

    steps: tuple[Taken, ...]
    left_at: str | None  # the step; None: it reached an ending


def way(scenario: Scenario, turns: Sequence[Judged], at: Mapping[int, datetime]) -> Way:
    """The way of a play that is over.

    `at`: number of the turn → when it was taken; 0: when the play began. What is looked up, and a
    customer who writes again and goes on waiting, are no answers.
    """
    since, found = at[0], dict[str, Taken]()
    for number, turn in enumerate(turns, 1):
        if isinstance(turn, Verdict):
            if turn.staying is not Staying.NO:
                continue
            found.setdefault(turn.step, _taken(turn, (at[number] - since).total_seconds()))
        since = at[number]
    situation = standing(scenario, replay(scenario, turns))
    found.setdefault(situation.step, Taken(situation.step))
    is_ended = ending_at(scenario, situation) is not None
    return Way(tuple(found.values()), None if is_ended else situation.step)


def _taken(verdict: Verdict, seconds: float) -> Taken:
    return Taken(
        verdict.step,
        verdict.answer,
        verdict.target,
        max(0, sum(verdict.points.values())),
        min(LONGEST_TURN, max(0, round(seconds))),
    )
