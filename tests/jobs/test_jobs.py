"""Jobs: asked for once, carried out at least once, tried again, found when a worker died."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from lms import clock
from lms.db import db, write
from lms.jobs import Job, JobStatus, enqueue, handler, handlers, run_job
from lms.jobs.domain import FIRST_PAUSE, LONGEST_PAUSE, MOST_TRIES, next_try
from lms.jobs.service import due_jobs, run_due
from lms.jobs.worker import refill

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def done(app: Flask):
    """What the job `tests.note` was told; it fails when told to."""
    heard: list[str] = []

    def note(words: str) -> None:
        if words == "fail":
            raise RuntimeError("told to fail")
        heard.append(words)

    handler(app, "tests.note", note)
    yield heard
    del handlers(app)["tests.note"]


def ask(words: str, key: str = "one") -> int:
    return write(lambda: enqueue("tests.note", key=key, now=clock.now(), words=words).id)


def test_pauses_between_tries_double_up_to_an_hour():
    pauses = [next_try(tries, NOW) - NOW for tries in range(1, MOST_TRIES)]

    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert max(pauses) <= LONGEST_PAUSE


def test_after_the_last_try_a_job_is_given_up():
    assert next_try(MOST_TRIES, NOW) is None


def test_a_job_is_carried_out_once(app: Flask, done: list[str]):
    with app.app_context():
        number = ask("hello")
        run_job(number)
        run_job(number)

        assert done == ["hello"]
        assert db.session.get(Job, number).status == JobStatus.DONE


def test_the_same_key_is_one_job(app: Flask, done: list[str]):
    with app.app_context():
        assert ask("hello") == ask("hello again")
        run_due(clock.now())
        assert done == ["hello"]


def test_a_job_is_dropped_with_the_write_that_asked_for_it(app: Flask, done: list[str]):
    def ask_and_fail() -> None:
        enqueue("tests.note", key="x", now=clock.now(), words="never")
        raise ValueError("no")

    with app.app_context():
        with pytest.raises(ValueError, match="no"):
            write(ask_and_fail)
        assert run_due(clock.now()) == 0


def test_a_failed_job_waits_and_keeps_its_reason(app: Flask, done: list[str]):
    with app.app_context():
        number = ask("fail")
        run_job(number)
        job = db.session.get(Job, number)

        assert job.status == JobStatus.WAITING
        assert job.error == "RuntimeError: told to fail"
        assert job.due_at > clock.now()


def test_a_job_that_keeps_failing_is_given_up(app: Flask, done: list[str]):
    with app.app_context():
        number = ask("fail")
        for _ in range(MOST_TRIES):
            write(lambda: setattr(db.session.get(Job, number), "due_at", clock.now()))
            run_job(number)

        assert db.session.get(Job, number).status == JobStatus.FAILED
        assert due_jobs(clock.now() + timedelta(days=1)) == []


def test_what_a_dead_worker_left_is_found_and_done(app: Flask, done: list[str]):
    def claim_and_die(number: int) -> None:
        job = db.session.get(Job, number)
        job.status, job.heartbeat_at, job.tries = JobStatus.RUNNING, clock.now(), 1

    with app.app_context():
        number = ask("hello")
        write(claim_and_die, number)

        assert due_jobs(clock.now()) == []
        long_ago = clock.now() - timedelta(days=1)
        write(lambda: setattr(db.session.get(Job, number), "heartbeat_at", long_ago))
        assert due_jobs(clock.now()) == [number]
        run_due(clock.now())
        assert done == ["hello"]


def test_repeating_jobs_are_asked_for_once_a_period(app: Flask, done: list[str]):
    handler(app, "tests.note", done.append, every=60)
    with app.app_context():
        for seconds in (0, 20, 59):
            write(refill, app, now=NOW + timedelta(seconds=seconds))
        asked = sa.select(sa.func.count()).select_from(Job).where(Job.kind == "tests.note")
        assert db.session.scalar(asked) == 1
        write(refill, app, now=NOW + timedelta(seconds=60))
        assert db.session.scalar(asked) == 2
