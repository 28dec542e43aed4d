"""Whom to remind of what on a day, for all running plans at once.

Only those plans are read in which something falls due of which somebody is reminded, in batches.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, lazyload

from lms.db import db
from lms.onboarding import proofs
from lms.onboarding.domain import Calendar, Template
from lms.onboarding.domain.reminding import (
    Days,
    Digest,
    Reader,
    Reminder,
    Step,
    days_reminded,
    readers,
)
from lms.onboarding.models import Plan, PlanGate, PlanTask, ReminderDay
from lms.onboarding.queries.leads import Leads
from lms.onboarding.queries.plans import template_of
from lms.people import queries as people
from lms.people.domain import Status
from lms.people.models import Person

BATCH = 50  # plans read at once

Named = dict[str, Step]  # task or gate id → how it stands


def was_reminded(day: date) -> bool:
    """Whether everybody was reminded on a day."""
    return db.session.get(ReminderDay, day) is not None


def last_reminded(before: date) -> date | None:
    """The last day before this one on which everybody was reminded."""
    wanted = sa.select(sa.func.max(ReminderDay.day)).where(ReminderDay.day < before)
    return db.session.scalar(wanted)


def digests(today: date, calendar: Calendar) -> dict[int, Digest]:
    """Everything that people are to be reminded of today: person id → digest."""
    days = days_reminded(today, last_reminded(today), calendar)
    tasks = _dated(sa.select(PlanTask.plan_id, PlanTask.task, PlanTask.due_on), PlanTask, days)
    gates = sa.select(PlanGate.plan_id, PlanGate.gate, PlanGate.due_on)
    open_gates = _dated(gates.where(PlanGate.passed_by_id.is_(None)), PlanGate, days)
    leads = Leads()
    found: dict[int, list[tuple[Reader, Reminder]]] = defaultdict(list)
    numbers = sorted({*tasks, *open_gates})
    for start in range(0, len(numbers), BATCH):
        plans = _plans(numbers[start : start + BATCH])
        mentors = people.mentors_of([plan.person_id for plan in plans], today)
        for plan, reminder in _open_ones(plans, tasks, open_gates):
            told = {
                Reader.TRAINEE: plan.person,
                Reader.MENTOR: mentors.get(plan.person_id),
                Reader.LEAD: leads.of(plan.person),
            }
            for reader in readers(reminder):
                person = told[reader]
                if person is not None and person.is_active:
                    found[person.id].append((reader, reminder))
    return {person_id: Digest(tuple(told)) for person_id, told in found.items()}


def _dated(
    wanted: sa.Select[int, str, date],
    table: type[PlanTask] | type[PlanGate],
    days: Mapping[Step, Days],
) -> dict[int, Named]:
    """What falls due on some days: plan id → task or gate id → step."""
    found: dict[int, Named] = defaultdict(dict)
    for step, span in days.items():
        rows = wanted.where(table.due_on.between(span.first, span.last))
        for plan_id, name, _day in db.session.execute(rows):
            found[plan_id][name] = step
    return found


def _plans(numbers: Collection[int]) -> Sequence[Plan]:
    """The running plans among these, of people who are here."""
    wanted = (
        sa.select(Plan)
        .join(Plan.person)
        .options(contains_eager(Plan.person).options(lazyload(Person.grants)))
        .where(Plan.id.in_(numbers), Plan.ended_at.is_(None), Person.status == Status.ACTIVE)
        .order_by(Plan.id)
    )
    return db.session.scalars(wanted).all()


def _open_ones(
    plans: Sequence[Plan], tasks: Mapping[int, Named], gates: Mapping[int, Named]
) -> Iterator[tuple[Plan, Reminder]]:
    """The tasks that nothing proves yet, and the gates, each with the plan that it is of."""
    templates: dict[int, Template] = {plan.id: template_of(plan) for plan in plans}
    due = {
        plan: [task for task in templates[plan.id].tasks() if task.id in tasks.get(plan.id, {})]
        for plan in plans
    }
    proved = proofs.evidence(due)
    for plan in plans:
        for task in due[plan]:
            if task.id not in proved[plan.id]:
                step = tasks[plan.id][task.id]
                yield plan, Reminder(title=task.title, step=step, owner=task.owner)
        for gate in templates[plan.id].gates():
            if gate.id in gates.get(plan.id, {}):
                step = gates[plan.id][gate.id]
                yield plan, Reminder(title=gate.title, step=step, owner=None)
