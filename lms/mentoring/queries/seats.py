"""Reading the third seat of role-plays: whose it is, what was ticked there."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import NotFound
from lms.mentoring.domain import Mark, Marked
from lms.mentoring.models import ChecklistRecord, Duet, DuetMark, DuetSeat
from lms.people.models import Person

WHOSE = joinedload(DuetSeat.observer).lazyload(Person.grants)


def seat_at(duet: Duet) -> DuetSeat | None:
    """The third seat of a role-play; None where there is none."""
    return db.session.scalar(sa.select(DuetSeat).where(DuetSeat.duet_id == duet.id).options(WHOSE))


def seat_of(asker: Person, public_id: str) -> DuetSeat:
    """A third seat that is the asker's, or that the asker may still take.

    Raises NotFound for everybody else, and for the two who play.
    """
    is_free = sa.and_(DuetSeat.observer_id.is_(None), Duet.ended_at.is_(None))
    found = db.session.scalar(
        sa.select(DuetSeat)
        .join(DuetSeat.duet)
        .where(
            DuetSeat.public_id == public_id,
            sa.or_(DuetSeat.observer_id == asker.id, is_free),
            Duet.mentor_id != asker.id,
            Duet.person_id != asker.id,
        )
        .options(
            joinedload(DuetSeat.duet).joinedload(Duet.person).lazyload(Person.grants),
            joinedload(DuetSeat.duet).joinedload(Duet.mentor).lazyload(Person.grants),
        )
    )
    if found is None:
        raise NotFound
    return found


def ticked(seat: DuetSeat | None) -> Mapping[str, Marked]:
    """What was ticked so far, by item."""
    if seat is None:
        return {}
    rows = db.session.scalars(sa.select(DuetMark).where(DuetMark.seat_id == seat.id))
    return {row.item: Marked(Mark.YES if row.is_done else Mark.NO, row.words) for row in rows}


def observer_of(record: ChecklistRecord) -> Person | None:
    """Who ticked a checklist in the third seat; None: the mentor did."""
    wanted = (
        sa.select(Person)
        .join(DuetSeat, DuetSeat.observer_id == Person.id)
        .join(Duet, Duet.id == DuetSeat.duet_id)
        .where(
            Duet.checklist_record_id == record.id,
            sa.exists().where(DuetMark.seat_id == DuetSeat.id),
        )
    )
    return db.session.scalar(wanted)
