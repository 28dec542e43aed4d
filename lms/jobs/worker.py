"""The worker: huey carries numbers of jobs; repeating jobs are enqueued once per period."""

import logging
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from flask import Flask
from huey import Huey, SqliteHuey, crontab

from lms import clock
from lms.config import Settings
from lms.db import db, write
from lms.jobs import service
from lms.jobs.domain import AHEAD, LONGEST_PAUSE, JobStatus, latest_night
from lms.jobs.models import Job

OPEN = (JobStatus.WAITING, JobStatus.RUNNING)

log = logging.getLogger(__name__)


def queue(settings: Settings) -> Huey:
    """The queue in its own file, which may be thrown away: the table of jobs refills it."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(
        "shitu",
        filename=str(settings.instance / "queue.sqlite3"),
        journal_mode="truncate",
        results=False,
    )


def connect(app: Flask) -> Huey:
    """Let `enqueue` hand its numbers to the queue, and the queue to `run_job`."""
    huey = queue(app.config["SETTINGS"])

    @huey.task(name="run")
    def run(number: int) -> None:
        with app.app_context():
            service.run_job(number)

    @huey.periodic_task(crontab(minute="*"), name="sweep")
    def sweep() -> None:
        with app.app_context():
            clock.reach(clock.now())
            for number in write(refill, app, now=clock.now()):
                run(number)

    app.extensions["carry_job"] = run
    return huey


def carry_out(app: Flask, threads: int = 2) -> None:
    """Carry out jobs until stopped."""
    huey: Huey = app.extensions["huey"]
    huey.create_consumer(workers=threads, periodic=True, check_worker_health=True).run()


def refill(app: Flask, *, now: datetime) -> list[int]:
    """Enqueue this period's repeating jobs, forget old ones; the numbers that are due."""
    _forget_a_clock_ahead(now)
    for handler in service.handlers(app).values():
        if handler.every:
            period = int(now.timestamp()) // handler.every
            start = datetime.fromtimestamp(period * handler.every, UTC)
            service.enqueue(handler.kind, key=f"every-{period}", now=now, due_at=start)
        if handler.at:
            day, start = latest_night(handler.at, clock.zone(), now)
            service.enqueue(handler.kind, key=f"day-{day}", now=now, due_at=start)
    old = now - timedelta(days=service.KEPT_DONE)
    db.session.execute(sa.delete(Job).where(Job.status == JobStatus.DONE, Job.finished_at < old))
    return service.due_jobs(now)


def _forget_a_clock_ahead(now: datetime) -> None:
    """Let nothing wait until the clock is again where it was before it went back.

    What repeats is asked for once a period, so those that were done in periods still to come are
    forgotten. What waits longer than the longest pause waits for a moment that was far ahead.
    """
    ahead = Job.created_at > now + AHEAD
    db.session.execute(sa.delete(Job).where(Job.status == JobStatus.DONE, ahead))
    for is_ahead, values in (
        (ahead, {Job.created_at: now, Job.due_at: now}),
        (Job.due_at > now + LONGEST_PAUSE + AHEAD, {Job.due_at: now}),
        (Job.heartbeat_at > now + AHEAD, {Job.heartbeat_at: now}),
    ):
        db.session.execute(sa.update(Job).where(Job.status.in_(OPEN), is_ahead).values(values))
