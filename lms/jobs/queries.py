"""Reading the table of jobs: how many wait, failed, are late."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.db import db
from lms.jobs.domain import JobStatus
from lms.jobs.models import Job

LATE = timedelta(minutes=5)  # a job waiting longer than this means that no worker runs


@dataclass(frozen=True, slots=True)
class Load:
    """How many jobs there are of each sort."""

    waiting: int
    running: int
    failed: int
    late: int  # waiting for longer than five minutes

    @property
    def is_well(self) -> bool:
        """Whether nothing is stuck."""
        return not self.failed and not self.late


def load(now: datetime) -> Load:
    """How many jobs wait, run, failed and are late, in one query."""
    late = sa.and_(Job.status == JobStatus.WAITING, Job.due_at < now - LATE)
    wanted = [Job.status == status for status in (JobStatus.WAITING, JobStatus.RUNNING)]
    counts: list[Any] = [
        sa.func.count().filter(each) for each in [*wanted, Job.status == JobStatus.FAILED, late]
    ]
    open_jobs = Job.status.in_([JobStatus.WAITING, JobStatus.RUNNING, JobStatus.FAILED])  # indexed
    row = db.session.execute(sa.select(*counts).select_from(Job).where(open_jobs)).one()
    waiting, running, failed, overdue = row
    return Load(waiting, running, failed, overdue)
