"""A day as a whole: its sheet, when it begins, how it is shared out and where it went."""

from dataclasses import asdict
from datetime import date, datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_, Invalid
from lms.people.models import Person
from lms.workday import queries
from lms.workday.domain import MOST_HALF_HOURS, USUAL, Share, Shares
from lms.workday.models import DaySheet, HalfHour

NOTHING_YET = N_("先写下今天要办的事，再按“就这些，开工”。")
DAY_FULL = N_("今天的半小时已经记满 %(most)s 个了。")


def sheet_on(person: Person, day: date) -> DaySheet:
    """The sheet of a day, made when there is none; nobody else changes it meanwhile."""
    found = queries.sheet_of(person, day)
    if found is None:
        found = DaySheet(person_id=person.id, day=day, started_at=None, **asdict(USUAL))
        db.session.add(found)
        db.session.flush()  # whoever makes it at the same time is the one to look again
    else:
        lock(found)
    return found


def start_day(person: Person, *, today: date, now: datetime) -> None:
    """Say that the list of the morning is complete; what is added from now on has come in.

    Once started, it stays so. Raises Invalid when nothing is on the list.
    """
    if not queries.count_matters(person, today):
        raise Invalid(NOTHING_YET)
    sheet = sheet_on(person, today)
    if sheet.started_at is None:
        sheet.started_at = now


def plan_shares(person: Person, shares: Shares, *, today: date) -> None:
    """Say how today is to be shared out."""
    sheet = sheet_on(person, today)
    for share, percent in shares.percent.items():
        setattr(sheet, share.value, percent)


def note_half_hour(person: Person, share: Share, *, key: str, today: date, now: datetime) -> None:
    """Note what half an hour of today went to; the same key again changes nothing.

    Raises Invalid when the day has no half hour left.
    """
    if queries.by_key(HalfHour, person, key):
        return
    number = queries.count_half_hours(person, today) + 1
    if number > MOST_HALF_HOURS:
        raise Invalid(DAY_FULL, most=MOST_HALF_HOURS)
    db.session.add(
        HalfHour(person_id=person.id, day=today, number=number, share=share.value, at=now, key=key)
    )


def take_back_half_hour(person: Person, number: int, *, today: date) -> None:
    """Take the last half hour of today back; nothing happens when it is not the last any more."""
    if number != queries.count_half_hours(person, today):
        return
    db.session.execute(
        sa.delete(HalfHour).where(
            HalfHour.person_id == person.id, HalfHour.day == today, HalfHour.number == number
        )
    )
