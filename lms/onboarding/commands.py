"""The jobs of plans: dating them again, taking on a newer text, reminding people and groups."""

from datetime import date
from itertools import islice

from lms import clock
from lms.db import write
from lms.onboarding import queries, service
from lms.onboarding.domain.reminding import Digest, is_time

REMIND = "onboarding.remind"
ANNOUNCE = "onboarding.announce"
BATCH = 50  # plans dated in one transaction
AT_ONCE = 20  # people told in one transaction


def redate_job(after: int, notice: str = "") -> None:
    """Date all running plans again, those after a plan's number; may be repeated at any point."""
    last: int | None = after
    while last is not None:
        last = write(service.redate_after, last, BATCH, notice, now=clock.now())


def update_job(change: int, after: int) -> None:
    """Take running plans on to a newer text, those after a plan's number; may be repeated."""
    last: int | None = after
    while last is not None:
        last = write(service.update_after, change, last, now=clock.now())


def remind_job() -> None:
    """Send the digests of today, from half past eight on, to everybody who works today.

    May be stopped and repeated at any point: who was told already is not told again.
    """
    now, today = clock.now(), clock.today()
    if is_time(clock.local(now)) and not queries.was_reminded(today):
        send(queries.digests(today, queries.calendar()), today)


def announce_job() -> None:
    """Tell chat groups of today's dates, from half past eight of a working day on."""
    now = clock.now()
    if is_time(clock.local(now)):
        write(service.announce_plans, clock.today(), queries.calendar(), now=now)


def send(digests: dict[int, Digest], day: date) -> None:
    """Tell everybody, then note the day: whoever comes between finds what is left to do."""
    waiting = iter(digests.items())
    while batch := dict(islice(waiting, AT_ONCE)):
        write(service.remind, batch, day, now=clock.now())
    write(service.note_reminded, day, now=clock.now())
