"""When a lesson and a course are complete, and what is missing: pure rules."""

from datetime import UTC, datetime, timedelta

import pytest

from lms.courses.domain import (
    Answered,
    Course,
    LessonRef,
    Read,
    Requirement,
    counted,
    course_progress,
    progress,
    stands,
)
from lms.library.domain import Wording
from tests.courses.lessons import lesson, section

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
ALL_READ = [Read("a", 60), Read("b", 60), Read("c", 60)]
LESSON = lesson(section("a"), section("b", "q1"), section("c", "q2", "q3"), active_minutes=3)


def course(*lessons: LessonRef) -> Course:
    words = Wording("课程")
    return Course(id="desk", order=1, title=words, summary=words, open=True, lessons=lessons)


COURSE = course(LessonRef("desk/a"), LessonRef("desk/extra", required=False), LessonRef("desk/b"))


def test_nothing_done_misses_every_part():
    found = progress(LESSON, [], [])

    assert [(part.requirement, part.have, part.need) for part in found.missing] == [
        (Requirement.SECTIONS, 0, 3),
        (Requirement.CHECKS, 0, 3),
        (Requirement.MINUTES, 0, 3),
    ]
    assert not found.has_begun


def test_a_lesson_is_complete_when_read_answered_and_read_long_enough():
    right = [Answered(id_, True, 0) for id_ in ("q1", "q2", "q3")]

    assert progress(LESSON, ALL_READ, right).is_complete


def test_wrong_answers_do_not_count_but_their_time_does():
    found = progress(LESSON, ALL_READ[:2], [Answered("q1", False, 60)])

    assert found.checks == frozenset()
    assert found.seconds == 180


def test_a_right_answer_counts_once_and_a_later_wrong_one_takes_nothing_away():
    answers = [Answered("q1", True, 0), Answered("q1", True, 0), Answered("q1", False, 0)]

    assert progress(LESSON, [], answers).parts[1].have == 1


def test_a_rule_may_ask_for_fewer_checks_than_there_are():
    short = lesson(section("a"), section("b", "q1"), section("c", "q2"), checks=1)

    assert progress(short, ALL_READ, [Answered("q2", True, 0)]).is_complete


def test_a_rule_without_checks_and_time_asks_only_for_reading():
    plain = lesson(section("a"), section("b"), section("c"))

    assert [part.requirement for part in progress(plain, [], []).parts] == [Requirement.SECTIONS]


def test_what_the_lesson_no_longer_has_counts_only_as_time():
    found = progress(LESSON, [Read("gone", 50)], [Answered("gone-too", True, 5)])

    assert (found.sections, found.checks, found.seconds) == (frozenset(), frozenset(), 55)


def test_reading_goes_on_at_the_first_section_not_read():
    assert progress(LESSON, [Read("a", 0), Read("c", 0)], []).next_section == "b"
    assert progress(LESSON, ALL_READ, []).next_section is None


def test_the_place_to_go_on_is_a_section_then_a_check_then_the_rule():
    right = [Answered(id_, True, 0) for id_ in ("q1", "q3")]

    assert progress(LESSON, ALL_READ[:1], right).anchor == "b"
    assert progress(LESSON, ALL_READ, right).anchor == "check-q2"
    assert progress(LESSON, ALL_READ, [*right, Answered("q2", True, 0)]).anchor == "rule"


def test_checks_beyond_the_rule_are_no_place_to_go_on():
    short = lesson(section("a"), section("b", "q1"), section("c", "q2"), checks=1)

    assert progress(short, ALL_READ, [Answered("q2", True, 0)]).anchor == "rule"


def test_minutes_left_shrink_with_the_text_that_is_left():
    uneven = lesson(section("a", length=700), section("b", length=200), section("c", length=100))

    found = [progress(uneven, ALL_READ[:n], []).minutes_left for n in range(4)]
    assert found == [10, 3, 1, 0]


def test_minutes_left_are_never_less_than_the_rule_still_asks_for():
    fast = [Read("a", 5), Read("b", 5), Read("c", 5)]
    right = [Answered(id_, True, 0) for id_ in ("q1", "q2", "q3")]

    assert progress(LESSON, fast, right).minutes_left == 3


def test_something_missing_takes_at_least_a_minute():
    assert progress(LESSON, ALL_READ, []).minutes_left == 1


@pytest.mark.parametrize(("seconds", "expected"), [(0, 0), (59, 59), (180, 180), (181, 180)])
def test_at_most_three_minutes_count_between_two_acts(seconds, expected):
    assert counted(NOON, NOON + timedelta(seconds=seconds)) == expected


def test_a_clock_that_was_set_back_counts_nothing():
    assert counted(NOON, NOON - timedelta(seconds=5)) == 0


def test_a_course_is_complete_without_its_optional_lessons():
    found = course_progress(COURSE, {"desk/a", "desk/b"})

    assert found.is_complete
    assert found.next_lesson == "desk/extra"


def test_a_course_goes_on_with_the_first_required_lesson_not_complete():
    found = course_progress(COURSE, {"desk/a"})

    assert (found.done, found.required, found.next_lesson) == (1, 2, "desk/b")


def test_a_finished_course_has_no_next_lesson():
    assert course_progress(COURSE, {"desk/a", "desk/b", "desk/extra"}).next_lesson is None


def test_a_lesson_added_later_does_not_reopen_a_completed_course():
    assert stands(COURSE, completed={"desk/a"}, reopening=set())


def test_a_material_lesson_reopens_a_completed_course_until_it_is_complete():
    assert not stands(COURSE, completed={"desk/a"}, reopening={"desk/b"})
    assert stands(COURSE, completed={"desk/a", "desk/b"}, reopening={"desk/b"})


def test_a_material_lesson_that_is_not_required_reopens_nothing():
    assert stands(COURSE, completed={"desk/a", "desk/b"}, reopening={"desk/extra"})


def test_a_lesson_finds_its_parts_by_id():
    assert LESSON.section_after("a").id == "b"
    assert LESSON.section_after("c") is None
    assert LESSON.section("z") is None
    assert LESSON.check("q2").id == "q2"
    assert LESSON.check("z") is None
    assert LESSON.course == "desk"
