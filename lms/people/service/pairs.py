"""Pairs: a mentor for an apprentice, and parting."""

from datetime import date, datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_
from lms.people import access, audit
from lms.people.domain import (
    Ending,
    Period,
    Role,
    WrongField,
    check_apprentice_is_free,
    check_handover,
    check_mentor_has_room,
)
from lms.people.models import Pair, PairEnd, Person


def pair_up(
    actor: Person | None, mentor: Person, apprentice: Person, *, starts_on: date, now: datetime
) -> Pair:
    """Make somebody the mentor of somebody, from a day on.

    The same pair that is still open is returned as it is. Raises WrongField for a mentor without
    room, an apprentice who has a mentor, a ring of mentors; Forbidden for oneself.
    """
    if actor is not None:
        access.must_not_be_self(actor, apprentice.id)
        access.must_not_be_self(actor, mentor.id)
    for person in sorted((mentor, apprentice), key=lambda person: person.id):
        lock(person)
    existing = _open_pair(apprentice.id)
    if existing is not None and existing.mentor_id == mentor.id:
        return existing
    _check_can_pair(mentor, apprentice, Period(starts_on))
    pair = Pair(mentor_id=mentor.id, apprentice_id=apprentice.id, starts_on=starts_on)
    db.session.add(pair)
    db.session.flush()  # the pair's public id is asked for at once
    audit.record("pair.made", actor=actor, subject=apprentice, now=now, mentor=mentor.id)
    return pair


def part(
    actor: Person,
    pair: Pair,
    *,
    ends_on: date,
    now: datetime,
    how: Ending = Ending.COMPLETED,
    handover: str = "",
) -> Pair:
    """End a pair with a last day, and say how it ended.

    A pair that has ended stays as it is. Raises WrongField for a day before the first and for a
    transfer or a stop without a hand-over note, Forbidden for one's own pair.
    """
    access.must_not_be_self(actor, pair.apprentice_id)
    access.must_not_be_self(actor, pair.mentor_id)
    lock(pair)
    if pair.ends_on is not None:
        return pair
    if ends_on < pair.starts_on:
        raise WrongField("ends_on", N_("最后一天不能早于开始的日子。"))
    check_handover(how, handover)
    pair.ends_on = ends_on
    db.session.add(PairEnd(pair_id=pair.id, how=how, handover=handover, by_id=actor.id, at=now))
    audit.record(
        "pair.parted", actor=actor, subject=pair.apprentice, now=now, mentor=pair.mentor_id
    )
    return pair


def _check_can_pair(mentor: Person, apprentice: Person, wanted: Period) -> None:
    if mentor.id == apprentice.id:
        raise WrongField("mentor", N_("自己不能做自己的师父。"))
    if Role.MENTOR not in mentor.roles or not mentor.is_active:
        raise WrongField("mentor", N_("这位同事现在不是师父。请先给“师父”角色，或另选一位。"))
    if not apprentice.is_active:
        raise WrongField("mentor", N_("这个账号已停用，恢复后才能安排师父。"))
    check_apprentice_is_free(_periods(Pair.apprentice_id == apprentice.id), wanted)
    check_mentor_has_room(_periods(Pair.mentor_id == mentor.id), wanted)
    _check_no_ring(mentor, apprentice, wanted)


def _open_pair(apprentice_id: int) -> Pair | None:
    return db.session.scalar(
        sa.select(Pair).where(Pair.apprentice_id == apprentice_id, Pair.ends_on.is_(None))
    )


def _periods(whose: sa.ColumnElement[bool]) -> list[Period]:
    rows = db.session.execute(sa.select(Pair.starts_on, Pair.ends_on).where(whose))
    return [Period(starts_on, ends_on) for starts_on, ends_on in rows]


def _check_no_ring(mentor: Person, apprentice: Person, wanted: Period) -> None:
    above, seen = {mentor.id}, set[int]()
    while above:
        if apprentice.id in above:
            raise WrongField("mentor", N_("这样会互为师徒，签字就成了自己签自己。请另选一位。"))
        seen |= above
        above = set(db.session.scalars(_mentors_of(above, wanted))) - seen


def _mentors_of(people: set[int], during: Period) -> sa.Select[int]:
    return sa.select(Pair.mentor_id).where(
        Pair.apprentice_id.in_(people),
        sa.or_(Pair.ends_on.is_(None), Pair.ends_on >= during.starts_on),
    )
