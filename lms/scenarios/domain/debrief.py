"""Looking back on a play: which turns cost most, and what would have been better."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.library.domain import Wording
from lms.scenarios.domain.answers import Choice
from lms.scenarios.domain.lines import Line, Speech, speeches
from lms.scenarios.domain.moves import Move, Points, Staying, Variables
from lms.scenarios.domain.play import Scene
from lms.scenarios.domain.scenario import Scenario, Situation, open_answers, said
from lms.scenarios.domain.steps import ReplyStep, Step
from lms.scenarios.domain.walk import Outlook, Paths, paths

MOST_WORST = 2


@dataclass(frozen=True, slots=True)
class Alternative:
    """The best answer at a turn, and what it would have brought."""

    scene: Scene
    answer: Move
    text: Wording | None  # what to say; None of a form, which is filled in right
    cost: int  # points that could no longer be had after the answer that was given; 0 or more
    shut_out: bool  # after the answer that was given every ending fails, after this one not
    after: Situation
    lines: tuple[Line, ...]  # that would have been said next

    @property
    def speeches(self) -> tuple[Speech, ...]:
        """What would have been said next, speaker by speaker."""
        return speeches(self.lines)

    @property
    def points(self) -> Points:
        """What it would have earned at once."""
        return self.answer.points

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
    if scene.verdict.staying is not Staying.NO:
        return  # the customer was not answered yet
    step = walked.scenario.by_id[scene.before.step]
    ways = [(answer, scene.before.after(answer)) for answer in open_answers(step, scene.before)]
    answer, after = max(ways, key=lambda way: _outlook(walked, *way))
    best, had = _outlook(walked, answer, after), _outlook(walked, scene.verdict, scene.after)
    if best > had:
        yield Alternative(
            scene,
            answer,
            _words(step, answer),
            max(0, best.points - had.points),
            best.passes and not had.passes,
            after,
            tuple(said(walked.scenario.by_id[after.step], after)),
        )


def _words(step: Step, answer: Move) -> Wording | None:
    if isinstance(answer, Choice):
        return answer.text
    return step.model if isinstance(step, ReplyStep) else None


def _outlook(walked: Paths, move: Move, after: Situation) -> Outlook:
    return walked.outlook(after).before(move)


def movements(before: Variables, after: Variables) -> dict[str, int]:
    """By how much each variable has moved, those that have."""
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}
