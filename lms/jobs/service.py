"""Asking for a job, claiming it, carrying it out, and finding what a dead worker left behind."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app

from lms import clock
from lms.db import after_commit, db, write
from lms.errors import NotSaved
from lms.jobs.domain import MOST_TRIES, JobStatus, abandoned_before, next_try
from lms.jobs.models import Job

HEARTBEAT = 30  # seconds
LONGEST_ERROR = 300
KEPT_DONE = 14  # days that finished jobs stay on the jobs page

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handler:
    """What carries out a kind of job; it repeats by itself if it says how often or at what hour."""

    kind: str
    act: Callable[..., None]
    every: int | None = None  # seconds
    at: time | None = None  # of every day, by the clock of LMS_TIMEZONE
    most_tries: int = MOST_TRIES

    @property
    def repeats(self) -> bool:
        """Whether nobody has to ask for it."""
        return self.every is not None or self.at is not None


def handler(
    app: Flask,
    kind: str,
    act: Callable[..., None],
    *,
    every: int | None = None,
    at: time | None = None,
    most_tries: int = MOST_TRIES,
) -> None:
    """Register what carries out a kind of job; `act` gets the payload as keywords."""
    handlers(app)[kind] = Handler(kind, act, every, at, most_tries)


def handlers(app: Flask) -> dict[str, Handler]:
    """All registered handlers by kind."""
    registered: dict[str, Handler] = app.extensions.setdefault("job_handlers", {})
    return registered


def enqueue(
    kind: str, *, key: str, now: datetime, due_at: datetime | None = None, **payload: Any
) -> Job:
    """Ask for a job within the running write; the same kind and key is one job."""
    asked = db.session.scalar(sa.select(Job).where(Job.kind == kind, Job.key == key))
    if asked:
        return asked
    job = Job(kind=kind, key=key, payload=payload, created_at=now, due_at=due_at or now)
    db.session.add(job)
    db.session.flush()  # the number of the row travels to the worker
    after_commit(lambda number=job.id: carry(number))  # type: ignore[misc]
    return job


def wait_again(job: Job, *, now: datetime) -> None:
    """Let a job that was done or given up be carried out once more, within the running write."""
    job.status, job.tries, job.due_at, job.finished_at = JobStatus.WAITING, 0, now, None
    after_commit(lambda number=job.id: carry(number))  # type: ignore[misc]


def carry(number: int) -> None:
    """Tell the worker about a job; if the queue cannot be reached, the sweep finds the row."""
    hand_over: Callable[[int], None] | None = current_app.extensions.get("carry_job")
    if hand_over is None:
        return
    try:
        hand_over(number)
    except Exception:  # the row is durable: losing the hint only costs time
        log.warning("queue not reached", extra={"job": number})


def due_jobs(now: datetime) -> list[int]:
    """Numbers of the jobs to run now: those waiting, and those whose worker died."""
    rows = sa.select(Job.id).where(
        sa.or_(
            sa.and_(Job.status == JobStatus.WAITING, Job.due_at <= now),
            sa.and_(Job.status == JobStatus.RUNNING, Job.heartbeat_at < abandoned_before(now)),
        )
    )
    return list(db.session.scalars(rows.order_by(Job.due_at)))


def run_job(number: int) -> None:
    """Claim one job and carry it out; nothing happens when another worker has it."""
    if not write(_claim, number, now=clock.now()):
        return
    job = db.session.get_one(Job, number)
    kind, payload = job.kind, dict(job.payload)
    try:
        with _heartbeat(current_app._get_current_object(), number):  # type: ignore[attr-defined]
            handlers(current_app)[kind].act(**payload)
    except Exception as error:
        log.exception("job failed", extra={"job": number, "kind": kind})
        write(_fail, number, f"{type(error).__name__}: {error}"[:LONGEST_ERROR], now=clock.now())
    else:
        write(_finish, number, now=clock.now())


def _claim(number: int, *, now: datetime) -> bool:
    free = sa.or_(
        sa.and_(Job.status == JobStatus.WAITING, Job.due_at <= now),
        sa.and_(Job.status == JobStatus.RUNNING, Job.heartbeat_at < abandoned_before(now)),
    )
    claim = (
        sa.update(Job)
        .where(Job.id == number, free)
        .values(status=JobStatus.RUNNING, heartbeat_at=now, tries=Job.tries + 1)
    )
    claimed: int = db.session.execute(claim).rowcount  # type: ignore[attr-defined]
    return claimed == 1


def _finish(number: int, *, now: datetime) -> None:
    job = db.session.get_one(Job, number)
    job.status, job.finished_at, job.error = JobStatus.DONE, now, None


def _fail(number: int, error: str, *, now: datetime) -> None:
    job = db.session.get_one(Job, number)
    known = handlers(current_app).get(job.kind)
    again = next_try(job.tries, now, most=known.most_tries if known else MOST_TRIES)
    job.error = error
    job.status = JobStatus.WAITING if again else JobStatus.FAILED
    job.due_at = again or job.due_at
    job.finished_at = None if again else now


@contextmanager
def _heartbeat(app: Flask, number: int) -> Iterator[None]:
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(HEARTBEAT):
            with app.app_context(), suppress(NotSaved):  # the next beat may be kept
                write(_beat, number, now=clock.now())

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat(number: int, *, now: datetime) -> None:
    db.session.get_one(Job, number).heartbeat_at = now


def run_due(now: datetime) -> int:
    """Carry out everything that is due, in this process; the number of jobs tried."""
    numbers = due_jobs(now)
    for number in numbers:
        run_job(number)
    return len(numbers)
