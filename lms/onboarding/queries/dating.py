"""When everything of plans falls due, by what is stored: first day, moves, signatures."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from lms import clock
from lms.db import db
from lms.onboarding.domain import Calendar, Extension, Schedule, Subject, schedule
from lms.onboarding.domain.own_days import own_calendar
from lms.onboarding.domain.signing import days_given
from lms.onboarding.models import Plan, PlanAdjustment
from lms.onboarding.queries import workdays
from lms.onboarding.queries.plans import template_of
from lms.onboarding.queries.signatures import Entries, entries_of
from lms.people import queries as people
from lms.people.domain import OwnDays

Given = tuple[tuple[str, tuple[Extension, ...]], ...]  # gate id and what it was given
Kind = tuple[int, date, int, Given, OwnDays]  # plans that are alike in these have the same dates


def dates_of(
    plans: Sequence[Plan],
    *,
    more: int = 0,
    calendar: Calendar | None = None,
    own: Mapping[int, OwnDays] | None = None,
) -> dict[int, Schedule]:
    """When the tasks and gates of some plans fall due: plan id → its dates.

    `more`: if they were moved by so many working days more. `calendar`: if this one held.
    `own`: if people had these working days of their own, by person.
    """
    ids = [plan.id for plan in plans]
    shifts, entries = _shifts(ids), entries_of(ids, Subject.GATE)
    calendar = calendar or workdays.calendar()
    if own is None:
        own = people.own_days_of([plan.person_id for plan in plans])
    alike: dict[Kind, Schedule] = {}  # many begin on the same day
    dates = {}
    for plan in plans:
        given, days = _given(entries[plan.id]), own.get(plan.person_id, OwnDays())
        kind = plan.revision_id, plan.starts_on, shifts.get(plan.id, 0) + more, given, days
        if kind not in alike:
            alike[kind] = _dates(plan, calendar, kind[2], given, days)
        dates[plan.id] = alike[kind]
    return dates


def _dates(plan: Plan, calendar: Calendar, shift: int, given: Given, days: OwnDays) -> Schedule:
    first, template = plan.starts_on, template_of(plan)
    worked = own_calendar(calendar, days, first, with_leave=False) if days.rotas else calendar
    away = own_calendar(calendar, days, first) if days.leaves else None
    return schedule(template, first, worked, shift, dict(given), away)


def _given(entries: Entries) -> Given:
    """The extensions that hold, gate by gate."""
    found = {
        gate: tuple(Extension(clock.day_of(at), n) for at, n in days_given(of_gate))
        for gate, of_gate in entries.items()
    }
    return tuple((gate, extensions) for gate, extensions in sorted(found.items()) if extensions)


def _shifts(plan_ids: Collection[int]) -> dict[int, int]:
    rows = db.session.execute(
        sa.select(PlanAdjustment.plan_id, sa.func.sum(PlanAdjustment.shift))
        .where(PlanAdjustment.plan_id.in_(plan_ids))
        .group_by(PlanAdjustment.plan_id)
    )
    return dict(rows.all())
