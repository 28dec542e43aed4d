"""The job that dates running plans again when the calendar has changed."""

from lms.db import write
from lms.onboarding import service

BATCH = 50  # plans dated in one transaction


def redate_job(after: int) -> None:
    """Date all running plans again, those after a plan's number; may be repeated at any point."""
    last: int | None = after
    while last is not None:
        last = write(service.redate_after, last, BATCH)
