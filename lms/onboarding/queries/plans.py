"""Reading plans: one person's, or many at once in a number of queries that does not grow."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms.db import db, read
from lms.errors import NotFound
from lms.library import queries as library
from lms.onboarding import proofs
from lms.onboarding.domain import Due, Entry, Gate, PlanFacts, PlanView, Template, Today
from lms.onboarding.domain.countersigning import Signatures
from lms.onboarding.models import Plan, PlanGate, PlanTask
from lms.onboarding.queries import workdays
from lms.onboarding.queries.signatures import Seconds, signatures_of
from lms.people import access
from lms.people.models import Person

# Statements put together once, and those of columns from tables: plans are read on every page.
_task, _gate = PlanTask.__table__.c, PlanGate.__table__.c
PLANS: sa.BindParameter[int] = sa.bindparam("plans", expanding=True)
ACTIVE = sa.select(Plan).where(
    Plan.person_id.in_(sa.bindparam("people", expanding=True)), Plan.ended_at.is_(None)
)
TASK_DAYS = sa.select(_task.plan_id, _task.task, _task.due_on, _task.is_provisional).where(
    _task.plan_id.in_(PLANS)
)
GATE_DAYS = sa.select(
    _gate.plan_id,
    _gate.gate,
    _gate.due_on,
    _gate.is_provisional,
    _gate.needs_lead,
    _gate.needs_peer,
).where(_gate.plan_id.in_(PLANS))


@dataclass(frozen=True, slots=True)
class JudgedPlan:
    """A plan with its gates: when each falls due, and what was signed of it."""

    template: Template
    starts_on: date
    gates: tuple[tuple[Gate, Due, tuple[Entry, ...]], ...]  # in their order


def plan_of(person_id: int, today: date) -> PlanView | None:
    """Somebody's active plan as it stands today; None without one."""
    return plans_of([person_id], today).get(person_id)


def plans_of(person_ids: Collection[int], today: date) -> dict[int, PlanView]:
    """The active plans of people as they stand today, by person id."""
    found = views(db.session.scalars(ACTIVE, {"people": list(person_ids)}).all(), today)
    return {view.person_id: view for view in found}


def judged_plans(person_id: int) -> list[JudgedPlan]:
    """All plans that somebody ever had with the verdicts on their gates, the first begun first."""
    wanted = sa.select(Plan).where(Plan.person_id == person_id).order_by(Plan.starts_on, Plan.id)
    plans = db.session.scalars(wanted).all()
    ids = [plan.id for plan in plans]
    templates, (days, seconds) = _templates(plans), _gate_days(ids)
    signatures = signatures_of(seconds)
    return [
        JudgedPlan(
            templates[plan.id],
            plan.starts_on,
            tuple(
                (month.gate, days[plan.id][month.gate.id], _said(signatures[plan.id], month.gate))
                for month in templates[plan.id].months
            ),
        )
        for plan in plans
    ]


def _said(signatures: Mapping[str, Signatures], gate: Gate) -> tuple[Entry, ...]:
    """What mentor and lead put to a gate."""
    found = signatures.get(gate.id, Signatures())
    return (*found.mentor, *found.answers)


def active_plan(person_id: int) -> Plan | None:
    """Somebody's active plan as it is stored; None without one."""
    wanted = sa.select(Plan).where(Plan.person_id == person_id, Plan.ended_at.is_(None))
    return db.session.scalar(wanted)


def plan_for(asker: Person, permission: str, public_id: str, today: date) -> Plan:
    """A plan of somebody whose plan the asker may see or sign. Raises NotFound otherwise."""
    wanted = (
        sa.select(Plan)
        .join(Plan.person)
        .options(contains_eager(Plan.person))
        .where(Plan.public_id == public_id, access.visible_people(asker, permission, today))
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def template_of(plan: Plan) -> Template:
    """What a plan was started on."""
    template: Template = library.at_revision(plan.revision_id).content
    return template


def view(plan: Plan, today: date) -> PlanView:
    """A plan as it stands today."""
    return views([plan], today)[0]


def views(plans: Sequence[Plan], today: date) -> list[PlanView]:
    """Plans as they stand today, in their order."""
    if not plans:
        return []
    ids = [plan.id for plan in plans]
    templates = _templates(plans)
    calendars = workdays.calendars_of({plan.person_id: plan.starts_on for plan in plans})
    tasks = task_days(ids)
    gates, seconds = _gate_days(ids)
    signatures = signatures_of(seconds)
    evidence = proofs.shown({plan: list(templates[plan.id].tasks()) for plan in plans})
    return [
        PlanView(
            PlanFacts(
                id=plan.id,
                public_id=plan.public_id,
                person_id=plan.person_id,
                revision_id=plan.revision_id,
                template=templates[plan.id],
                starts_on=plan.starts_on,
                tasks=tasks[plan.id],
                gates=gates[plan.id],
                evidence=evidence[plan.id],
                signatures=signatures[plan.id],
            ),
            Today.on(today, calendars[plan.person_id]),
        )
        for plan in plans
    ]


def _templates(plans: Sequence[Plan]) -> dict[int, Template]:
    revisions: dict[int, Template] = {}
    for plan in plans:
        if plan.revision_id not in revisions:
            revisions[plan.revision_id] = template_of(plan)
    return {plan.id: revisions[plan.revision_id] for plan in plans}


def task_days(plan_ids: Collection[int]) -> dict[int, dict[str, Due]]:
    """When the tasks of some plans fall due: plan id → task id → due."""
    found: dict[int, dict[str, Due]] = {plan_id: {} for plan_id in plan_ids}
    for plan_id, name, day, is_provisional in read(TASK_DAYS, plans=tuple(plan_ids)):
        found[plan_id][name] = Due(day, is_provisional)
    return found


def _gate_days(
    plan_ids: Collection[int],
) -> tuple[dict[int, dict[str, Due]], dict[int, dict[str, Seconds]]]:
    """When the gates of some plans fall due, and which of them take a second person, and whom."""
    days: dict[int, dict[str, Due]] = {plan_id: {} for plan_id in plan_ids}
    seconds: dict[int, dict[str, Seconds]] = {plan_id: {} for plan_id in plan_ids}
    for plan_id, name, day, is_provisional, lead, peer in read(GATE_DAYS, plans=tuple(plan_ids)):
        days[plan_id][name] = Due(day, is_provisional)
        seconds[plan_id][name] = Seconds(lead, peer)
    return days, seconds
