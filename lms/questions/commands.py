"""The job that forgets what people typed long ago."""

from datetime import timedelta

from lms import clock
from lms.db import write
from lms.questions import service

KEPT_FOR = timedelta(days=365)  # after it was last typed


def forget_old_replies() -> None:
    """Take away the words of kept replies that nobody has typed for a year."""
    write(service.forget_old, before=clock.now() - KEPT_FOR)
