"""When everything of plans falls due, by what is stored: first day, moves, signatures."""

from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa

from lms import clock
from lms.db import db
from lms.onboarding.domain import Calendar, Extension, Schedule, Subject, schedule
from lms.onboarding.domain.signing import days_given
from lms.onboarding.models import Plan, PlanAdjustment
from lms.onboarding.queries import workdays
from lms.onboarding.queries.plans import template_of
from lms.onboarding.queries.signatures import Entries, entries_of

Given = tuple[tuple[str, tuple[Extension, ...]], ...]  # gate id and what it was given


def dates_of(
    plans: Sequence[Plan], *, more: int = 0, calendar: Calendar | None = None
) -> dict[int, Schedule]:
    """When the tasks and gates of some plans fall due: plan id → its dates.

    `more`: if they were moved by so many working days more. `calendar`: if this one held.
    """
    ids = [plan.id for plan in plans]
    shifts, entries = _shifts(ids), entries_of(ids, Subject.GATE)
    calendar = calendar or workdays.calendar()
    alike: dict[tuple[int, date, int, Given], Schedule] = {}  # many begin on the same day
    dates = {}
    for plan in plans:
        given = _given(entries[plan.id])
        kind = plan.revision_id, plan.starts_on, shifts.get(plan.id, 0) + more, given
        if kind not in alike:
            alike[kind] = schedule(
                template_of(plan), plan.starts_on, calendar, kind[2], dict(given)
            )
        dates[plan.id] = alike[kind]
    return dates


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
