"""Reading the ledger of hours: per pair and mentor, month by month; what was said is not read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from lms.db import db
from lms.mentoring.domain import Month, Worked, by_month
from lms.mentoring.models import SessionAnswer, SessionRecord
from lms.pages import Page, Total, counted
from lms.people import access
from lms.people.domain import Period, most_at_once
from lms.people.models import Pair, Person

PERMISSION = "pairs.view"
CHUNK = 1_000  # pairs that an export reads at a time

_later = aliased(SessionRecord)
_CONFIRMED = sa.func.coalesce(SessionAnswer.is_confirmed, sa.false())
_VALID = (
    sa.select(SessionRecord.pair_id, SessionRecord.held_on, SessionRecord.minutes, _CONFIRMED)
    .outerjoin(SessionAnswer, SessionAnswer.session_id == SessionRecord.id)
    .where(~sa.exists().where(_later.corrects_id == SessionRecord.id))
)
OF_PAIR = _VALID.where(SessionRecord.pair_id == sa.bindparam("pair_id"))


@dataclass(frozen=True, slots=True)
class Line:
    """A pair in a month."""

    pair: Pair
    worked: Worked


@dataclass(frozen=True, slots=True)
class Ledger:
    """A mentor's pairs in a month."""

    mentor: Person
    lines: tuple[Line, ...]

    @property
    def load(self) -> int:
        """The most apprentices at a time."""
        return most_at_once(Period(one.pair.starts_on, one.pair.ends_on) for one in self.lines)

    @property
    def worked(self) -> Worked:
        """All pairs together."""
        return sum((one.worked for one in self.lines), Worked())


def hours_of(pair: Pair) -> dict[Month, Worked]:
    """What a pair has sat together, the latest month first."""
    rows = db.session.execute(OF_PAIR, {"pair_id": pair.id})
    return by_month((day, minutes, bool(confirmed)) for _pair, day, minutes, confirmed in rows)


def hours_of_mentor(mentor_id: int) -> dict[Month, Worked]:
    """What a mentor has sat together with all apprentices, the latest month first."""
    rows = db.session.execute(_VALID.where(SessionRecord.mentor_id == mentor_id))
    return by_month((day, minutes, bool(confirmed)) for _pair, day, minutes, confirmed in rows)


def count_ledgers(asker: Person, month: Month, number: int, today: date) -> Total:
    """How many mentors had apprentices in a month, as the page of this number needs to know."""
    mentors = _pairs_in(asker, month, today).with_only_columns(Pair.mentor_id)
    return counted(mentors.group_by(Pair.mentor_id), number)


def ledgers(asker: Person, month: Month, number: int, total: Total, today: date) -> Page[Ledger]:
    """One page of those `total` mentors, by the sound of their names."""
    page: Page[Ledger] = Page((), number, total)
    pairs = _pairs_in(asker, month, today)
    wanted = _mentors(pairs).offset((number - 1) * page.size).limit(page.size)
    return Page(_ledgers(pairs, db.session.scalars(wanted).all(), month), number, total)


def every_ledger(asker: Person, month: Month, today: date) -> Iterator[Ledger]:
    """The ledgers of all those mentors, read while they are asked for.

    What the asker may see is settled now.
    """
    pairs = _pairs_in(asker, month, today)
    ids = db.session.scalars(_mentors(pairs).with_only_columns(Person.id)).all()
    return _in_chunks(pairs, ids, month)


def _in_chunks(pairs: sa.Select[Any], ids: Sequence[int], month: Month) -> Iterator[Ledger]:
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        found = {one.id: one for one in db.session.scalars(_people(some))}
        yield from _ledgers(pairs, [found[id_] for id_ in some], month)


def count_lines(asker: Person, month: Month, today: date) -> int:
    """How many pairs an export of a month holds."""
    ids = _pairs_in(asker, month, today).with_only_columns(Pair.id).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(ids)) or 0


def _people(ids: Collection[int]) -> sa.Select[Person]:
    return sa.select(Person).where(Person.id.in_(ids))


def _mentors(pairs: sa.Select[Any]) -> sa.Select[Person]:
    mentors = sa.select(Person).where(pairs.where(Pair.mentor_id == Person.id).exists())
    return mentors.order_by(Person.name_pinyin, Person.id)


def _ledgers(pairs: sa.Select[Any], mentors: Collection[Person], month: Month) -> list[Ledger]:
    who = joinedload(Pair.apprentice, innerjoin=True)
    wanted = (
        pairs.where(Pair.mentor_id.in_([mentor.id for mentor in mentors]))
        .options(who.lazyload(Person.grants), who.joinedload(Person.department, innerjoin=True))
        .order_by(Pair.starts_on, Pair.id)
    )
    found = db.session.scalars(wanted).all()
    worked = _worked([pair.id for pair in found], month)
    lines: dict[int, list[Line]] = {mentor.id: [] for mentor in mentors}
    for pair in found:
        lines[pair.mentor_id].append(Line(pair, worked.get(pair.id, Worked())))
    return [Ledger(mentor, tuple(lines[mentor.id])) for mentor in mentors]


def _worked(pair_ids: Collection[int], month: Month) -> dict[int, Worked]:
    in_month = SessionRecord.held_on.between(month.first, month.last)
    rows = db.session.execute(_VALID.where(SessionRecord.pair_id.in_(pair_ids), in_month))
    found: dict[int, Worked] = {}
    for pair_id, _day, minutes, confirmed in rows:
        one = Worked(1, minutes) if confirmed else Worked(waiting=1)
        found[pair_id] = found.get(pair_id, Worked()) + one
    return found


def _pairs_in(asker: Person, month: Month, today: date) -> sa.Select[Any]:
    """The pairs of a month that somebody sees: those of others, and their own as one of the two."""
    pairs = sa.select(Pair).where(
        Pair.starts_on <= month.last,
        sa.or_(Pair.ends_on.is_(None), Pair.ends_on >= month.first),
    )
    if access.sees_everybody(asker, PERMISSION):
        return pairs
    seen = sa.select(Person.id).where(access.visible_people(asker, PERMISSION, today))
    return pairs.where(sa.or_(Pair.apprentice_id.in_(seen), Pair.mentor_id == asker.id))
