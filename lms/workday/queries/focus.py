"""Reading somebody's focus sessions."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from lms.db import db
from lms.errors import NotFound
from lms.people.models import Person
from lms.workday.domain import Focus, Outcome
from lms.workday.models import FocusSession


def sessions_between(person: Person, first: date, last: date) -> Sequence[FocusSession]:
    """The sessions that somebody began on these days, both included."""
    wanted = (
        sa.select(FocusSession)
        .where(FocusSession.person_id == person.id, FocusSession.day.between(first, last))
        .order_by(FocusSession.id)
    )
    return db.session.scalars(wanted).all()


def unended(person: Person) -> FocusSession | None:
    """The session of which nobody has said how it ended; its time may be over."""
    wanted = sa.select(FocusSession).where(
        FocusSession.person_id == person.id, FocusSession.ended_at.is_(None)
    )
    return db.session.scalar(wanted)


def own_focus(person: Person, public_id: str) -> FocusSession:
    """A session of one's own. Raises NotFound for every other."""
    found = _own(person, FocusSession.public_id == public_id)
    if found is None:
        raise NotFound
    return found


def focus_by_key(person: Person, key: str) -> FocusSession | None:
    """The session that a post with this key has begun."""
    return _own(person, FocusSession.key == key)


def _own(person: Person, which: sa.ColumnElement[bool]) -> FocusSession | None:
    return db.session.scalar(
        sa.select(FocusSession).where(FocusSession.person_id == person.id, which)
    )


def focus_of(row: FocusSession) -> Focus:
    """A row as a session."""
    return Focus(
        public_id=row.public_id,
        goal=row.goal,
        started_at=row.started_at,
        seconds=row.seconds,
        outcome=Outcome(row.outcome) if row.outcome else None,
        cut_by=row.cut_by,
    )
