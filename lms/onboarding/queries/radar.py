"""Reading many plans for those who look after them: lists, and the gates that are due or late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, lazyload

from lms.db import db
from lms.onboarding.domain import GateView, PlanView, Today
from lms.onboarding.models import CohortPlan, Plan, PlanGate
from lms.onboarding.queries import workdays
from lms.onboarding.queries.plans import views
from lms.pages import Page, Total, counted
from lms.people import access
from lms.people import queries as people
from lms.people.domain import Status
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

    late: Total
    soon: Total
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
        .order_by(PlanGate.due_on, PlanGate.plan_id)
        .limit(MOST_GATES)
    ).all()
    return Radar(late, soon, gates_of([(plan_id, gate) for plan_id, gate in rows], today))


def gates_of(named: Sequence[tuple[int, str]], today: date) -> tuple[GateDue, ...]:
    """Some gates, each with whose it is, in their order; `named`: plan id and gate id."""
    found = _rows_of([plan_id for plan_id, _ in named], today)
    return tuple(_gate_due(found[plan_id], gate) for plan_id, gate in named)


def count_plans(asker: Person, show: Show, number: int, today: date) -> Total:
    """How many plans the asker sees, as the page of this number needs to know."""
    on = workdays.on(today)
    if show is Show.ALL or not access.sees_everybody(asker, "plan.view"):
        return counted(_chosen(asker, show, on), number)
    gates = _open_gates(asker, today).where(_falls_due(show, on))
    of_plan = sa.func.coalesce(PlanGate.plan_id, 0)  # or SQLite walks through all gates by plan
    return counted(gates.with_only_columns(of_plan).distinct(), number)


def list_plans(asker: Person, show: Show, number: int, total: Total, today: date) -> Page[Row]:
    """One page of the `total` plans that the asker sees, the latest started first."""
    ids = _chosen(asker, show, workdays.on(today), few=not total.is_more)
    page: Page[Row] = Page((), number, total)
    ordered = ids.order_by(Plan.starts_on.desc(), Plan.id.desc())
    shown = db.session.scalars(ordered.offset((number - 1) * page.size).limit(page.size)).all()
    found = _rows_of(shown, today)
    return Page([found[plan_id] for plan_id in shown], number, total)


def without_plan(asker: Person, today: date) -> Sequence[Person]:
    """Active trainees without a plan, whose plan the asker could start; the first to come first."""
    wanted = (
        sa.select(Person)
        .where(
            Person.id.in_(people.trainees_not_begun()),
            access.visible_people(asker, "plan.start", today),
            Person.id != asker.id,
            Person.status == Status.ACTIVE,
            ~sa.exists().where(Plan.person_id == Person.id, ~_was_undone()),  # one of long ago
        )
        .options(lazyload(Person.grants))
        .order_by(Person.starts_on, Person.id)
        .limit(MOST_GATES)
    )
    return db.session.scalars(wanted).all()


def _was_undone() -> sa.ColumnElement[bool]:
    return sa.exists().where(CohortPlan.plan_id == Plan.id, CohortPlan.undone_at.is_not(None))


def _chosen(asker: Person, show: Show, on: Today, *, few: bool = False) -> sa.Select[int]:
    plans = sa.select(Plan.id).where(Plan.ended_at.is_(None))
    everybody = access.sees_everybody(asker, "plan.view")
    if show is not Show.ALL or not everybody:
        plans = plans.join(Plan.person).where(access.visible_people(asker, "plan.view", on.day))
    if show is Show.ALL:
        return plans
    gates = sa.select(PlanGate.plan_id).where(PlanGate.passed_by_id.is_(None), _falls_due(show, on))
    plans = plans.where(Person.status == Status.ACTIVE)
    if few and everybody:  # gathered from their gates; otherwise each plan is asked for its own
        return plans.where(Plan.id.in_(gates))
    return plans.where(gates.where(PlanGate.plan_id == Plan.id).exists())


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


def _count(asker: Person, on: Today, show: Show) -> Total:
    gates = _open_gates(asker, on.day).where(_falls_due(show, on))
    return counted(gates.with_only_columns(PlanGate.id))


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
