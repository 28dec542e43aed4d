"""Writing the due days of plans: when a plan starts, moves, or the calendar changes."""

from collections.abc import Mapping

import sqlalchemy as sa

from lms import clock
from lms.db import db
from lms.onboarding import queries
from lms.onboarding.domain import (
    Calendar,
    Due,
    Extension,
    Schedule,
    Subject,
    Template,
    extended,
    schedule,
)
from lms.onboarding.domain.signing import days_given
from lms.onboarding.models import Plan, PlanAdjustment, PlanGate, PlanTask
from lms.onboarding.queries.signatures import Entries


def date_plan(plan: Plan, template: Template) -> None:
    """Compute the due days of a plan from its facts and write what differs."""
    calendar = queries.calendar()
    shift = db.session.scalar(_total_shift(plan)) or 0
    dates = schedule(template, plan.starts_on, calendar, shift)
    entries = queries.entries_of([plan.id], Subject.GATE)[plan.id]
    _write_tasks(plan, dates.tasks)
    _write_gates(plan, _with_extensions(dates, entries, calendar))


def _total_shift(plan: Plan) -> sa.Select[int]:
    return sa.select(sa.func.sum(PlanAdjustment.shift)).where(PlanAdjustment.plan_id == plan.id)


def _with_extensions(dates: Schedule, entries: Entries, calendar: Calendar) -> dict[str, Due]:
    return {
        gate: extended(
            due,
            [Extension(clock.day_of(at), n) for at, n in days_given(entries.get(gate, ()))],
            calendar,
        )
        for gate, due in dates.gates.items()
    }


def _write_tasks(plan: Plan, wanted: Mapping[str, Due]) -> None:
    rows = db.session.scalars(sa.select(PlanTask).where(PlanTask.plan_id == plan.id))
    known = {row.task: row for row in rows}
    for task, due in wanted.items():
        row = known.get(task) or PlanTask(plan_id=plan.id, task=task)
        row.due_on, row.is_provisional = due.on, due.is_provisional
        db.session.add(row)


def _write_gates(plan: Plan, wanted: Mapping[str, Due]) -> None:
    rows = db.session.scalars(sa.select(PlanGate).where(PlanGate.plan_id == plan.id))
    known = {row.gate: row for row in rows}
    for gate, due in wanted.items():
        row = known.get(gate) or PlanGate(plan_id=plan.id, gate=gate)
        row.due_on, row.is_provisional = due.on, due.is_provisional
        db.session.add(row)


def redate_after(plan_id: int, most: int) -> int | None:
    """Date up to `most` running plans again, those after a plan; the last one, or None."""
    wanted = (
        sa.select(Plan)
        .where(Plan.id > plan_id, Plan.ended_at.is_(None))
        .order_by(Plan.id)
        .limit(most)
    )
    plans = db.session.scalars(wanted).all()
    for plan in plans:
        date_plan(plan, queries.template_of(plan))
    return plans[-1].id if plans else None
