"""Reading how the product is doing: database, migrations, jobs, failed sign-ins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Flask, current_app

from lms import clock
from lms.config import Settings
from lms.db import JOURNAL, SQLITE_VERSION, db
from lms.jobs import Handler, Job, JobStatus, handlers
from lms.jobs import queries as jobs
from lms.jobs.domain import next_night
from lms.jobs.queries import Load
from lms.operations.backup import making
from lms.operations.backup.jobs import KIND as BACKUP
from lms.operations.backup.making import Backup
from lms.operations.backup.standing import Failure, Standing, is_late, standing
from lms.operations.backup.trouble import BackupError
from lms.people import queries as people
from lms.people.models import Person
from lms.safekeeping import Backups

MIGRATIONS = Path(__file__).parent.parent / "migrations"
NEWEST = 50  # jobs on the page
BACKUPS_SHOWN = 30
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Health:
    """What an administrator wants to know at a glance."""

    database: str  # sqlite 3.53.4 (wal), postgresql 15.18
    is_migrated: bool
    jobs: Load
    failed_sign_ins: int  # of the last 24 hours
    newest_backup: datetime | None
    backup_is_late: bool  # the newest one is older than two days
    clock_behind: int  # seconds behind the latest moment seen; 0 unless the clock went back

    @property
    def is_well(self) -> bool:
        """Whether nothing needs attention."""
        is_late = self.backup_is_late or self.clock_behind > 0
        return self.is_migrated and self.jobs.is_well and not is_late


@dataclass(frozen=True, slots=True)
class Repeating:
    """A job that repeats by itself: how often, and its latest run."""

    handler: Handler
    latest: Job | None


@dataclass(frozen=True, slots=True)
class BackupsView:
    """The backups that are kept, the newest first, how they are made, and how they stand."""

    made: Sequence[Backup]
    settings: Backups
    standing: Standing
    failure: Failure | None  # of the latest try
    minutes_since: int | None  # the newest was made
    next_at: datetime | None  # None: never by itself
    is_under_way: bool


def database_answers() -> bool:
    """Whether the database answers; raises what it raises."""
    return db.session.scalar(sa.select(sa.literal(1))) == 1


def health(now: datetime) -> Health:
    """How the product is doing."""
    backups = making.made(_settings())
    newest = backups[0].named.at if backups else None
    return Health(
        database=database_words(),
        is_migrated=schema_version() == newest_version(),
        jobs=jobs.load(now),
        failed_sign_ins=people.failed_sign_ins(since=now - DAY),
        newest_backup=newest,
        backup_is_late=newest is not None
        and is_late(newest, now)
        and _settings().backups.at is not None,
        clock_behind=int(clock.went_back().total_seconds()),
    )


def backups_on_page(now: datetime) -> BackupsView:
    """What an administrator wants to know of backups."""
    settings = _settings()
    made = making.made(settings)[:BACKUPS_SHOWN]
    newest = made[0].named.at if made else None
    failure = _failed_backup()
    at = settings.backups.at
    return BackupsView(
        made=made,
        settings=settings.backups,
        standing=standing(newest, failure, now),
        failure=failure,
        minutes_since=max(0, (now - newest) // MINUTE) if newest else None,
        next_at=next_night(at, settings.timezone, now) if at else None,
        is_under_way=_backup_is_under_way(),
    )


def _failed_backup() -> Failure | None:
    """The latest try, if it was not done: given up, or waiting to be tried again."""
    tried = sa.select(Job).where(Job.kind == BACKUP, Job.tries > 0, Job.status != JobStatus.RUNNING)
    job = db.session.scalar(tried.order_by(Job.heartbeat_at.desc()).limit(1))
    if job is None or job.status == JobStatus.DONE or job.heartbeat_at is None:
        return None
    again_at = job.due_at if job.status == JobStatus.WAITING else None
    reason = (job.error or "").removeprefix(f"{BackupError.__name__}: ")
    return Failure(job.heartbeat_at, reason, again_at)


def _backup_is_under_way() -> bool:
    is_asked = sa.and_(Job.status == JobStatus.WAITING, Job.tries == 0)
    under_way = sa.or_(Job.status == JobStatus.RUNNING, is_asked)
    asked = sa.select(Job.id).where(Job.kind == BACKUP, under_way).limit(1)
    return db.session.scalar(asked) is not None


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def database_words() -> str:
    """Which database this is, with its version."""
    if db.engine.dialect.name == "sqlite":
        return f"SQLite {SQLITE_VERSION} ({JOURNAL})"
    version = db.session.scalar(sa.text("SHOW server_version"))
    return f"PostgreSQL {version}"


def schema_version() -> str | None:
    """The migration that the database is at; None before the first."""
    if not sa.inspect(db.engine).has_table("alembic_version"):
        return None
    version: str | None = db.session.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return version


def newest_version() -> str | None:
    """The newest migration that this product knows."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(settings).get_current_head()


def has_demo_people() -> bool:
    """Whether demo accounts, whose password everybody knows, are in the database."""
    return db.session.scalar(sa.select(Person.id).where(Person.is_demo).limit(1)) is not None


def has_real_people() -> bool:
    """Whether anybody else is."""
    return (
        db.session.scalar(sa.select(Person.id).where(sa.not_(Person.is_demo)).limit(1)) is not None
    )


def newest_jobs() -> Sequence[Job]:
    """The newest jobs that did not simply succeed, then the newest of the rest."""
    newest = sa.select(Job).order_by(Job.id.desc()).limit(NEWEST)
    failed = db.session.scalars(newest.where(Job.status == JobStatus.FAILED)).all()
    rest = db.session.scalars(newest.where(Job.status != JobStatus.FAILED)).all()
    return [*failed, *rest][:NEWEST]


def repeating_jobs(app: Flask) -> list[Repeating]:
    """The jobs that repeat, each with its latest run."""
    repeating = [handler for handler in handlers(app).values() if handler.repeats]
    latest_ids = sa.union_all(*(_latest_run(handler.kind) for handler in repeating))
    latest = {j.kind: j for j in db.session.scalars(sa.select(Job).where(Job.id.in_(latest_ids)))}
    return [Repeating(handler, latest.get(handler.kind)) for handler in repeating]


def _latest_run(kind: str) -> sa.Select[int]:
    """The id of a kind's newest job that has begun, found from the newest on."""
    begun = sa.select(Job.id).where(Job.kind == kind, Job.status != JobStatus.WAITING)
    return sa.select(begun.order_by(Job.id.desc()).limit(1).subquery().c.id)
