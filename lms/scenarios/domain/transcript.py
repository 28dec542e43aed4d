"""What was said in a play, as pages show it; remarks only when it is time for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.library.domain import Wording
from lms.scenarios.domain.acts import Verdict
from lms.scenarios.domain.answers import Choice, Opening, Outcome, Wait
from lms.scenarios.domain.debrief import movements
from lms.scenarios.domain.lines import Line, Speech, speeches
from lms.scenarios.domain.moves import Critical, Points, Staying, Variables
from lms.scenarios.domain.play import Scene, standing
from lms.scenarios.domain.scenario import Scenario, Situation, said, written_again
from lms.scenarios.domain.steps import Step


@dataclass(frozen=True, slots=True)
class Remark:
    """What the coach says about a turn: never sent before its time."""

    feedback: Wording | None  # None: looking something up needs no comment
    points: Points
    moved: Variables  # by how much each variable that has moved
    after: Variables
    critical: Critical | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the customer said, and what the agent did."""

    number: int  # of the turn, counted from 1
    lines: tuple[Line, ...]  # that are new in this turn
    answer: Wording | None  # what was picked; None of what was typed or looked up
    verdict: Verdict
    remark: Remark | None

    @property
    def speeches(self) -> tuple[Speech, ...]:
        """What was new in this turn, speaker by speaker."""
        return speeches(self.lines)


def exchanges(
    scenario: Scenario, scenes: Sequence[Scene], *, with_remarks: bool
) -> tuple[Exchange, ...]:
    """The talk of a play, turn by turn; remarks only if it is time for them."""
    return tuple(_exchanges(scenario, scenes, with_remarks))


def _exchanges(
    scenario: Scenario, scenes: Sequence[Scene], with_remarks: bool
) -> Iterator[Exchange]:
    last = None
    for scene in scenes:
        move = _taken(scenario.by_id[scene.before.step], scene)
        remark = _remark(scene, move) if with_remarks else None
        text = move.text if isinstance(move, Choice) else None
        lines = new_lines(scenario, scene.before, last)
        yield Exchange(scene.number, lines, text, scene.verdict, remark)
        last = scene


def new_lines(scenario: Scenario, situation: Situation, last: Scene | None) -> tuple[Line, ...]:
    """What is said in a situation and has not said in the turn that led there."""
    match last.verdict.staying if last else Staying.NO:
        case Staying.NO:
            return lines_at(scenario, situation)
        case Staying.LOOKED:
            return ()
        case Staying.WAITED:
            return _again(scenario, situation)


def lines_in_turn(
    scenario: Scenario, scenes: Sequence[Scene], number: int, *, coming: int | None
) -> tuple[Line, ...]:
    """What was new in a turn; `coming` is the number of the one to be taken, if there is one.

    Nothing for a turn that was taken back or lies ahead.
    """
    last = None
    for scene in scenes:
        if scene.number == number:
            return new_lines(scenario, scene.before, last)
        last = scene
    return new_lines(scenario, standing(scenario, scenes), last) if number == coming else ()


def _again(scenario: Scenario, situation: Situation) -> tuple[Line, ...]:
    """What she has written last, while waiting."""
    wait = scenario.by_id[situation.step].waits[situation.waited - 1]
    return tuple(line for line in wait.lines if situation.satisfies(line.when))


def lines_at(scenario: Scenario, situation: Situation) -> tuple[Line, ...]:
    """All that is said in a situation; nothing at an ending."""
    step = scenario.by_id[situation.step]
    return (*said(step, situation), *written_again(step, situation))


def _taken(step: Step, scene: Scene) -> Choice | Outcome | Opening | Wait:
    return next(move for move in step.moves if move.id == scene.verdict.answer)  # type: ignore[return-value]


def _remark(scene: Scene, move: Choice | Outcome | Opening | Wait) -> Remark:
    moved = movements(scene.before.variables, scene.after.variables)
    feedback = None if isinstance(move, Opening) else move.feedback
    verdict = scene.verdict
    return Remark(feedback, verdict.points, moved, scene.after.variables, verdict.critical)
