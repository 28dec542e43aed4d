"""Pairs: a mentor for an apprentice, and parting."""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_
from lms.people import access, audit, post
from lms.people.domain import Ending, WrongField, check_handover
from lms.people.models import Pair, PairEnd, Person
from lms.people.queries.pairing import pairing_refusals

TO_MENTOR = {
    Ending.COMPLETED: N_("您带%(apprentice)s到%(day)s为止：带完了，出师。谢谢您。"),
    Ending.TRANSFERRED: N_("您带%(apprentice)s到%(day)s为止：换一位师父接着带。谢谢您。"),
    Ending.STOPPED: N_("您带%(apprentice)s到%(day)s为止：中途停止。谢谢您。"),
}
TO_APPRENTICE = {
    Ending.COMPLETED: N_(
        "%(mentor)s带您到%(day)s为止：带完了，您出师了。想说说这段带教，可以匿名评一次。"
    ),
    Ending.TRANSFERRED: N_(
        "%(mentor)s带您到%(day)s为止：换一位师父接着带，定下来会马上告诉您是谁。想说说这段带教，可以匿名评一次。"
    ),
    Ending.STOPPED: N_(
        "%(mentor)s带您到%(day)s为止：中途停止，下一步请问人事。想说说这段带教，可以匿名评一次。"
    ),
}
NEXT_MENTOR = N_("从%(day)s起，%(mentor)s是您的师父。")
NEXT_APPRENTICE = N_("从%(day)s起，您带%(apprentice)s，之前的交接说明在徒弟页上。")


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
    if _had_a_mentor(apprentice.id):
        _tell_who_comes_next(pair, now)
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
    _tell_both(pair, how, now)
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


def _tell_both(pair: Pair, how: Ending, now: datetime) -> None:
    """Tell both that a pair ends and why; the apprentice also what comes next."""
    post.office().tell(
        pair.mentor,
        sentence=TO_MENTOR[how],
        link="/mentoring",
        key=f"parted-{pair.public_id}",
        now=now,
        apprentice=pair.apprentice,
        day=pair.ends_on,
    )
    post.office().tell(
        pair.apprentice,
        sentence=TO_APPRENTICE[how],
        link=f"/mentoring/{pair.public_id}/feedback",
        key=f"parted-{pair.public_id}",
        now=now,
        mentor=pair.mentor,
        day=pair.ends_on,
    )


def _tell_who_comes_next(pair: Pair, now: datetime) -> None:
    """Tell an apprentice who had a mentor before who comes next, and the mentor who is to come."""
    for told, sentence in ((pair.apprentice, NEXT_MENTOR), (pair.mentor, NEXT_APPRENTICE)):
        post.office().tell(
            told,
            sentence=sentence,
            link="/mentoring",
            key=f"paired-{pair.public_id}",
            now=now,
            mentor=pair.mentor,
            apprentice=pair.apprentice,
            day=pair.starts_on,
        )


def _had_a_mentor(apprentice_id: int) -> bool:
    ended = sa.select(Pair.id).where(Pair.apprentice_id == apprentice_id, Pair.ends_on.is_not(None))
    return db.session.scalar(ended.limit(1)) is not None


def _open_pair(apprentice_id: int) -> Pair | None:
    return db.session.scalar(
        sa.select(Pair).where(Pair.apprentice_id == apprentice_id, Pair.ends_on.is_(None))
    )
