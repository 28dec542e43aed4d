"""Looking back on a play: which turns cost most, and what would have happened otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.library.domain import Wording
from lms.scenarios.domain.answers import Choice, Grade, Outcome
from lms.scenarios.domain.judging import outcome_of
from lms.scenarios.domain.lines import Line, Speech, speeches
from lms.scenarios.domain.moves import Move, Points, Staying, Variable, Variables
from lms.scenarios.domain.play import Scene, ending_at
from lms.scenarios.domain.scenario import Scenario, Situation, said
from lms.scenarios.domain.steps import Ending, FormStep, ReplyStep, Step
from lms.scenarios.domain.walk import Outlook, Paths, paths

MOST_WORST = 2
LONGEST_COMMENT = 500  # characters, of what somebody says about a turn
FELT = (Variable.MOOD, Variable.TRUST, Variable.COMPLIANCE)  # what pages show of the customer


@dataclass(frozen=True, slots=True)
class Alternative:
    """An answer that was not given at a turn, and what it would have brought at once."""

    answer: Choice | Outcome
    text: Wording | None  # what to say; None of a form, which is filled in right
    before: Situation
    after: Situation
    lines: tuple[Line, ...]  # that would have been said next
    ending: Ending | None  # to which it would have led at once

    @property
    def speeches(self) -> tuple[Speech, ...]:
        """What would have been said next, speaker by speaker."""
        return speeches(self.lines)

    @property
    def points(self) -> Points:
        """What it would have earned at once; of what is graded, the most."""
        return self.answer.points

    @property
    def moved(self) -> Variables:
        """By how much it would have moved each variable, those that it would have."""
        return movements(self.before.variables, self.after.variables)


@dataclass(frozen=True, slots=True)
class WorstTurn:
    """A turn that cost something, and the other answers that were open there."""

    scene: Scene
    cost: int  # points that could no longer be had after the answer that was given; 0 or more
    shut_out: bool  # after the answer that was given every ending fails, after the best one not
    best: Alternative
    others: tuple[Alternative, ...]  # neither the best nor the one that was given


def worst_turns(scenario: Scenario, scenes: Sequence[Scene]) -> tuple[WorstTurn, ...]:
    """The turns that cost most, dearest first, at most two; none that cost nothing.

    The cost of a turn is the drop in what can be had in the whole play, on ways to an ending that
    does not fail: an answer that earns a point and shuts off five later has cost four. Shutting off
    every such ending is dearest.
    """
    walked = paths(scenario)
    found = [worst for scene in scenes for worst in _worst(walked, scene)]
    found.sort(key=lambda worst: (worst.shut_out, worst.cost), reverse=True)
    return tuple(found[:MOST_WORST])


def _worst(walked: Paths, scene: Scene) -> Iterator[WorstTurn]:
    if scene.verdict.staying is not Staying.NO:
        return  # the customer was not answered yet
    step = walked.scenario.by_id[scene.before.step]
    ways = [_alternative(walked.scenario, scene.before, it) for it in _ways(step, scene.before)]
    best = max(ways, key=lambda way: _outlook(walked, way.answer, way.after))
    could = _outlook(walked, best.answer, best.after)
    had = _outlook(walked, scene.verdict, scene.after)
    if could > had:
        yield WorstTurn(
            scene,
            max(0, could.points - had.points),
            could.passes and not had.passes,
            best,
            tuple(it for it in ways if it is not best and it.answer.id != scene.verdict.answer),
        )


def _ways(step: Step, situation: Situation) -> Sequence[Choice | Outcome]:
    """What could be answered: of what is graded only that it is good."""
    if isinstance(step, ReplyStep | FormStep):
        return (outcome_of(step, Grade.GOOD),)
    return tuple(answer for answer in step.answers if situation.offers(answer))


def _alternative(scenario: Scenario, before: Situation, answer: Choice | Outcome) -> Alternative:
    after = before.after(answer)
    lines = tuple(said(scenario.by_id[after.step], after))
    text = _words(scenario.by_id[before.step], answer)
    return Alternative(answer, text, before, after, lines, ending_at(scenario, after))


def _words(step: Step, answer: Choice | Outcome) -> Wording | None:
    if isinstance(answer, Choice):
        return answer.text
    return step.model if isinstance(step, ReplyStep) else None


def _outlook(walked: Paths, move: Move, after: Situation) -> Outlook:
    return walked.outlook(after).before(move)


def movements(before: Variables, after: Variables) -> dict[str, int]:
    """By how much each variable has moved, those that have."""
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def felt(scenario: Scenario, scenes: Sequence[Scene]) -> dict[str, tuple[int, ...]]:
    """What the customer felt, 0–100: at the start and after every turn; only what has moved."""
    known = [scenario.variables, *(scene.after.variables for scene in scenes)]
    courses = {
        str(name): tuple(variables[name] for variables in known)
        for name in FELT
        if name in scenario.variables
    }
    return {name: course for name, course in courses.items() if len(set(course)) > 1}
