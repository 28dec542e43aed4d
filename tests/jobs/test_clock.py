"""Jobs when the clock is moved, and the hour of the night across daylight saving, by table."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from flask import Flask

from lms import clock, jobs
from lms.db import db, write
from lms.jobs import Job, JobStatus
from lms.jobs.domain import latest_night, next_night
from lms.jobs.service import due_jobs, run_job
from lms.jobs.worker import refill

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
HOUR, YEAR = timedelta(hours=1), timedelta(days=365)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "at", "now", "latest", "following"),
    [
        ("Asia/Shanghai", "02:30", "2026-03-01 18:29", "2026-02-28 18:30", "2026-03-01 18:30"),
        ("Asia/Shanghai", "02:30", "2026-03-01 18:30", "2026-03-01 18:30", "2026-03-02 18:30"),
        ("Asia/Shanghai", "02:30", "2028-02-29 12:00", "2028-02-28 18:30", "2028-02-29 18:30"),
        ("Asia/Shanghai", "00:00", "2026-12-31 16:00", "2026-12-31 16:00", "2027-01-01 16:00"),
        # Berlin, 29 March 2026: 02:00 → 03:00, so 02:30 is 03:30 that day
        ("Europe/Berlin", "02:30", "2026-03-29 01:00", "2026-03-28 01:30", "2026-03-29 01:30"),
        ("Europe/Berlin", "02:30", "2026-03-29 01:30", "2026-03-29 01:30", "2026-03-30 00:30"),
        # Berlin, 25 October 2026: 03:00 → 02:00, so 02:30 comes twice; the first counts
        ("Europe/Berlin", "02:30", "2026-10-25 00:29", "2026-10-24 00:30", "2026-10-25 00:30"),
        ("Europe/Berlin", "02:30", "2026-10-25 00:30", "2026-10-25 00:30", "2026-10-26 01:30"),
        ("Europe/Berlin", "02:30", "2026-10-25 01:30", "2026-10-25 00:30", "2026-10-26 01:30"),
        # New York, 8 March 2026: 02:00 → 03:00; 1 November 2026: 02:00 → 01:00
        ("America/New_York", "02:30", "2026-03-08 07:30", "2026-03-08 07:30", "2026-03-09 06:30"),
        ("America/New_York", "01:30", "2026-11-01 05:30", "2026-11-01 05:30", "2026-11-02 06:30"),
        ("America/New_York", "01:30", "2026-11-01 06:30", "2026-11-01 05:30", "2026-11-02 06:30"),
        # Lord Howe moves by half an hour
        (
            "Australia/Lord_Howe",
            "02:15",
            "2026-10-03 16:00",
            "2026-10-03 15:45",
            "2026-10-04 15:15",
        ),
    ],
)
def test_the_hour_of_the_night(zone, at, now, latest, following):
    hour = time.fromisoformat(at)

    assert latest_night(hour, ZoneInfo(zone), utc(now))[1] == utc(latest)
    assert next_night(hour, ZoneInfo(zone), utc(now)) == utc(following)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "America/New_York"])
@pytest.mark.parametrize("at", ["00:00", "01:30", "02:30", "03:00", "23:59"])
def test_every_day_of_a_year_has_exactly_one_night(zone, at):
    moment, nights = utc("2026-01-01 00:00"), {}
    while moment < utc("2027-01-01 00:00"):
        day, due = latest_night(time.fromisoformat(at), ZoneInfo(zone), moment)
        assert nights.setdefault(day, due) == due
        moment += timedelta(minutes=30)

    assert len(nights) in {365, 366}
    assert len(set(nights.values())) == len(nights)


@pytest.fixture
def done(app: Flask):
    """What the repeating job has done."""
    known, did = dict(jobs.handlers(app)), []
    jobs.handlers(app).clear()
    jobs.handler(app, "test.minute", lambda: did.append(clock.now()), every=60)
    jobs.handler(app, "test.night", lambda: did.append("night"), at=time(2, 30))
    jobs.handler(app, "test.once", lambda: did.append("once"))
    yield did
    jobs.handlers(app).clear()
    jobs.handlers(app).update(known)


def sweep(app: Flask) -> None:
    with app.app_context():
        for number in write(refill, app, now=clock.now()):
            run_job(number)


@pytest.mark.parametrize("step", [-HOUR, -YEAR, HOUR, YEAR, timedelta(seconds=-600)])
def test_what_repeats_goes_on_whatever_the_clock_does(app, done, at, step):
    for minute in range(3):
        at(NOON + timedelta(minutes=minute))
        sweep(app)
    before = len(done)
    for minute in range(3):
        at(NOON + step + timedelta(minutes=minute))
        sweep(app)

    assert before == 4  # three minutes and a night
    assert len(done) - before >= 3


def test_without_the_rule_nothing_would_repeat_for_an_hour(app, done, at, monkeypatch):
    monkeypatch.setattr("lms.jobs.worker._forget_a_clock_ahead", lambda _now: None)
    for moment in (NOON - HOUR, NOON, NOON - HOUR):
        at(moment)
        sweep(app)

    assert done.count("night") == 1
    assert len(done) == 3


def ask(app: Flask, **facts: object) -> int:
    def act() -> int:
        values = {"kind": "test.once", "key": "one", "payload": {}, "created_at": clock.now()}
        job = Job(**{**values, "due_at": clock.now(), **facts})
        db.session.add(job)
        db.session.flush()
        return job.id

    with app.app_context():
        return write(act)


@pytest.mark.parametrize("step", [-HOUR, -YEAR])
def test_what_was_asked_for_while_the_clock_was_ahead_does_not_wait(app, done, at, step):
    at(NOON)
    ask(app)
    at(NOON + step)
    sweep(app)

    assert "once" in done


def test_a_retry_far_ahead_comes_within_the_longest_pause(app, done, at):
    at(NOON - YEAR)
    ask(app, due_at=NOON + HOUR, tries=3, error="no room")
    sweep(app)

    assert "once" in done


def test_a_retry_within_the_longest_pause_waits_its_turn(app, done, at):
    at(NOON)
    ask(app, due_at=NOON + HOUR, tries=3, error="no room")
    sweep(app)

    assert "once" not in done


def test_a_dead_workers_job_of_a_clock_ahead_is_found(app, done, at):
    at(NOON)
    number = ask(app, status=JobStatus.RUNNING, heartbeat_at=NOON + YEAR)
    sweep(app)
    assert "once" not in done  # it may live: its next beat is waited for
    at(NOON + timedelta(minutes=2))
    sweep(app)

    assert "once" in done
    with app.app_context():
        assert number not in due_jobs(NOON + YEAR)
        assert db.session.scalar(sa.select(Job.status).where(Job.id == number)) == "done"
