"""Reading many plans for those who look after them: lists, and the gates that are due or late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms.db import db
from lms.onboarding.domain import GateView, PlanView, Today
from lms.onboarding.models import Plan, PlanGate
from lms.onboarding.queries import workdays
from lms.onboarding.queries.plans import views
from lms.pages import Page
from lms.people import access
from lms.people import queries as people
from lms.people.domain import Role, Status
from lms.people.models import Person

SOON = 10  # working days ahead in which a gate counts as due
MOST_GATES = 20  # rows of the radar


class Show(StrEnum):
    """Which plans a list shows."""

    ALL = "all"
    LATE = "late"  # a gate is overdue
    SOON = "soon"  # a gate falls due within ten working days


@dataclass(frozen=True, slots=True)
class GateDue:
    """A gate that is due soon or late, and whose it is."""

    person: Person
    view: PlanView
    gate: GateView


@dataclass(frozen=True, slots=True)
class Radar:
    """The gates that are late and those due soon: how many, and the most urgent of them."""

    late: int
    soon: int
    gates: tuple[GateDue, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list of plans."""

    person: Person
    view: PlanView


def gates_due(asker: Person, today: date) -> Radar:
    """The gates that are late or due within ten working days, of the plans that the asker sees."""
    on = workdays.on(today)
    late, soon = (_count(asker, on, show) for show in (Show.LATE, Show.SOON))
    urgent = _open_gates(asker, today).where(PlanGate.due_on <= _horizon(on))
    rows = db.session.execute(
        urgent.with_only_columns(PlanGate.plan_id, PlanGate.gate)
        .order_by(PlanGate.due_on, PlanGate.id)
        .limit(MOST_GATES)
    ).all()
    found = _rows_of([plan_id for plan_id, _ in rows], today)
    return Radar(late, soon, tuple(_gate_due(found[plan_id], gate) for plan_id, gate in rows))


def count_plans(asker: Person, show: Show, today: date) -> int:
    """How many plans the asker sees."""
    ids = _chosen(asker, show, workdays.on(today))
    return db.session.scalar(sa.select(sa.func.count()).select_from(ids.subquery())) or 0


def list_plans(asker: Person, show: Show, number: int, total: int, today: date) -> Page[Row]:
    """One page of the `total` plans that the asker sees, the latest started first."""
    ids = _chosen(asker, show, workdays.on(today))
    page: Page[Row] = Page((), number, total)
    ordered = ids.order_by(Plan.starts_on.desc(), Plan.id.desc())
    shown = db.session.scalars(ordered.offset((number - 1) * page.size).limit(page.size)).all()
    found = _rows_of(shown, today)
    return Page([found[plan_id] for plan_id in shown], number, total)


def without_plan(asker: Person, today: date) -> Sequence[Person]:
    """Active trainees without a plan, whose plan the asker could start; the first to come first."""
    planned = sa.select(Plan.person_id)
    wanted = (
        sa.select(Person)
        .where(
            access.visible_people(asker, "plan.start", today),
            Person.id != asker.id,
            Person.status == Status.ACTIVE,
            Person.id.in_(people.holders(Role.TRAINEE)),
            Person.id.not_in(planned),
        )
        .order_by(Person.starts_on, Person.id)
        .limit(MOST_GATES)
    )
    return db.session.scalars(wanted).all()


def _chosen(asker: Person, show: Show, on: Today) -> sa.Select[int]:
    visible = (
        sa.select(Plan.id)
        .join(Plan.person)
        .where(Plan.ended_at.is_(None), access.visible_people(asker, "plan.view", on.day))
    )
    if show is Show.ALL:
        return visible
    gates = sa.select(PlanGate.plan_id).where(PlanGate.passed_by_id.is_(None), _falls_due(show, on))
    return visible.where(Plan.id.in_(gates), Person.status == Status.ACTIVE)


def _falls_due(show: Show, on: Today) -> sa.ColumnElement[bool]:
    if show is Show.LATE:
        return PlanGate.due_on < on.worked
    return PlanGate.due_on.between(on.worked, _horizon(on))


def _horizon(on: Today) -> date:
    return on.calendar.after(on.worked, SOON)


def _open_gates(asker: Person, today: date) -> sa.Select[PlanGate]:
    return (
        sa.select(PlanGate)
        .join(Plan, Plan.id == PlanGate.plan_id)
        .join(Plan.person)
        .where(
            Plan.ended_at.is_(None),
            Person.status == Status.ACTIVE,
            access.visible_people(asker, "plan.view", today),
            PlanGate.passed_by_id.is_(None),
        )
    )


def _count(asker: Person, on: Today, show: Show) -> int:
    gates = _open_gates(asker, on.day).where(_falls_due(show, on))
    counted = sa.select(sa.func.count()).select_from(
        gates.with_only_columns(PlanGate.id).subquery()
    )
    return db.session.scalar(counted) or 0


def _rows_of(plan_ids: Sequence[int], today: date) -> dict[int, Row]:
    wanted = (
        sa.select(Plan)
        .join(Plan.person)
        .options(contains_eager(Plan.person).joinedload(Person.department))
        .where(Plan.id.in_(plan_ids))
    )
    plans = db.session.scalars(wanted).all()
    return {
        plan.id: Row(plan.person, view)
        for plan, view in zip(plans, views(plans, today), strict=True)
    }


def _gate_due(row: Row, gate_id: str) -> GateDue:
    gate = next(gate for gate in row.view.gates if gate.gate.id == gate_id)
    return GateDue(row.person, row.view, gate)
