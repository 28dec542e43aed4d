"""Acts that arrive at the same moment, from two windows of one person."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest

from lms.courses import queries
from tests.courses.conftest import LESSON, Reader


@pytest.fixture
def two_windows(lin, browser_of) -> list[Reader]:
    """The same person twice, in browsers of their own."""
    return [lin, Reader(lin.app, lin.person, browser_of(lin.person), lin.clock)]


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Do all acts in threads that start together; what each returned."""
    start, results = Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        start.wait()
        results[place] = acts[place]()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def presses(readers: list[Reader], **changes: str) -> list[Callable[[], object]]:
    """The press on "read" that each window is about to make on a page already open."""
    fields = [{**one.open().form("#one .section-end form"), **changes} for one in readers]
    readers[0].wait(60)
    return [
        lambda one=one, data=data: one.browser.client.post(f"{LESSON}/readings", data=data)
        for one, data in zip(readers, fields, strict=True)
    ]


def test_one_press_that_arrives_twice_counts_once(two_windows):
    answers = at_once(presses(two_windows, key="a" * 32))

    assert [answer.status_code for answer in answers] == [303, 303]
    assert two_windows[0].seconds() == 60


def test_two_windows_never_count_the_same_time_twice(two_windows):
    answers = at_once(presses(two_windows))

    assert [answer.status_code for answer in answers] == [303, 303]
    assert two_windows[0].seconds() == 60


def test_two_last_acts_complete_lesson_and_course_once(two_windows):
    lin = two_windows[0]
    for section in ("one", "two"):
        page = lin.open()
        lin.wait(60)
        lin.read(section, page)
    lin.answer("q-single", "说清楚")
    lin.order("q-order", "先问候", "再询问", "后道谢")
    fields = [one.open().form("#three .section-end form") for one in two_windows]
    at_once(
        [
            lambda one=one, data=data: one.browser.client.post(f"{LESSON}/readings", data=data)
            for one, data in zip(two_windows, fields, strict=True)
        ]
    )

    assert lin.completed() == {"desk/first"}
    assert lin.asks(lambda person: queries.course_completion(person.id, "desk")) is not None
