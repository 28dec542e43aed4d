"""The third seat of a role-play: offering it, taking it, ticking the checklist there."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_, Forbidden, Stale
from lms.mentoring import queries
from lms.mentoring.domain import LONGEST_ITEM_WORDS, Mark, Marked
from lms.mentoring.models import Duet, DuetMark, DuetSeat
from lms.people import audit
from lms.people.models import Person

NOT_MENTOR = N_("只有扮客户的师父可以请人来勾观察表。")
TAKEN = N_("这个位子已经有人坐了，请师父再看看。")
OVER = N_("这次对练已经结束了。")
RECORDED = N_("观察记录已经写好，不能再勾。")


def offer_seat(actor: Person, duet: Duet, *, now: datetime) -> DuetSeat:
    """Let a colleague fill in the checklist; again gives the same seat.

    Raises Forbidden for anybody but the mentor who plays, Stale once it is over.
    """
    if actor.id != duet.mentor_id:
        raise Forbidden(NOT_MENTOR)
    lock(duet)
    made = queries.seat_at(duet)
    if made is not None:
        return made
    if duet.ended_at is not None:
        raise Stale(OVER)
    made = DuetSeat(duet_id=duet.id, offered_at=now)
    db.session.add(made)
    db.session.flush()  # whoever goes on with it may lock it
    return made


def take_seat(actor: Person, seat: DuetSeat, *, now: datetime) -> None:
    """Sit down in the third seat, once and for all; again changes nothing. Raises Stale."""
    lock(seat)
    if seat.observer_id == actor.id:
        return
    if seat.observer_id is not None:
        raise Stale(TAKEN)
    seat.observer_id, seat.taken_at = actor.id, now
    duet = seat.duet
    audit.record("duet.joined", actor=actor, subject=duet.person, now=now, duet=duet.public_id)


def tick(actor: Person, seat: DuetSeat, marks: Mapping[str, Marked]) -> None:
    """Keep what is ticked now, in the place of what was; words beyond the limit are cut.

    Raises Forbidden for anybody but who sits there, Stale once the record is written.
    """
    if seat.observer_id != actor.id:
        raise Forbidden(TAKEN)
    lock(seat.duet)
    lock(seat)
    if seat.duet.checklist_record_id is not None:
        raise Stale(RECORDED)
    db.session.execute(sa.delete(DuetMark).where(DuetMark.seat_id == seat.id))
    db.session.add_all(
        DuetMark(
            seat_id=seat.id,
            item=item,
            is_done=one.mark is Mark.YES,
            words=one.words[:LONGEST_ITEM_WORDS],
        )
        for item, one in marks.items()
        if one.mark is not Mark.UNSEEN
    )
