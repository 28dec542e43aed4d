"""Reading who was asked in rounds of calibration, what they gave, and what came of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.calibration.domain import Counts, Grade, Grades, Past, first_month, is_calibrated
from lms.calibration.models import CalibrationGrade, CalibrationRound, CalibrationSeat
from lms.calibration.queries.rounds import rule
from lms.db import db
from lms.pages import Page, counted
from lms.people.access import in_force_on
from lms.people.domain import Role, Status
from lms.people.models import Pair, Person
from lms.people.queries import holders

MOST_CONSIDERED, MOST_ASKED = 30, 5  # calibrated mentors, for a second signature


def seat_of(round_: CalibrationRound, person: Person) -> CalibrationSeat | None:
    """The part of a mentor in a round; None for those who were not asked."""
    wanted = sa.select(CalibrationSeat).where(
        CalibrationSeat.round_id == round_.id, CalibrationSeat.mentor_id == person.id
    )
    return db.session.scalar(wanted)


def seats_of(round_: CalibrationRound, number: int) -> Page[CalibrationSeat]:
    """One page of those who were asked, by the sound of their names."""
    wanted = (
        sa.select(CalibrationSeat)
        .join(CalibrationSeat.mentor)
        .where(CalibrationSeat.round_id == round_.id)
        .options(contains_eager(CalibrationSeat.mentor).lazyload(Person.grants))
        .order_by(Person.name_pinyin, Person.id)
    )
    page: Page[CalibrationSeat] = Page((), number, counted(wanted, number))
    shown = wanted.offset((number - 1) * page.size).limit(page.size)
    return Page(db.session.scalars(shown).all(), number, page.total)


def all_seats(round_: CalibrationRound) -> Sequence[CalibrationSeat]:
    """Everybody who was asked."""
    wanted = sa.select(CalibrationSeat).where(CalibrationSeat.round_id == round_.id)
    return db.session.scalars(
        wanted.options(joinedload(CalibrationSeat.mentor).lazyload(Person.grants))
    ).all()


def given_in(round_: CalibrationRound) -> dict[int, Grades]:
    """What everybody gave who has sent: by seat."""
    wanted = (
        sa.select(CalibrationGrade.seat_id, CalibrationGrade.item, CalibrationGrade.grade)
        .join(CalibrationSeat, CalibrationSeat.id == CalibrationGrade.seat_id)
        .where(CalibrationSeat.round_id == round_.id)
    )
    found: dict[int, dict[str, int]] = {}
    for seat_id, item, grade in db.session.execute(wanted):
        found.setdefault(seat_id, {})[item] = grade
    return dict(found)


def given_at(seat: CalibrationSeat) -> Grades:
    """What one mentor gave."""
    wanted = sa.select(CalibrationGrade.item, CalibrationGrade.grade).where(
        CalibrationGrade.seat_id == seat.id
    )
    return dict(db.session.execute(wanted).all())


def counts_in(round_: CalibrationRound) -> dict[str, Counts]:
    """How often each item got each grade, without names."""
    wanted = (
        sa.select(CalibrationGrade.item, CalibrationGrade.grade, sa.func.count())
        .join(CalibrationSeat, CalibrationSeat.id == CalibrationGrade.seat_id)
        .where(CalibrationSeat.round_id == round_.id)
        .group_by(CalibrationGrade.item, CalibrationGrade.grade)
    )
    found: dict[str, list[int]] = {}
    for item, grade, count in db.session.execute(wanted):
        found.setdefault(item, [0] * len(Grade))[grade] = count
    return dict(found)


def mentors_asked(today: date) -> Sequence[Person]:
    """Everybody who has an apprentice today."""
    paired = sa.select(Pair.mentor_id).where(in_force_on(today))
    return db.session.scalars(
        sa.select(Person).where(Person.id.in_(paired)).order_by(Person.id)
    ).all()


def own_open_seat(person: Person) -> CalibrationSeat | None:
    """The round that waits for somebody's grades, the newest one."""
    wanted = (
        sa.select(CalibrationSeat)
        .join(CalibrationSeat.round)
        .where(
            CalibrationSeat.mentor_id == person.id,
            CalibrationSeat.sent_at.is_(None),
            CalibrationRound.closed_at.is_(None),
        )
        .options(contains_eager(CalibrationSeat.round))
        .order_by(CalibrationRound.month.desc())
        .limit(1)
    )
    return db.session.scalar(wanted)


def calibrated(mentor_ids: Collection[int], today: date) -> dict[int, bool]:
    """Which mentors are calibrated today."""
    known, past = rule(), _past(mentor_ids, first_month(rule(), today))
    return {mentor: is_calibrated(past.get(mentor, ()), known, today) for mentor in mentor_ids}


def calibrated_mentors(person: Person, today: date, *, but: int) -> list[Person]:
    """Some mentors who are calibrated, those of somebody's department first."""
    recent = (
        sa.select(CalibrationSeat.mentor_id)
        .join(CalibrationRound, CalibrationRound.id == CalibrationSeat.round_id)
        .where(
            CalibrationRound.month >= first_month(rule(), today),
            CalibrationSeat.kappa >= rule().kappa,
        )
    )
    wanted = sa.select(Person).where(
        Person.id.in_(recent),
        Person.id.in_(holders(Role.MENTOR)),
        Person.id.not_in([person.id, but]),
        Person.status == Status.ACTIVE,
    )
    near_first = sa.case((Person.department_id == person.department_id, 0), else_=1)
    found = db.session.scalars(wanted.order_by(near_first, Person.id).limit(MOST_CONSIDERED)).all()
    known = calibrated([one.id for one in found], today)
    return [one for one in found if known[one.id]][:MOST_ASKED]


def _past(mentor_ids: Collection[int], since: date) -> Mapping[int, Sequence[Past]]:
    wanted = (
        sa.select(CalibrationSeat.mentor_id, CalibrationRound.month, CalibrationSeat.kappa)
        .join(CalibrationRound, CalibrationRound.id == CalibrationSeat.round_id)
        .where(
            CalibrationSeat.mentor_id.in_(mentor_ids),
            CalibrationRound.month >= since,
            CalibrationRound.closed_at.is_not(None),
        )
    )
    found: dict[int, list[Past]] = {}
    for mentor_id, month, kappa in db.session.execute(wanted):
        found.setdefault(mentor_id, []).append(Past(month, kappa))
    return found
