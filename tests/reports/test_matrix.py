"""The rules of the matrix: which columns, what stands in a cell, what is told of a group."""

from datetime import UTC, date, datetime

from lms.courses.domain import Completion
from lms.library.domain import Wording
from lms.reports.domain import (
    NOTHING,
    Cell,
    Choice,
    Item,
    Kind,
    Mark,
    Row,
    Share,
    bands,
    course_cell,
    scenario_cell,
    shares,
)
from lms.scenarios.domain import Mode, PlayResult

MARCH = datetime(2026, 3, 9, tzinfo=UTC)


def day_of(instant: datetime) -> date:
    return instant.date()


def item(key: str, month: int = 1) -> Item:
    return Item(key, Kind.TASK, key, Wording(key), month)


def rows(*marks: Mark) -> list[Row]:
    return [Row({"read": Cell(mark)}) for mark in marks]


def play(score: int, *, passed: bool) -> PlayResult:
    return PlayResult("lost-parcel", Mode.ASSESSMENT, score, passed, MARCH, f"p{score}")


def test_columns_stand_month_by_month():
    found = bands([item("a"), item("b"), item("c", 2)])

    assert [(band.month, len(band.items)) for band in found] == [(1, 2), (2, 1)]


def test_one_month_or_one_item_may_be_chosen():
    items = [item("a"), item("b", 2)]

    assert Choice(month=2).of(items) == items[1:]
    assert Choice(item="a").of(items) == items[:1]


def test_what_is_not_there_cannot_be_chosen():
    items = [item("a"), item("b", 2)]

    assert Choice(month=7).of(items) == items
    assert Choice(item="x").of(items) == items


def test_an_item_that_is_not_in_ones_plan_is_an_empty_cell():
    assert Row({}).cell(item("a")) is NOTHING


def test_people_without_an_item_are_not_counted():
    (share,) = shares([item("read")], [*rows(*[Mark.DONE] * 4, Mark.LATE, Mark.OPEN), Row({})])

    assert (share.people, share.done, share.late, share.percent) == (6, 4, 1, 66)


def test_nothing_is_told_of_four_people():
    assert not Share(item("a"), people=4, done=4, late=0).is_told
    assert Share(item("a"), people=5, done=0, late=0).is_told


def test_a_course_is_done_with_its_last_required_lesson():
    read = {"c/one": Completion(MARCH, 1)}

    assert course_cell(["c/one", "c/two"], read, day_of) == Cell(Mark.PART, None, "1/2")
    assert course_cell(["c/one"], read, day_of) == Cell(Mark.DONE, MARCH.date(), "1/1")
    assert course_cell(["c/two"], {}, day_of) == Cell(Mark.OPEN, None, "0/1")


def test_the_best_play_stands_in_the_cell_and_passed_ones_come_first():
    tried = [play(95, passed=False), play(82, passed=True)]

    assert scenario_cell(tried, day_of) == Cell(Mark.DONE, MARCH.date(), "82")
    assert scenario_cell(tried[:1], day_of).mark is Mark.FAILED
    assert scenario_cell([], day_of) == Cell(Mark.OPEN)
