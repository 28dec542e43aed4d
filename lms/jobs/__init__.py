"""Durable jobs: a row written with the business transaction, carried out at least once.

A handler is therefore idempotent. Huey only carries the number of the row; its file is disposable.
"""

from lms.jobs.domain import JobStatus
from lms.jobs.models import Job
from lms.jobs.service import Handler, enqueue, handler, handlers, run_job, wait_again

__all__ = ["Handler", "Job", "JobStatus", "enqueue", "handler", "handlers", "run_job", "wait_again"]
