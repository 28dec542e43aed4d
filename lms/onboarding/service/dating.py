"""Writing the due days of plans: when a plan starts, moves, or the calendar changes."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from lms.db import db
from lms.onboarding import proofs, queries
from lms.onboarding.domain import Due, Schedule, Template, schedule
from lms.onboarding.models import Plan, PlanGate, PlanTask

Done = tuple[int, str]  # plan id, and the task or gate
TABLES: Mapping[str, type[PlanTask | PlanGate]] = {"task": PlanTask, "gate": PlanGate}


def date_anew(plans: Sequence[Plan], template: Template, starts_on: date) -> Schedule:
    """Write the due days of plans that begin together; all at once, for they are the same."""
    dates = schedule(template, starts_on, queries.calendar())
    same = {plan.id: dates for plan in plans}
    for name, table in TABLES.items():
        db.session.execute(sa.insert(table), _rows(name, same))
    return dates


def date_plans(plans: Sequence[Plan]) -> dict[int, Schedule]:
    """Compute the due days of plans from their facts and write what differs."""
    return date_again(plans)[0]


def date_again(plans: Sequence[Plan]) -> tuple[dict[int, Schedule], set[int]]:
    """Compute and write the due days of plans; also which of the plans have a day that moved.

    What is done keeps its day: tasks that are proved, gates that are passed.
    """
    dates = queries.dates_of(plans)
    done = {"task": _proved(plans), "gate": _passed([plan.id for plan in plans])}
    moved = set[int]()
    for name, table in TABLES.items():
        moved |= _write(name, table, dates, done[name])
    return dates, moved


def _proved(plans: Sequence[Plan]) -> set[Done]:
    wanted = {plan: list(queries.template_of(plan).tasks()) for plan in plans}
    return {(plan_id, task) for plan_id, by in proofs.evidence(wanted).items() for task in by}


def _passed(plan_ids: Sequence[int]) -> set[Done]:
    passed = sa.select(PlanGate.plan_id, PlanGate.gate).where(
        PlanGate.plan_id.in_(plan_ids), PlanGate.passed_by_id.is_not(None)
    )
    return {(plan_id, gate) for plan_id, gate in db.session.execute(passed)}


def _write(
    name: str,
    table: type[PlanTask | PlanGate],
    dates: Mapping[int, Schedule],
    done: Container[Done],
) -> set[int]:
    """Write what differs and is not done; the plans of which some day is another one now."""
    column = getattr(table, name)
    known = {
        (row.plan_id, row[2]): row
        for row in db.session.execute(
            sa.select(table.id, table.plan_id, column, table.due_on, table.is_provisional).where(
                table.plan_id.in_(dates)
            )
        )
    }
    changed, new, moved = [], [], set[int]()
    for row in _rows(name, dates):
        there = known.get((row["plan_id"], row[name]))
        if there is None:
            new.append(row)
        elif (row["plan_id"], row[name]) in done:
            continue
        elif Due(there.due_on, there.is_provisional) != Due(row["due_on"], row["is_provisional"]):
            kept = {"due_on": row["due_on"], "is_provisional": row["is_provisional"]}
            changed.append({"id": there.id, **kept})
            if there.due_on != row["due_on"]:
                moved.add(row["plan_id"])
    if changed:
        db.session.execute(sa.update(table), changed)
    if new:
        db.session.execute(sa.insert(table), new)
    return moved


def _rows(name: str, dates: Mapping[int, Schedule]) -> list[dict[str, Any]]:
    return [
        {
            "plan_id": plan_id,
            name: key,
            "due_on": due.on,
            "is_provisional": due.is_provisional,
            **({"needs_lead": key in of_plan.needs_lead} if name == "gate" else {}),
        }
        for plan_id, of_plan in dates.items()
        for key, due in (of_plan.tasks if name == "task" else of_plan.gates).items()
    ]
