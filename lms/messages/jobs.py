"""Sending letters, speaking in groups, and forgetting what is known of old ones of both."""

from datetime import timedelta

from flask import Flask

from lms import clock, jobs
from lms.db import write
from lms.messages import mime, robots, service, transport
from lms.messages.domain import MOST_SAYINGS, MOST_TRIES, SAY, SEND, Undelivered, Unsaid

ONE_DAY = 24 * 60 * 60  # seconds
KEPT = timedelta(days=90)


def send(number: int) -> None:
    """Write one letter and hand it over; what went wrong is noted, then tried again.

    Raises Undelivered when trying again may help.
    """
    prepared = write(service.prepare, number, now=clock.now())
    if prepared is None:
        return
    try:
        message = mime.message_of(
            prepared.letter, prepared.address, prepared.public_id, clock.now()
        )
        transport.deliver(message, prepared.public_id)
    except Undelivered as failure:
        write(service.note_trouble, number, failure, now=clock.now())
        if not failure.is_final:
            raise
    else:
        write(service.note_sent, number, now=clock.now())


def say(number: int) -> None:
    """Say one thing in one group; what went wrong is noted, then tried again.

    Raises Unsaid when trying again may help.
    """
    prepared = write(service.prepare_announcement, number, now=clock.now())
    if prepared is None:
        return
    try:
        robots.say(prepared.kind, prepared.access, prepared.words)
    except Unsaid as failure:
        write(service.note_unsaid, number, failure, now=clock.now())
        if not failure.is_final:
            raise
    else:
        write(service.note_said, number, now=clock.now())


def forget_old_mail() -> None:
    """Delete old letters from the folder, and what is known of old letters and announcements."""
    write(service.forget_old_mail, before=clock.now() - KEPT)
    write(service.forget_old_announcements, before=clock.now() - KEPT)
    transport.forget_old_files(now=clock.now())


def init_app(app: Flask) -> None:
    """Let the worker do all of it."""
    jobs.handler(app, SEND, send, most_tries=MOST_TRIES)
    jobs.handler(app, SAY, say, most_tries=MOST_SAYINGS)
    jobs.handler(app, "messages.forget-old-mail", forget_old_mail, every=ONE_DAY)
