"""The shipped scenarios: each can be played to every ending, measures competence, and answers well.

No database: a scenario is walked, played act by act and graded as it lies in the repository.
"""

from collections import deque
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from lms.config import ROOT
from lms.questions.domain.replies import Band as ReplyBand
from lms.questions.domain.replies import grade
from lms.scenarios.content import ScenarioKind
from lms.scenarios.domain import (
    Band,
    ChoiceStep,
    Ending,
    Move,
    ReplyStep,
    Scenario,
    Verdict,
    advice,
    ending_at,
    fared,
    opening,
    paths,
    replay,
    result,
    standing,
)
from lms.scenarios.domain.walk import Paths
from tests.questions.sayings import shipped

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
BUNDLES = {bundle.address: bundle for bundle in ScenarioKind().files(ROOT)}
LEAST = 25  # scenarios
LEAST_STEPS = 10


@cache
def scenario(name: str) -> Scenario:
    return ScenarioKind().parse(BUNDLES[name])


@pytest.fixture(params=sorted(BUNDLES))
def story(request: pytest.FixtureRequest) -> Scenario:
    return scenario(request.param)


def ways(walked: Paths) -> dict[str, list[int]]:
    """To every ending, the shortest way by the numbers of nodes."""
    came: dict[int, int | None] = {0: None}
    found: dict[str, list[int]] = {}
    waiting = deque([0])
    while waiting:
        number = waiting.popleft()
        step = walked.nodes[number].situation.step
        if isinstance(walked.scenario.by_id[step], Ending) and step not in found:
            found[step] = list(back(came, number))[::-1]
        for edge in walked.nodes[number].edges:
            if edge.target not in came:
                came[edge.target] = number
                waiting.append(edge.target)
    return found


def back(came: dict[int, int | None], number: int | None) -> Iterator[int]:
    while number is not None:
        yield number
        number = came[number]


def moves(walked: Paths, way: list[int]) -> Iterator[Move]:
    for one, other in pairwise(way):
        node = walked.nodes[one]
        edge = next(edge for edge in node.edges if edge.target == other)
        yield walked.scenario.by_id[node.situation.step].moves[edge.move]


def played(story: Scenario, taken: Iterator[Move]) -> list[Verdict]:
    situation, verdicts = opening(story), []
    for move in taken:
        after = situation.after(move)
        verdicts.append(
            Verdict(
                situation.step,
                move.id,
                move.points,
                move.effects,
                after.step,
                move.critical,
                move.staying,
            )
        )
        situation = after
    return verdicts


def test_it_can_be_played_to_every_ending(story):
    walked = paths(story)
    found = ways(walked)

    assert set(found) == {ending.id for ending in story.endings}
    for name, way in found.items():
        scenes = replay(story, played(story, moves(walked, way)))
        ending = ending_at(story, standing(story, scenes))
        assert ending is not None
        assert ending.id == name
        assert not (ending.band is Band.FAILING and result(story, scenes).passed)


def test_nobody_passes_who_knows_nothing(story):
    assert [one.bot for one in fared(story) if one.passed] == []


def test_there_is_nothing_to_look_at_again(story):
    assert [look.message for look in advice(story)] == []


def test_every_model_reply_is_good_in_every_language(story):
    for step in story.steps:
        if not isinstance(step, ReplyStep):
            continue
        for language in LANGUAGES:
            said = [line.text.in_(language) for line in step.lines if line.is_of_customer]
            verdict = grade(step.model.in_(language), step.criteria, shipped(), said)
            assert verdict.band is ReplyBand.GOOD, (step.id, language, verdict.findings)


def test_no_bare_politeness_is_a_good_reply(story):
    for step in story.steps:
        if isinstance(step, ReplyStep):
            for text in (
                "您好，非常抱歉给您带来不便，请您谅解，感谢您的支持。",
                "I'm very sorry, thank you.",
            ):
                assert grade(text, step.criteria, shipped()).band is not ReplyBand.GOOD, step.id


@pytest.mark.parametrize("between", [", ", "，", "、", "/", "。"])
def test_what_a_debrief_marks_is_no_reply_when_it_is_strung_together(between):
    passed = [
        (step.id, language)
        for name in BUNDLES
        for step in scenario(name).steps
        if isinstance(step, ReplyStep)
        for language in ("zh-Hans", "en")
        if strung(step, step.model.in_(language), between) is ReplyBand.GOOD
    ]

    assert not passed


def strung(step: ReplyStep, model: str, between: str) -> ReplyBand:
    met = grade(model, step.criteria, shipped()).findings
    pieces = [model[span.start : span.end] for finding in met for span in finding.spans]
    return grade(between.join(pieces), step.criteria, shipped()).band


def test_there_are_many_and_they_are_long_enough():
    stories = [scenario(name) for name in BUNDLES]
    steps = [len(story.steps) for story in stories]
    kinds = [{type(step) for step in story.steps} for story in stories]

    assert len(stories) >= LEAST
    assert sum(steps) >= LEAST_STEPS * len(stories)
    assert sum(ReplyStep in some for some in kinds) >= 8
    assert all(ChoiceStep in some for some in kinds)
    assert all(len({ending.band for ending in story.endings}) > 1 for story in stories)
