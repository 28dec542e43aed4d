"""What was said in a play, as pages show it; remarks only when it is time for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.library.domain import Wording
from lms.scenarios.domain.debrief import movements
from lms.scenarios.domain.play import Scene
from lms.scenarios.domain.scenario import (
    Choice,
    Points,
    Scenario,
    Situation,
    Step,
    Variables,
    said,
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What the coach says about a turn: never sent before its time."""

    feedback: Wording
    points: Points
    moved: Variables  # by how much each variable that has moved
    after: Variables


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the customer said, and what the agent answered."""

    number: int  # of the turn, counted from 1
    lines: tuple[Wording, ...]
    answer: Wording
    remark: Remark | None


def exchanges(
    scenario: Scenario, scenes: Sequence[Scene], *, with_remarks: bool
) -> tuple[Exchange, ...]:
    """The talk of a play, turn by turn; remarks only if it is time for them."""
    return tuple(_exchanges(scenario, scenes, with_remarks))


def _exchanges(
    scenario: Scenario, scenes: Sequence[Scene], with_remarks: bool
) -> Iterator[Exchange]:
    for scene in scenes:
        choice = _taken(scenario.by_id[scene.before.step], scene)
        remark = _remark(scene, choice) if with_remarks else None
        yield Exchange(scene.number, words_at(scenario, scene.before), choice.text, remark)


def words_at(scenario: Scenario, situation: Situation) -> tuple[Wording, ...]:
    """What the customer says in a situation; nothing at an ending."""
    return tuple(line.text for line in said(scenario.by_id[situation.step], situation))


def _taken(step: Step, scene: Scene) -> Choice:
    return next(move for move in step.moves if move.id == scene.verdict.answer)


def _remark(scene: Scene, choice: Choice) -> Remark:
    moved = movements(scene.before.variables, scene.after.variables)
    return Remark(choice.feedback, scene.verdict.points, moved, scene.after.variables)
