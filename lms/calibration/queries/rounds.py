"""Reading the rule and the rounds of calibration."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.calibration.content import KIND
from lms.calibration.domain import USUAL, Rule
from lms.calibration.models import CalibrationRound, CalibrationSeat
from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.domain import Wording
from lms.mentoring.domain import Checklist
from lms.people.models import Person
from lms.scenarios.models import Play

MOST_ROUNDS = 24  # of a list: two years


def rule() -> Rule:
    """The rule as published; the usual one as long as none is."""
    found = library.published(KIND, KIND)
    published: Rule = found.content if found else USUAL
    return published


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A round in a list: how many were asked and have sent, and the reader's own part."""

    round: CalibrationRound
    title: Wording  # of the checklist
    asked: int
    sent: int
    own: CalibrationSeat | None  # None for those who were not asked


def rounds(person: Person, *, is_runner: bool) -> list[RoundSeen]:
    """The rounds of the last two years, the newest first: all, or those one was asked in."""
    seats = CalibrationSeat
    own = sa.and_(seats.round_id == CalibrationRound.id, seats.mentor_id == person.id)
    wanted = sa.select(CalibrationRound, seats).outerjoin(seats, own)
    wanted = wanted.where(sa.true() if is_runner else seats.id.is_not(None))
    rows = db.session.execute(
        wanted.order_by(CalibrationRound.month.desc()).limit(MOST_ROUNDS)
    ).all()
    numbers = _numbers([round_.id for round_, _own in rows])
    return [
        RoundSeen(round_, checklist_of(round_).title, *numbers[round_.id], seat)
        for round_, seat in rows
    ]


def numbers_of(round_: CalibrationRound) -> tuple[int, int]:
    """How many were asked in a round, and how many have sent."""
    return _numbers([round_.id])[round_.id]


def _numbers(round_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """How many were asked, and how many have sent: by round."""
    seats = CalibrationSeat
    wanted = (
        sa.select(seats.round_id, sa.func.count(), sa.func.count(seats.sent_at))
        .where(seats.round_id.in_(round_ids))
        .group_by(seats.round_id)
    )
    found = {round_id: (asked, sent) for round_id, asked, sent in db.session.execute(wanted)}
    return {round_id: found.get(round_id, (0, 0)) for round_id in round_ids}


def round_of(person: Person, public_id: str, *, is_runner: bool) -> CalibrationRound:
    """A round that one may see: any, or one in which one was asked. Raises NotFound."""
    asked = sa.exists().where(
        CalibrationSeat.round_id == CalibrationRound.id, CalibrationSeat.mentor_id == person.id
    )
    wanted = sa.select(CalibrationRound).where(
        CalibrationRound.public_id == public_id, sa.true() if is_runner else asked
    )
    found = db.session.scalar(
        wanted.options(joinedload(CalibrationRound.play).joinedload(Play.person))
    )
    if found is None:
        raise NotFound
    return found


def round_by_key(person: Person, key: str) -> CalibrationRound | None:
    """The round that a post with this key has opened."""
    wanted = sa.select(CalibrationRound).where(
        CalibrationRound.opened_by_id == person.id, CalibrationRound.key == key
    )
    return db.session.scalar(wanted)


def months_taken(months: Collection[date]) -> set[date]:
    """Those of some months that have a round."""
    wanted = sa.select(CalibrationRound.month).where(CalibrationRound.month.in_(months))
    return set(db.session.scalars(wanted))


def checklist_of(round_: CalibrationRound) -> Checklist:
    """The checklist as it was when the round was opened."""
    content: Checklist = library.at_revision(round_.revision_id).content
    return content
