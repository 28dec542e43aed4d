"""What people's tables need done by themselves."""

from flask import Flask

from lms import clock, jobs
from lms.db import write
from lms.people import service

ONE_DAY = 24 * 60 * 60  # seconds


def forget_old_traces() -> None:
    """Delete traces of signing in that nobody needs any more."""
    write(service.forget_old_traces, now=clock.now())


def init_app(app: Flask) -> None:
    """Let the worker do it once a day."""
    jobs.handler(app, "people.forget-old-traces", forget_old_traces, every=ONE_DAY)
