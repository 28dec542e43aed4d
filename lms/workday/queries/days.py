"""Reading somebody's days: the list, what is left over from earlier ones, the shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from lms.db import db
from lms.errors import NotFound
from lms.people.models import Person
from lms.workday.domain import (
    USUAL,
    Closing,
    Focus,
    Gap,
    Matter,
    Phase,
    Quadrant,
    Rate,
    Share,
    Shares,
    Sheet,
    Sort,
    Tally,
    furthest,
    noted,
    tally,
)
from lms.workday.models import DayMatter, DaySheet, HalfHour
from lms.workday.queries.focus import focus_of, sessions_between, unended

LEFT_OVER_FOR = timedelta(days=30)  # what is older is not asked about any more
MOST_LEFT_OVER = 20


@dataclass(frozen=True, slots=True)
class Day:
    """Somebody's day as its page shows it."""

    sheet: Sheet
    planned: Shares
    half_hours: Mapping[Share, int]
    sessions: Sequence[Focus]
    latest: Focus | None  # that nobody has ended; of whatever day
    left_over: Sequence[Matter]

    @property
    def noted(self) -> Shares | None:
        """Where the day went, in percent; None before anything was noted."""
        return noted(self.half_hours)

    @property
    def gap(self) -> Gap | None:
        """The share that is furthest from the plan."""
        return furthest(self.planned, self.noted) if self.noted else None

    def focus(self, now: datetime) -> Focus | None:
        """The session that runs, or after which one rests."""
        found = self.latest or (self.sessions[-1] if self.sessions else None)
        return found if found and found.phase(now) is not Phase.OVER else None

    def tally(self, now: datetime) -> Tally:
        """What the focus sessions of the day come to."""
        return tally(self.sessions, now)


def day_of(person: Person, day: date) -> Day:
    """Somebody's own day."""
    sheet, running = sheet_of(person, day), unended(person)
    matters = sa.select(DayMatter).where(DayMatter.person_id == person.id, DayMatter.day == day)
    rows = db.session.scalars(matters.order_by(DayMatter.id)).all()
    return Day(
        sheet=Sheet(day, [matter_of(row) for row in rows], sheet.started_at if sheet else None),
        planned=shares_of(sheet),
        half_hours=half_hours_between(person, day, day),
        sessions=[focus_of(row) for row in sessions_between(person, day, day)],
        latest=focus_of(running) if running else None,
        left_over=[matter_of(row) for row in left_over(person, day)],
    )


def sheet_of(person: Person, day: date) -> DaySheet | None:
    """The sheet of a day; None before anything was written on it."""
    wanted = sa.select(DaySheet).where(DaySheet.person_id == person.id, DaySheet.day == day)
    return db.session.scalar(wanted)


def shares_of(sheet: DaySheet | None) -> Shares:
    """How a day was to be shared out; as usual unless it says otherwise."""
    if sheet is None:
        return USUAL
    return Shares(sheet.response, sheet.solving, sheet.upkeep, sheet.slack)


def half_hours_between(person: Person, first: date, last: date) -> dict[Share, int]:
    """How many half hours were noted for each share, both days included."""
    counted = (
        sa.select(HalfHour.share, sa.func.count())
        .where(HalfHour.person_id == person.id, HalfHour.day.between(first, last))
        .group_by(HalfHour.share)
    )
    return {Share(share): count for share, count in db.session.execute(counted)}


def count_half_hours(person: Person, day: date) -> int:
    """How many half hours of a day were noted."""
    return sum(half_hours_between(person, day, day).values())


def left_over(person: Person, day: date) -> Sequence[DayMatter]:
    """What is still open of earlier days, the oldest first."""
    wanted = (
        sa.select(DayMatter)
        .where(
            DayMatter.person_id == person.id,
            DayMatter.closing.is_(None),
            DayMatter.day < day,
            DayMatter.day >= day - LEFT_OVER_FOR,
        )
        .order_by(DayMatter.day, DayMatter.id)
        .limit(MOST_LEFT_OVER)
    )
    return db.session.scalars(wanted).all()


def rates(person: Person, first: date, last: date) -> dict[date, Rate]:
    """The completion rate of every day on which something was on the list, both days included."""
    done = sa.and_(DayMatter.is_planned, DayMatter.closing == Closing.DONE.value)
    counted = (
        sa.select(
            DayMatter.day,
            sa.func.sum(sa.case((DayMatter.is_planned, 1), else_=0)),
            sa.func.sum(sa.case((done, 1), else_=0)),
            sa.func.count(),
        )
        .where(DayMatter.person_id == person.id, DayMatter.day.between(first, last))
        .group_by(DayMatter.day)
        .order_by(DayMatter.day)
    )
    return {
        day: Rate(planned, finished, total - planned)
        for day, planned, finished, total in db.session.execute(counted)
    }


def count_matters(person: Person, day: date) -> int:
    """How many matters are on the list of a day."""
    counted = sa.select(sa.func.count()).where(
        DayMatter.person_id == person.id, DayMatter.day == day
    )
    return db.session.execute(counted).scalar_one()


def own_matter(person: Person, public_id: str) -> DayMatter:
    """A matter of one's own. Raises NotFound for every other."""
    wanted = sa.select(DayMatter).where(
        DayMatter.person_id == person.id, DayMatter.public_id == public_id
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def by_key(table: type[DayMatter | HalfHour], person: Person, key: str) -> bool:
    """Whether a post with this key was taken already."""
    wanted = sa.select(table.id).where(table.person_id == person.id, table.key == key)
    return db.session.scalar(wanted) is not None


def matter_of(row: DayMatter) -> Matter:
    """A row as a matter."""
    return Matter(
        public_id=row.public_id,
        day=row.day,
        words=row.words,
        quadrant=Quadrant(row.quadrant),
        sort=Sort(row.sort),
        is_planned=row.is_planned,
        since=row.since,
        answered_at=row.answered_at,
        closing=Closing(row.closing) if row.closing else None,
        closed_at=row.closed_at,
        carried_to=row.carried_to,
    )
