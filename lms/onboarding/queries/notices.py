"""The published years, and what a notice would change: on which days, in whose plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms.db import db
from lms.onboarding.domain import Calendar, Schedule
from lms.onboarding.domain.notice import Notice, NoticeDay
from lms.onboarding.models import Plan, PlanGate, PublishedYear, Workday
from lms.onboarding.queries import workdays
from lms.onboarding.queries.dating import dates_of
from lms.people import access
from lms.people.models import Person

MOST_EXAMINED = 300  # plans whose days are computed before a notice is entered
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Year:
    """A published year, and the days of it on which the plain rule does not hold."""

    year: int
    days: tuple[NoticeDay, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A plan of which days would move: how many, and its last gate before and after."""

    plan: Plan
    days: int
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class NoticePreview:
    """What entering a notice would do."""

    notice: Notice
    is_known: bool  # the year was entered before and would be corrected
    added: tuple[NoticeDay, ...]
    dropped: tuple[NoticeDay, ...]
    running: int  # plans that reach into the year
    examined: int  # of these, whose days were computed
    moved: int
    named: tuple[Moved, ...]  # those of the moved ones whose people the asker may see

    @property
    def changes_nothing(self) -> bool:
        """Whether the year stands like this already."""
        return self.is_known and not self.added and not self.dropped


def years() -> list[Year]:
    """The published years, the latest first."""
    days: dict[int, list[NoticeDay]] = {}
    for row in db.session.scalars(sa.select(Workday).order_by(Workday.day)):
        days.setdefault(row.day.year, []).append(NoticeDay(row.day, row.is_worked, row.occasion))
    known = db.session.scalars(sa.select(PublishedYear.year).order_by(PublishedYear.year.desc()))
    return [Year(year, tuple(days.get(year, ()))) for year in known]


def preview_notice(asker: Person, notice: Notice, today: date) -> NoticePreview:
    """What entering a notice would do."""
    there = next((one for one in years() if one.year == notice.year), None)
    old, new = set(there.days if there else ()), set(notice.exceptions)
    reaching = _reaching(notice.year)
    running = db.session.scalar(sa.select(sa.func.count()).select_from(reaching.subquery())) or 0
    plans = db.session.scalars(
        reaching.join(Plan.person)
        .options(contains_eager(Plan.person))
        .order_by(Plan.starts_on.desc(), Plan.id)
        .limit(MOST_EXAMINED)
    ).all()
    moved = _moved(plans, notice.upon(workdays.calendar()))
    return NoticePreview(
        notice,
        is_known=there is not None,
        added=tuple(sorted(new - old, key=lambda one: one.day)),
        dropped=tuple(sorted(old - new, key=lambda one: one.day)),
        running=running,
        examined=len(plans),
        moved=len(moved),
        named=_seen(asker, moved, today),
    )


def _reaching(year: int) -> sa.Select[Plan]:
    """Running plans with a gate in a year or later: days of that year can move them."""
    reaches = sa.exists().where(PlanGate.plan_id == Plan.id, PlanGate.due_on >= date(year, 1, 1))
    return sa.select(Plan).where(Plan.ended_at.is_(None), reaches)


def _moved(plans: Sequence[Plan], calendar: Calendar) -> list[Moved]:
    now, later = dates_of(plans), dates_of(plans, calendar=calendar)
    found = []
    for plan in plans:
        before, after = _days(now[plan.id]), _days(later[plan.id])
        count = sum(old != new for old, new in zip(before, after, strict=True))
        if count:
            found.append(Moved(plan, count, before[-1], after[-1]))
    return found


def _days(dates: Schedule) -> list[date]:
    """All days of a plan, its last gate at the end."""
    return [due.on for due in chain(dates.tasks.values(), dates.gates.values())]


def _seen(asker: Person, moved: Sequence[Moved], today: date) -> tuple[Moved, ...]:
    ids = [one.plan.person_id for one in moved]
    may_see = set(
        db.session.scalars(
            sa.select(Person.id).where(
                Person.id.in_(ids), access.visible_people(asker, "plan.view", today)
            )
        )
    )
    return tuple(one for one in moved if one.plan.person_id in may_see)[:MOST_NAMED]
