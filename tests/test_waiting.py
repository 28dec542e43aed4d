"""Waiting to write: in order, bounded, and leaving threads to those who read."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from lms.db import waiting
from lms.db.waiting import MOST_PATIENT, Writers

MOMENT = 0.05  # seconds


@pytest.fixture
def writers() -> Writers:
    """Those who want to write, while one of them does."""
    writers = Writers()
    assert writers.enter_within(1)
    return writers


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(16) as pool:
        yield pool


def queue_up(writers: Writers, pool: ThreadPoolExecutor, number: int) -> list[Future[bool]]:
    """So many wait, patiently."""
    places = []
    for place in range(number):
        places.append(pool.submit(writers.enter_within, 10))
        deadline = time.monotonic() + 10
        while writers.waiting <= place and time.monotonic() < deadline:
            time.sleep(0.001)
    return places


def let_all_through(writers: Writers, places: list[Future[bool]]) -> None:
    for place in places:
        writers.leave()
        assert place.result(10)
    writers.leave()


def seconds_until_refused(writers: Writers, patience: float) -> float:
    start = time.monotonic()
    assert not writers.enter_within(patience)
    return time.monotonic() - start


def test_turns_come_in_the_order_of_arrival(writers, pool):
    places = queue_up(writers, pool, 6)
    for place in places:
        assert not place.done()
        writers.leave()
        assert place.result(10)


def test_a_turn_that_does_not_come_is_given_up(writers):
    assert seconds_until_refused(writers, MOMENT) >= MOMENT

    writers.leave()
    assert writers.enter_within(1)


def test_those_far_back_give_up_sooner(writers, pool, monkeypatch):
    monkeypatch.setattr(waiting, "LESS_PATIENCE", MOMENT)
    places = queue_up(writers, pool, MOST_PATIENT)

    assert MOMENT <= seconds_until_refused(writers, 10) < 5

    let_all_through(writers, places)


def test_nobody_joins_a_long_row_that_does_not_move(writers, pool, monkeypatch):
    places = queue_up(writers, pool, MOST_PATIENT)
    monkeypatch.setattr(waiting, "SLOW", 0.0)

    assert seconds_until_refused(writers, 10) < 1

    let_all_through(writers, places)


def test_no_turn_is_lost_when_many_give_up(writers, pool):
    taken = threading.Semaphore(0)

    def take(number: int) -> None:
        if writers.enter_within(0.002 * (number % 5)):
            time.sleep(0.001)
            taken.release()
            writers.leave()

    writers.leave()
    list(pool.map(take, range(400)))

    assert taken.acquire(blocking=False)
    assert writers.waiting == 0
    assert writers.lasts == 0.0
    assert writers.enter_within(0)
