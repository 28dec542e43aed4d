"""What an entry test asks about, and what its answers come to."""

from datetime import UTC, datetime, timedelta

import pytest

from lms.courses.domain import stands
from lms.courses.domain.entry import (
    FEWEST_WORDS,
    MOST,
    Ground,
    Outcome,
    again_from,
    drawn,
    ground,
    minutes,
    order_in,
    outcome,
    reason,
)
from lms.errors import Invalid
from tests.courses.lessons import lesson, section
from tests.courses.test_domain import COURSE

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
FIVE = lesson(section("one", "a", "b", "c", "d", "e"))
TWO = lesson(section("one", "a", "b"))


def why(found=TWO, **facts):
    nothing = {"is_complete": False, "is_tried": False, "is_taken_back": False}
    return ground(found, **{**nothing, **facts})


def test_a_lesson_with_two_questions_is_asked_about():
    assert why() is Ground.ASKED


def test_one_question_is_too_few():
    assert why(lesson(section("one", "a"))) is Ground.FEW


def test_what_is_to_be_signed_is_never_exempted():
    assert why(lesson(section("one", "a", "b"), must_sign=True)) is Ground.SIGNED


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("is_complete", Ground.COMPLETE),
        ("is_tried", Ground.TRIED),
        ("is_taken_back", Ground.TAKEN_BACK),
    ],
)
def test_each_fact_keeps_a_lesson_out(fact, expected):
    assert why(**{fact: True}) is expected


def test_the_seed_alone_decides_which_questions_are_asked_and_in_which_order():
    papers = {drawn(FIVE, f"seed {n}") for n in range(60)}

    assert drawn(FIVE, "seed 1") == drawn(FIVE, "seed 1")
    assert len(papers) > MOST
    assert all(len(set(one)) == MOST for one in papers)
    assert {id_ for one in papers for id_ in one} == set("abcde")


def test_options_are_shuffled_by_the_seed():
    orders = {order_in(TWO, TWO.checks[0], f"seed {n}") for n in range(20)}

    assert orders == {("good", "bad"), ("bad", "good")}


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([True, True], Outcome.EXEMPT),
        ([True, True, True], Outcome.EXEMPT),
        ([True, False], Outcome.WRONG),
        ([True, None], Outcome.WRONG),
        ([None, None], Outcome.WRONG),
        ([True], Outcome.WRONG),
        ([], Outcome.WRONG),
    ],
)
def test_only_all_right_answers_exempt_and_never_fewer_than_two(verdicts, expected):
    assert outcome(verdicts, Ground.ASKED, is_changed=False) is expected


@pytest.mark.parametrize(
    ("now", "is_changed", "expected"),
    [
        (Ground.ASKED, True, Outcome.CHANGED),
        (Ground.SIGNED, False, Outcome.CHANGED),
        (Ground.FEW, False, Outcome.CHANGED),
        (Ground.TAKEN_BACK, False, Outcome.CHANGED),
        (None, False, Outcome.CHANGED),
        (Ground.TRIED, False, Outcome.TRIED),
        (Ground.COMPLETE, True, Outcome.COMPLETE),
    ],
)
def test_what_came_meanwhile_weighs_more_than_right_answers(now, is_changed, expected):
    assert outcome([True, True], now, is_changed=is_changed) is expected


@pytest.mark.parametrize(("questions", "expected"), [(0, 0), (1, 1), (3, 2), (4, 3), (36, 24)])
def test_a_question_takes_forty_seconds(questions, expected):
    assert minutes(questions) == expected


def test_the_next_test_waits_for_thirty_days():
    assert again_from(NOON) == NOON + timedelta(days=30)


def test_taking_back_needs_a_reason():
    assert reason("实操时讲不清为什么，请读一遍") == "实操时讲不清为什么，请读一遍"
    with pytest.raises(Invalid):
        reason("读" * (FEWEST_WORDS - 1))
    with pytest.raises(Invalid):
        reason("读" * 501)


def test_a_course_opens_again_when_an_exemption_was_taken_back():
    assert not stands(COURSE, completed={"desk/a"}, reopening={"desk/b"})
