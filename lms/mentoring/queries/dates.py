"""What a mentor and an apprentice have agreed to meet for: next talks, times of observations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from lms.db import db
from lms.mentoring.models import ObservationRequest, SessionAnswer, SessionRecord
from lms.people.access import in_force_on
from lms.people.models import Pair

_later = aliased(SessionRecord)
_whose: sa.BindParameter[int] = sa.bindparam("person_id")
_is_mine = sa.or_(Pair.apprentice_id == _whose, Pair.mentor_id == _whose)
_in_force = in_force_on(sa.bindparam("today"))
NEXT_TALKS = (
    sa.select(SessionRecord.public_id, SessionRecord.next_on)
    .join(Pair, Pair.id == SessionRecord.pair_id)
    .outerjoin(SessionAnswer, SessionAnswer.session_id == SessionRecord.id)
    .where(
        SessionRecord.next_on.is_not(None),
        sa.func.coalesce(SessionAnswer.is_confirmed, sa.true()),
        _is_mine,
        _in_force,
        ~sa.exists().where(
            _later.pair_id == SessionRecord.pair_id,
            sa.or_(
                _later.corrects_id == SessionRecord.id,
                _later.held_on > SessionRecord.held_on,
                sa.and_(_later.held_on == SessionRecord.held_on, _later.id > SessionRecord.id),
            ),
        ),
    )
    .order_by(SessionRecord.next_on, SessionRecord.id)
)
SLOTS = (
    sa.select(
        ObservationRequest.public_id, ObservationRequest.competency, ObservationRequest.starts_at
    )
    .join(Pair, Pair.id == ObservationRequest.pair_id)
    .where(
        ObservationRequest.ended.is_(None),
        ObservationRequest.agreed_at.is_not(None),
        _is_mine,
        _in_force,
    )
    .order_by(ObservationRequest.starts_at, ObservationRequest.id)
)


@dataclass(frozen=True, slots=True)
class NextTalk:
    """The day for which a pair's latest record sets the next talk, if both remember it alike."""

    session: str  # public id of that record
    day: date


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which an observation is to take place, as both have agreed."""

    request: str  # public id
    competency: str
    starts_at: datetime


def next_talks(person_id: int, today: date) -> Sequence[NextTalk]:
    """The next talks of somebody with those whose mentor or apprentice they are now."""
    facts = {"person_id": person_id, "today": today}
    rows = db.session.execute(NEXT_TALKS, facts)
    return [NextTalk(session, day) for session, day in rows if day is not None]


def agreed_slots(person_id: int, today: date) -> Sequence[Slot]:
    """The observations that somebody has agreed on, as mentor or as apprentice."""
    facts = {"person_id": person_id, "today": today}
    return [Slot(*row) for row in db.session.execute(SLOTS, facts)]
