"""Sending letters, and forgetting what is known of old ones."""

from datetime import timedelta

from flask import Flask

from lms import clock, jobs
from lms.db import write
from lms.messages import mime, service, transport
from lms.messages.domain import MOST_TRIES, SEND, Undelivered

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


def forget_old_mail() -> None:
    """Delete old letters from the folder, and what is known of old letters."""
    write(service.forget_old_mail, before=clock.now() - KEPT)
    transport.forget_old_files(now=clock.now())


def init_app(app: Flask) -> None:
    """Let the worker do both."""
    jobs.handler(app, SEND, send, most_tries=MOST_TRIES)
    jobs.handler(app, "messages.forget-old-mail", forget_old_mail, every=ONE_DAY)
