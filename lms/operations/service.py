"""What an administrator, or the start of the product, may do."""

from datetime import datetime

import sqlalchemy as sa

from lms import jobs
from lms.config import Settings
from lms.db import check_settings, db, lock
from lms.errors import N_, ConfigurationError, NotFound, Stale
from lms.jobs import Job, JobStatus
from lms.operations import queries
from lms.operations.backup.jobs import KIND as BACKUP
from lms.people import audit
from lms.people.models import Person


def check_fit_to_serve(settings: Settings, *, debug: bool) -> None:
    """Make sure that this installation may serve people.

    Raises ConfigurationError when the database is behind, or production has demo accounts or debug.
    """
    check_settings()
    if queries.schema_version() != queries.newest_version():
        raise ConfigurationError("the database is not up to date; run `flask db upgrade`.")
    if settings.demo:
        return
    if debug:
        raise ConfigurationError("production does not run in debug; unset FLASK_DEBUG.")
    if queries.has_demo_people():
        raise ConfigurationError(
            "production does not serve a database with demo accounts, whose password is public; "
            "use another DATABASE_URL or LMS_INSTANCE."
        )


def retry_job(number: int, *, now: datetime) -> Job:
    """Try a job once more that was given up.

    Raises NotFound for an unknown job, Stale when it is not given up.
    """
    job = db.session.get(Job, number)
    if job is None:
        raise NotFound
    lock(job)
    if job.status != JobStatus.FAILED:
        raise Stale(N_("这项任务没有停在失败状态，不用重试。"))
    job.status, job.tries, job.due_at, job.finished_at = JobStatus.WAITING, 0, now, None
    return job


def ask_for_backup(actor: Person, *, key: str, now: datetime) -> Job:
    """Let the worker make a backup now; the same key is asked once."""
    asked = sa.select(Job).where(Job.kind == BACKUP, Job.key == key)
    found = db.session.scalar(asked)
    if found:
        return found
    audit.record("backup.asked", actor=actor, subject=None, now=now)
    return jobs.enqueue(BACKUP, key=key, now=now)
