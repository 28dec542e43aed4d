"""Judging a stored turn anew in parts: the way that was taken stays, what it is worth may change.

A verdict that is changed keeps its effects and its target: the customer has answered as she did,
and what came after was answered to that. Points, grade and a critical mistake follow the change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lms.questions.domain.amending import Amendment, amended
from lms.questions.domain.replies import Band as ReplyBand
from lms.questions.domain.ruling import Changes, parts_of, ruled
from lms.scenarios.domain.acts import Verdict
from lms.scenarios.domain.answers import Choice, Grade
from lms.scenarios.domain.fields import Filled
from lms.scenarios.domain.judging import (
    GRADES,
    filled_grade,
    filled_points,
    losses_of,
    outcome_of,
)
from lms.scenarios.domain.moves import Staying
from lms.scenarios.domain.play import Scene
from lms.scenarios.domain.scenario import Scenario, open_answers
from lms.scenarios.domain.steps import ChoiceStep, FormStep, ReplyStep

ANSWER = "answer"  # the one part of an answer that was picked: whether it is as good as the best
MOST_AMENDED = 100  # scenarios with amendments kept ready in a process


@dataclass(frozen=True, slots=True)
class Regraded:
    """A turn whose verdict has changed."""

    turn: int
    verdict: Verdict


@lru_cache(MOST_AMENDED)
def amended_scenario(scenario: Scenario, amendments: tuple[Amendment, ...]) -> Scenario:
    """The scenario with what was accepted and forbidden since; the same object for the same."""
    if not amendments:
        return scenario
    steps = tuple(
        replace(step, criteria=amended(step.criteria, own))
        if isinstance(step, ReplyStep) and (own := _own(step, amendments))
        else step
        for step in scenario.steps
    )
    return replace(scenario, steps=steps)


def _own(step: ReplyStep, amendments: Sequence[Amendment]) -> tuple[Amendment, ...]:
    return tuple(one for one in amendments if one.step == step.id)


def gradings(scenario: Scenario, scene: Scene) -> Mapping[str, bool]:
    """The parts of a turn that can be contested, and whether each holds; empty: there is nothing.

    Of a reply its elements and what forbidden was said, of a form its fields, of an answer that was
    picked whether it is as good as any.
    """
    verdict, step = scene.verdict, scenario.by_id[scene.verdict.step]
    if verdict.staying is not Staying.NO or any(it.id == verdict.answer for it in step.waits):
        return {}
    if verdict.reply:
        return parts_of(verdict.reply)
    if verdict.fields:
        return {filled.field: filled.is_right for filled in verdict.fields}
    if isinstance(step, ChoiceStep):
        return {ANSWER: _worth(verdict) >= _worth(_best(scenario, scene))}
    return {}


def regraded(scenario: Scenario, scene: Scene, changes: Changes) -> Verdict:
    """The verdict of a turn with what is now said of some of its parts."""
    match scenario.by_id[scene.verdict.step]:
        case ReplyStep() as step if scene.verdict.reply:
            return _reply(step, scene.verdict, changes)
        case FormStep() as step if scene.verdict.fields:
            return _form(step, scene.verdict, changes)
        case ChoiceStep() if ANSWER in changes and changes[ANSWER].holds:
            best = _best(scenario, scene)
            return replace(scene.verdict, points=best.points, critical=best.critical)
        case _:
            return scene.verdict


def _reply(step: ReplyStep, verdict: Verdict, changes: Changes) -> Verdict:
    if verdict.reply is None:
        raise ValueError("nothing was typed")
    reply = ruled(step.criteria, verdict.reply, changes)
    grade = GRADES[reply.band]
    if verdict.unedited and grade is Grade.GOOD:
        grade = Grade.PARTIAL
    outcome = outcome_of(step, grade)
    return replace(
        verdict,
        answer=outcome.id,
        points=losses_of(reply) if verdict.unedited else reply.points,
        critical=outcome.critical,
        reply=reply,
    )


def _form(step: FormStep, verdict: Verdict, changes: Changes) -> Verdict:
    fields = tuple(_field(one, changes) for one in verdict.fields)
    outcome = outcome_of(step, filled_grade(fields))
    return replace(
        verdict,
        answer=outcome.id,
        points=filled_points(step.fields, fields),
        critical=outcome.critical,
        fields=fields,
    )


def _field(filled: Filled, changes: Changes) -> Filled:
    change = changes.get(filled.field)
    if change is None:
        return filled
    is_breach = filled.reply is not None and filled.reply.band is ReplyBand.BREACH
    return Filled(filled.field, change.holds, None if change.holds and is_breach else filled.reply)


def _best(scenario: Scenario, scene: Scene) -> Choice:
    step = scenario.by_id[scene.before.step]
    ways = [one for one in open_answers(step, scene.before) if isinstance(one, Choice)]
    return max(ways, key=_worth)


def _worth(move: Choice | Verdict) -> tuple[bool, int]:
    return move.critical is None, sum(move.points.values())
