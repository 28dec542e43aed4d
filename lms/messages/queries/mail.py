"""How letters fare: for administrators, and without what they say."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.jobs import Job, JobStatus
from lms.messages.domain import SEND
from lms.messages.models import Mail
from lms.pages import PAGE_SIZE, Page, counted

WEEK = timedelta(days=7)


class Fate(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"  # it will not be sent
    GIVEN_UP = "given-up"  # after the last try


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter with how it fares; `next_try` only while it waits."""

    mail: Mail
    fate: Fate
    tries: int
    next_try: datetime | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many letters of the last seven days fared how."""

    waiting: int
    sent: int
    dropped: int
    given_up: int


_given_up = Job.status == JobStatus.FAILED
_FATES = {
    Fate.SENT: Mail.sent_at.is_not(None),
    Fate.DROPPED: Mail.dropped_at.is_not(None),
    Fate.GIVEN_UP: sa.and_(Mail.sent_at.is_(None), Mail.dropped_at.is_(None), _given_up),
    Fate.WAITING: sa.and_(
        Mail.sent_at.is_(None), Mail.dropped_at.is_(None), sa.func.coalesce(~_given_up, sa.true())
    ),
}
_its_job = sa.and_(Job.kind == SEND, Job.key == Mail.public_id)


def tally(now: datetime) -> Tally:
    """How many letters of the last seven days fared how, in one query."""
    counts: list[Any] = [sa.func.count().filter(_FATES[fate]) for fate in Fate]
    recent = sa.select(*counts).select_from(Mail).outerjoin(Job, _its_job)
    row = db.session.execute(recent.where(Mail.created_at > now - WEEK)).one()
    return Tally(**dict(zip(("waiting", "sent", "dropped", "given_up"), row, strict=True)))


def undelivered(number: int = 1, size: int = PAGE_SIZE) -> Page[Posted]:
    """Letters that wait, were dropped or given up, the newest first."""
    total = counted(sa.select(Mail.id).where(Mail.sent_at.is_(None)), number)
    rows = db.session.execute(
        sa.select(Mail, Job.status, Job.tries, Job.due_at)
        .outerjoin(Job, _its_job)
        .where(Mail.sent_at.is_(None))
        .options(joinedload(Mail.person, innerjoin=True))
        .order_by(Mail.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    )
    return Page([_posted(*row) for row in rows], number, total, size)


def _posted(mail: Mail, status: str | None, tries: int | None, due_at: datetime | None) -> Posted:
    fate = Fate.GIVEN_UP if status == JobStatus.FAILED else Fate.WAITING
    if mail.dropped_at:
        fate = Fate.DROPPED
    return Posted(mail, fate, tries or 0, due_at if fate is Fate.WAITING else None)
