"""What a draft changes is told in words; whom it touches in numbers that give nobody away."""

from pathlib import Path

import pytest

from lms.library.domain import Bundle, Wording
from lms.library.kinds import parse
from lms.scenarios.content import ScenarioKind
from lms.studio.domain import Doing, Told, Users, consequences, told
from tests.onboarding.examples import month, task, template

SCENES = Path(__file__).parents[1] / "scenarios"


def scene(name="cold-kettle", **changes):
    """A scenario of the tests, with words replaced."""
    text = (SCENES / f"{name}.yaml").read_text("utf-8")
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new, 1)
    return parse(ScenarioKind(), Bundle(name, {f"quizzes/scenarios/{name}.yaml": text}))


def words(before, after, kind="scenario"):
    return [one.words() for one in told(kind, before, after)]


@pytest.mark.parametrize("name", ["cold-kettle", "every-kind"])
def test_of_a_text_that_says_the_same_nothing_is_told(name):
    assert words(scene(name), scene(name)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("pass_mark: 70", "pass_mark: 75", "及格线从 70% 改到 75%"),
        ("attempts: 2", "attempts: 3", "考核的规则改了：限时、次数、间隔或取哪一次"),
        ("请报订单号。", "麻烦报一下订单号。", "选项“麻烦报一下订单号。”换了说法"),
        ("etiquette: 2,", "etiquette: 3,", "改了分数"),
        ("mood: +15,", "mood: +9,", "改了条件或对客户的影响"),
        ("先接住他的着急。", "先安抚。", "第 1 步“greet”：提示改了"),
        ("底座的灯不亮。", "灯不亮。", "第 2 步“find”：说的话改了"),
    ],
)
def test_one_change_is_one_sentence(old, new, said):
    (found,) = words(scene(), scene(change=(old, new)))

    assert said in found


def test_a_choice_that_comes_and_one_that_goes_are_told_with_their_step():
    found = words(scene(), scene(change=("id: ask-again", "id: ask-once-more")))

    assert found == [
        "第 2 步“find”：新增一个选项“您再说一遍？”",
        "第 2 步“find”：去掉选项“您再说一遍？”",
    ]


def test_steps_and_endings_that_come_or_go_are_told():
    before, after = scene(), scene("every-kind")
    found = words(before, after)

    assert any(one.startswith("新增一个结局“") for one in found)
    assert any(one.startswith("去掉一个结局“") for one in found)
    assert any(one.startswith("新增第 2 步“") for one in found)
    assert any(one.startswith("去掉一步“") for one in found)
    assert "第 1 步“greet”：换了作答方式" in found


def test_what_a_reply_is_graded_by_is_compared_to_the_last_word():
    before, after = scene("every-kind"), scene("every-kind", change=("分钟内/小时内", "分钟内"))

    assert words(before, after) == ["第 1 步“greet”：评分的要点改了"]


def test_tasks_of_a_plan_that_come_go_or_move_are_told():
    before = template(month(1, task("stays", 1), task("moves", 3), task("goes", 5)))
    after = template(month(1, task("stays", 1), task("moves", 4), task("comes", 5)))

    found = " ".join(words(before, after, "plan"))

    assert "新增任务" in found
    assert "去掉任务" in found
    assert "从第 3 个工作日改到第 4 个工作日" in found


def test_kinds_that_are_compared_by_line_tell_nothing():
    assert told("glossary", object(), object()) == ()


def test_a_sentence_is_said_in_the_readers_language_and_cut_short():
    long = Told("新增一个结局“%(ending)s”", {"ending": Wording("长" * 50, en="Short")})

    assert long.words() == f"新增一个结局“{'长' * 29}…”"
    assert long.words({"新增一个结局“%(ending)s”": "New: %(ending)s"}.get, "en") == "New: Short"


@pytest.mark.parametrize(("people", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (80, 80)])
def test_a_trainer_sees_no_number_below_five(people, shown):
    assert Users(Doing.PLAYING, people).shown == shown


def test_what_becomes_of_readers_depends_on_what_the_draft_says():
    kept = consequences("lesson", material=False, must_sign=True)
    anew = consequences("lesson", material=True, must_sign=True)

    assert any("照算" in one for one in kept)
    assert any("都不再算" in one for one in anew)
    assert any("再签一次" in one for one in anew)
    assert not any("再签一次" in one for one in kept)
    assert consequences("alerts", material=False, must_sign=False)
