"""Pairs: a mentor for an apprentice, and parting."""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_
from lms.people import access, audit
from lms.people.domain import Ending, WrongField, check_handover
from lms.people.models import Pair, PairEnd, Person
from lms.people.queries.pairing import pairing_refusals


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
    refused = pairing_refusals([(mentor, apprentice)], starts_on)
    if refused:
        raise refused[apprentice.id]
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


def unpair(actor: Person, pairs: Collection[Pair], *, now: datetime) -> None:
    """Take pairs back that were made by mistake, as if they had never been.

    The caller has made sure that nothing rests on them (`queries.pairs_in_use`).
    """
    for pair in pairs:
        audit.record(
            "pair.undone", actor=actor, subject=pair.apprentice, now=now, mentor=pair.mentor_id
        )
        db.session.delete(pair)


def _open_pair(apprentice_id: int) -> Pair | None:
    return db.session.scalar(
        sa.select(Pair).where(Pair.apprentice_id == apprentice_id, Pair.ends_on.is_(None))
    )
