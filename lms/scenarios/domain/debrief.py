"""Looking back on a play: which turns cost most, and what would have been better."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.scenarios.domain.play import Scene
from lms.scenarios.domain.scenario import (
    Choice,
    Line,
    Move,
    Points,
    Scenario,
    Situation,
    Variables,
    open_moves,
    said,
)
from lms.scenarios.domain.walk import Outlook, Paths, paths

MOST_WORST = 2


@dataclass(frozen=True, slots=True)
class Alternative:
    """The best answer at a turn, and what it would have brought."""

    scene: Scene
    choice: Choice
    cost: int  # points that could no longer be had after the answer that was given; 0 or more
    shut_out: bool  # after the answer that was given every ending fails, after this one not
    after: Situation
    lines: tuple[Line, ...]  # what the customer would have said next

    @property
    def points(self) -> Points:
        """What it would have earned at once."""
        return self.choice.points

    @property
    def moved(self) -> Variables:
        """By how much it would have moved each variable, those that it would have."""
        return movements(self.scene.before.variables, self.after.variables)


def worst_turns(scenario: Scenario, scenes: Sequence[Scene]) -> tuple[Alternative, ...]:
    """The turns that cost most, dearest first, at most two; none that cost nothing.

    The cost of a turn is the drop in what can be had in the whole play, on ways to an ending that
    does not fail: an answer that earns a point and shuts off five later has cost four. Shutting off
    every such ending is dearest.
    """
    walked = paths(scenario)
    found = [better for scene in scenes for better in _better(walked, scene)]
    found.sort(key=lambda better: (better.shut_out, better.cost), reverse=True)
    return tuple(found[:MOST_WORST])


def _better(walked: Paths, scene: Scene) -> Iterator[Alternative]:
    step = walked.scenario.by_id[scene.before.step]
    ways = [(choice, scene.before.after(choice)) for choice in open_moves(step, scene.before)]
    choice, after = max(ways, key=lambda way: _outlook(walked, *way))
    best, had = _outlook(walked, choice, after), _outlook(walked, scene.verdict, scene.after)
    if best > had:
        lines = tuple(said(walked.scenario.by_id[after.step], after))
        shut_out = best.passes and not had.passes
        yield Alternative(scene, choice, max(0, best.points - had.points), shut_out, after, lines)


def _outlook(walked: Paths, move: Move, after: Situation) -> Outlook:
    return walked.outlook(after).with_points(move.points)


def movements(before: Variables, after: Variables) -> dict[str, int]:
    """By how much each variable has moved, those that have."""
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}
