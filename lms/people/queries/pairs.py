"""Mentors and apprentices: who is whose, today and before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased, contains_eager, joinedload, lazyload

from lms.db import db, metadata
from lms.errors import NotFound
from lms.people import access
from lms.people.access import in_force_on
from lms.people.domain import (
    MOST_APPRENTICES,
    Ending,
    Fit,
    OwnDays,
    Role,
    Status,
    shared_days,
)
from lms.people.models import Pair, PairEnd, Person, RoleGrant
from lms.people.queries.own_days import own_days_of

MOST_SUGGESTED = 50  # mentors offered while typing
MOST_CONSIDERED = 300  # by the sound of their names


def mentor_of(apprentice_id: int, today: date) -> Person | None:
    """The mentor of somebody on a day."""
    return mentors_of([apprentice_id], today).get(apprentice_id)


def mentors_of(apprentice_ids: Collection[int], today: date) -> dict[int, Person]:
    """The mentors of many people on a day, by apprentice."""
    if not apprentice_ids:
        return {}
    rows = db.session.execute(
        sa.select(Pair.apprentice_id, Person)
        .join(Person, Person.id == Pair.mentor_id)
        .where(Pair.apprentice_id.in_(apprentice_ids), in_force_on(today))
        .options(lazyload(Person.grants))
    )
    return dict(rows.all())


def apprentices_of(mentor_id: int, today: date) -> list[Pair]:
    """The pairs of a mentor in force on a day, each with its apprentice, oldest first."""
    return list(
        db.session.scalars(
            sa.select(Pair)
            .where(Pair.mentor_id == mentor_id, in_force_on(today))
            .options(joinedload(Pair.apprentice, innerjoin=True))
            .order_by(Pair.starts_on, Pair.id)
        )
    )


def pairs_around(person_id: int) -> list[Pair]:
    """All pairs of a person, as apprentice and as mentor, newest first, with both people."""
    either = sa.or_(Pair.apprentice_id == person_id, Pair.mentor_id == person_id)
    return list(
        db.session.scalars(
            sa.select(Pair)
            .where(either)
            .options(
                joinedload(Pair.mentor, innerjoin=True),
                joinedload(Pair.apprentice, innerjoin=True),
                joinedload(Pair.end),
            )
            .order_by(Pair.starts_on.desc(), Pair.id.desc())
        )
    )


def handed_over(pair: Pair) -> Pair | None:
    """The pair of the same apprentice before this one, if it left a hand-over note."""
    before = sa.select(Pair).where(
        Pair.apprentice_id == pair.apprentice_id,
        Pair.id != pair.id,
        Pair.starts_on <= pair.starts_on,
    )
    with_note = before.join(Pair.end).where(PairEnd.handover != "")
    latest = with_note.order_by(Pair.starts_on.desc(), Pair.id.desc()).limit(1)
    return db.session.scalar(
        latest.options(contains_eager(Pair.end), joinedload(Pair.mentor, innerjoin=True))
    )


def pair_of(asker: Person, public_id: str, permission: str, today: date) -> Pair:
    """The pair behind an address, if the asker may deal with its apprentice.

    Raises NotFound.
    """
    found = db.session.scalar(
        sa.select(Pair)
        .join(Person, Person.id == Pair.apprentice_id)
        .where(Pair.public_id == public_id, access.visible_people(asker, permission, today))
        .options(
            joinedload(Pair.mentor, innerjoin=True).lazyload(Person.grants),
            joinedload(Pair.apprentice, innerjoin=True).options(
                joinedload(Person.department), lazyload(Person.grants)
            ),
            joinedload(Pair.end),
        )
    )
    if found is None:
        raise NotFound
    return found


def free_mentors(asker: Person, apprentice: Person, today: date) -> list[tuple[Person, int]]:
    """Mentors with room for somebody and how many apprentices each has, fewest first.

    First those of the apprentice's own department, then others, of whom not all are considered.
    """
    return mentors_with_room(asker, [apprentice], today)


def mentors_with_room(
    asker: Person, apprentices: Collection[Person], today: date
) -> list[tuple[Person, int]]:
    """Mentors with room and how many apprentices each has, fewest first; none of these people.

    First those of the people's own departments, then others, of whom not all are considered.
    """
    departments = {person.department_id for person in apprentices}
    mentors = sa.select(Person).where(
        sa.exists().where(
            RoleGrant.person_id == Person.id,
            RoleGrant.role == Role.MENTOR,
            RoleGrant.revoked_at.is_(None),
        ),
        Person.id.not_in([person.id for person in apprentices]),
        Person.status == Status.ACTIVE,
        access.visible_people(asker, "pair.assign", today),
    )
    near = mentors.where(Person.department_id.in_(departments))
    far = mentors.where(sa.func.coalesce(Person.department_id, 0).not_in(departments))
    found = _with_room(near, today)
    return [*found, *_with_room(far, today)][:MOST_SUGGESTED]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mentor with room, and what speaks for them."""

    mentor: Person
    fit: Fit


def proposals(asker: Person, apprentice: Person, today: date) -> list[Proposal]:
    """Mentors with room for somebody, the best fit first; the number of queries stays the same."""
    found = free_mentors(asker, apprentice, today)
    ended = _ended([mentor.id for mentor, _load in found])
    own = own_days_of([apprentice.id, *(mentor.id for mentor, _load in found)])
    mine = own.get(apprentice.id, OwnDays())
    offered = [
        Proposal(
            mentor,
            Fit(
                load=load,
                is_near=mentor.department_id == apprentice.department_id,
                completed=ended.get((mentor.id, Ending.COMPLETED), 0),
                stopped=ended.get((mentor.id, Ending.STOPPED), 0),
                shared=shared_days(mine, own.get(mentor.id, OwnDays()), today),
            ),
        )
        for mentor, load in found
    ]
    return sorted(offered, key=lambda one: one.fit.rank)


def _ended(mentor_ids: Collection[int]) -> dict[tuple[int, str], int]:
    """How many pairs of mentors ended how: mentor and ending → number."""
    rows = (
        sa.select(Pair.mentor_id, PairEnd.how, sa.func.count())
        .join(PairEnd, PairEnd.pair_id == Pair.id)
        .where(Pair.mentor_id.in_(mentor_ids))
        .group_by(Pair.mentor_id, PairEnd.how)
    )
    return {(mentor_id, how): count for mentor_id, how, count in db.session.execute(rows)}


def _with_room(mentors: sa.Select[Person], today: date) -> list[tuple[Person, int]]:
    first = mentors.order_by(Person.name_pinyin, Person.id).limit(MOST_CONSIDERED)
    mentor = aliased(Person, first.subquery())
    has_pair = sa.and_(
        Pair.mentor_id == mentor.id, sa.or_(Pair.ends_on.is_(None), Pair.ends_on >= today)
    )
    load = sa.select(sa.func.count()).where(has_pair).scalar_subquery()
    rows = db.session.execute(
        sa.select(mentor, load)
        .where(load < MOST_APPRENTICES)
        .order_by(load, mentor.name_pinyin, mentor.id)
        .limit(MOST_SUGGESTED)
    )
    return list(rows)


def pairs_in_use(pair_ids: Collection[int], *, but: str) -> set[int]:
    """Those of some pairs on which anything rests: observations, agreements, sessions.

    Every table that refers to pairs is asked, apart from the one of this name.
    """
    found: set[int] = set()
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column is Pair.__table__.c.id and table.name != but:
                resting = sa.select(key.parent).where(key.parent.in_(pair_ids)).distinct()
                found.update(db.session.scalars(resting))
    return found
