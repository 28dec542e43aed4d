"""What is done by itself: old traces are forgotten, links to a new password mailed."""

from flask import Flask

from lms import clock, jobs
from lms.db import write
from lms.people import post, service
from lms.people.service import reset

FIVE_MINUTES = 5 * 60
ONE_HOUR = 60 * 60  # seconds
ONE_DAY = 24 * ONE_HOUR


def forget_old_traces() -> None:
    """Delete traces of signing in that nobody needs any more."""
    write(service.forget_old_traces, now=clock.now())


def close_what_is_over() -> None:
    """Write down which sessions, slips and links are over, so that they stay so."""
    write(service.close_what_is_over, now=clock.now())


def complete_words() -> None:
    """Make those people findable who came in another way than through the service."""
    last: int | None = 0
    while last is not None:
        last = write(service.make_words, last)


def send_reset_links(typed: str) -> None:
    """Mail links to a new password to the accounts that were meant."""
    write(service.send_links, typed, now=clock.now())


def init_app(app: Flask) -> None:
    """Let the worker do it, each as often as it takes; say which letters are written here."""
    jobs.handler(app, "people.complete-words", complete_words, every=ONE_HOUR)
    jobs.handler(app, "people.close-what-is-over", close_what_is_over, every=FIVE_MINUTES)
    jobs.handler(app, reset.SEND_LINKS, send_reset_links)
    jobs.handler(app, "people.forget-old-traces", forget_old_traces, every=ONE_DAY)
    post.letter(app, reset.RESET, reset.LETTER)
