"""Several customers at once: what is in time, what is mixed up, and what it all comes to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lms.library.domain import Wording
from lms.scenarios.domain import (
    Band,
    CaseCard,
    Critical,
    Effects,
    Fact,
    Line,
    Pace,
    Rewound,
    Staying,
    Transition,
    Verdict,
    Wait,
    replay,
    result,
)
from lms.scenarios.domain.drill import (
    Course,
    DrillResult,
    MixUp,
    Window,
    WindowResult,
    is_sound,
    spells,
    window_result,
)
from lms.scenarios.domain.telltale import mixed_up, telltales
from tests.scenarios.scripts import choice, ending, script, step, words

NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
WINDOW = Window("script", arrives=30, first_reply=60, reply=120)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def turn(answer: str = "x", staying: Staying = Staying.NO) -> Verdict:
    return Verdict("a", answer, {}, Effects(), "a", staying=staying)


def waited(turns, over: float, pace: Pace | None = None):
    course = Course(NOW, after(over), [(one, after(at)) for one, at in turns])
    return [(it.seconds, it.is_timely) for it in spells(WINDOW, course, pace or Pace())]


# --- in time ---


def test_the_first_answer_has_a_limit_of_its_own():
    assert waited([(turn(), 60), (turn(), 180)], over=180) == [(60, True), (120, True)]
    assert waited([(turn(), 61), (turn(), 182)], over=182) == [(61, False), (121, False)]


def test_looking_something_up_or_asking_where_one_is_answers_nothing():
    looked, again = turn("order", Staying.LOOKED), turn("wait-1", Staying.WAITED)

    assert waited([(looked, 10), (again, 40), (turn(), 70)], over=70) == [(70, False)]


def test_a_customer_who_gives_up_was_not_answered():
    assert waited([(turn("wait-1"), 30)], over=30) == [(30, False)]


def test_what_was_taken_back_is_no_answer():
    assert waited([(turn(), 10), (Rewound(1), 20), (turn(), 50)], over=50) == [
        (10, True),
        (40, True),
    ]


@pytest.mark.parametrize(("over", "found"), [(60, []), (61, [(61, False)]), (0, [])])
def test_a_wait_that_the_end_cuts_short_counts_only_when_it_was_too_long(over, found):
    assert waited([], over=over) == found


def test_after_an_answer_the_end_cuts_short_the_next_wait():
    assert waited([(turn(), 10)], over=100) == [(10, True)]
    assert waited([(turn(), 10)], over=131) == [(10, True), (121, False)]


def test_whoever_has_extra_time_has_longer_limits():
    assert waited([(turn(), 90)], over=90, pace=Pace(extra=50)) == [(90, True)]


# --- mixed up ---


def customer(name: Wording, facts: str = "", says: str = "你好"):
    first = step("a", choice("x", "end", voice=1), lines=[(says, None)])
    made = script(first, ending("end"))
    case = CaseCard(name, words("背景"), words("任务"), (Fact(words("订单"), words(facts)),))
    return replace(made, case=case)


ZHOU = customer(Wording("周女士", en="Ms Zhou"), "尾号 6408，328 元；138****5217，5000 元，2026 年")
SONG = customer(Wording("宋女士", en="Ms Song"), "订单 TB-33907，1,180 元")


def mixed(text: str | None, mine=ZHOU, other=SONG, added=()):
    others, _ = telltales([(mine, ()), (other, added)])
    return [(it.word, it.window) for it in mixed_up({1: text}, others)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("宋女士，您好", "宋女士"),
        ("宋小姐，您好", "宋小姐"),
        ("Dear Ms. Song, sorry", "ms song"),
        ("dear miss  SONG,", "miss song"),
        ("您的订单 tb-33907 已补发", "tb-33907"),
        ("订单ＴＢ-３３９０７", "tb-33907"),
    ],
)
def test_the_name_or_number_of_another_window_is_found(text, word):
    assert mixed(text) == [(word, 2)]


@pytest.mark.parametrize(
    "text",
    ["周女士，尾号 6408 已补发", "1180 元", "TB-339071", "this song", "Ms Songster", "", None],
)
def test_one_s_own_words_sums_and_parts_of_words_are_no_mix_up(text):
    assert mixed(text) == []


def test_sums_and_years_tell_nobody_apart():
    assert mixed("5000 元以内，2026 年", mine=SONG, other=ZHOU) == []
    assert mixed("5217 和 6408", mine=SONG, other=ZHOU) == [("5217", 2), ("6408", 2)]


def test_what_the_customer_says_herself_is_not_held_against_anybody():
    mine = customer(Wording("周女士"), says="我和宋女士是邻居")

    assert mixed("您和宋女士都会收到", mine=mine) == []
    assert mixed("宋小姐", mine=mine) == [("宋小姐", 2)]


def test_what_is_said_in_answer_to_silence_is_hers_as_well():
    lines = (Line(words("宋女士呢？")),)
    wait = Wait(1, 60, lines, Effects(), words("why"), (Transition("a"),), stays=True)
    mine = customer(Wording("周女士"))
    steps = (replace(mine.steps[0], waits=(wait,)), *mine.steps[1:])

    assert mixed("宋女士", mine=replace(mine, steps=steps)) == []


def test_namesakes_are_told_apart_by_other_words():
    assert mixed("周先生", other=customer(Wording("周先生"))) == []
    assert mixed("空气炸锅", added=[Wording("空气炸锅")]) == [("空气炸锅", 2)]


def test_who_has_no_name_is_known_by_what_the_author_adds():
    assert mixed("排队的客户们", other=customer(Wording("排队的客户们"))) == []


# --- all together ---


def window(score=90, timely=4, asked=4, *turns, is_sound=True) -> WindowResult:
    mixed = tuple(MixUp(it, "宋女士", 2) for it in turns)
    return WindowResult(score, is_sound, timely, asked, 80, mixed)


def drill(*windows: WindowResult) -> DrillResult:
    return DrillResult(windows, mix_up=25, pass_mark=60)


def test_the_score_is_the_product_of_the_three():
    came = drill(window(90, 4, 5), window(80, 3, 5, 2))

    assert (came.quality, came.timeliness, came.clarity) == (85, 70, 75)
    assert came.score == 44
    assert not came.passed


def test_two_words_in_one_message_are_one_mix_up():
    assert drill(window(90, 1, 1, 2, 2), window(90, 1, 1, 2)).mixed == 2


def test_mix_ups_leave_nothing_less_than_nothing():
    assert drill(window(100, 1, 1, 1, 2, 3, 4, 5)).clarity == 0


def test_a_lost_window_is_not_made_good_by_the_others():
    assert drill(window(), window()).passed
    assert not drill(window(), window(is_sound=False)).passed


def test_where_nobody_waited_long_enough_nothing_was_late():
    assert drill(window(0, 0, 0)).timeliness == 100


def test_a_result_is_stored_as_it_is():
    came = window(90, 4, 5, 2)

    assert WindowResult.of(came.stored()) == came


def test_a_window_says_how_many_answers_came_in_time_and_the_slowest():
    turns = [(turn(), after(20)), (turn(), after(160))]
    waits = spells(WINDOW, Course(NOW, after(160), turns), Pace())

    came = window_result(80, waits, (), is_sound=True)
    assert (came.timely, came.asked, came.slowest) == (1, 2, 140)
    assert window_result(0, (), (), is_sound=False).slowest == 0


@pytest.mark.parametrize(
    ("target", "critical", "sound"),
    [("end", None, True), ("lost", None, False), ("a", None, False), ("end", "privacy", False)],
)
def test_a_window_is_lost_by_a_failing_ending_a_grave_mistake_or_none(target, critical, sound):
    scenario = script(
        step("a", choice("x", "end", voice=1), choice("y", "lost")),
        ending("end"),
        ending("lost", Band.FAILING),
    )
    taken = Verdict("a", "x", {}, Effects(), target, Critical(critical) if critical else None)
    scenes = replay(scenario, [taken])

    assert is_sound(scenario, scenes, result(scenario, scenes)) is sound
