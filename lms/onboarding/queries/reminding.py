"""Whom to remind of what on a day, for all running plans at once.

Only those plans are read in which something falls due of which somebody is reminded, in batches.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, lazyload

from lms.db import db
from lms.onboarding import proofs
from lms.onboarding.domain import Calendar, Template
from lms.onboarding.domain.own_days import own_calendar
from lms.onboarding.domain.reminding import (
    CATCH_UP,
    Digest,
    Reader,
    Reminder,
    Step,
    days_reminded,
    has_come_since,
    readers,
    step_on,
    told_last,
)
from lms.onboarding.models import Plan, PlanGate, PlanTask, ReminderDay
from lms.onboarding.queries.leads import Leads, Officers
from lms.onboarding.queries.plans import template_of
from lms.people import queries as people
from lms.people.domain import OwnDays, Status
from lms.people.models import Person

BATCH = 50  # plans read at once


class Dated(NamedTuple):
    """When a task or gate falls due, and how it stands."""

    due: date
    step: Step


Named = dict[str, Dated]  # by task or gate id


def was_reminded(day: date) -> bool:
    """Whether everybody was reminded on a day."""
    return db.session.get(ReminderDay, day) is not None


def days_told(before: date) -> list[date]:
    """The days before this one on which reminders went out, as far back as it matters."""
    wanted = sa.select(ReminderDay.day).where(
        ReminderDay.day < before, ReminderDay.day >= before - 4 * CATCH_UP
    )
    return list(db.session.scalars(wanted))


class Days:
    """Who works on a day, by which calendar, and when they were told last."""

    def __init__(self, today: date, company: Calendar) -> None:
        self.today, self.company = today, company
        self.own = people.everybodys_own_days(today - CATCH_UP)
        self._told = days_told(today)
        self._alike: dict[OwnDays, Calendar] = {}

    @property
    def since(self) -> date:
        """The earliest day on which somebody was told last who may be told today."""
        since = told_last(self.today, self._told, self.company)
        return min(since, self.today - CATCH_UP) if self.own else since

    def calendar(self, person_id: int) -> Calendar:
        """By which somebody works."""
        days = self.own.get(person_id)
        if days is None:
            return self.company
        if days not in self._alike:
            self._alike[days] = own_calendar(self.company, days, self.today)
        return self._alike[days]

    def is_told(self, reader: Person, owner_id: int, named: Dated) -> bool:
        """Whether somebody works today and has not been told yet how something stands."""
        own = self.calendar(reader.id)
        if not reader.is_active or not own.is_working(self.today):
            return False
        since = max(told_last(self.today, self._told, own), self.since)
        return has_come_since(named.step, named.due, since, self.calendar(owner_id))

    def dated(self, person_id: int, due: date) -> Dated | None:
        """How something in somebody's plan stands; None: nobody need be told of it today."""
        calendar = self.calendar(person_id)
        step = step_on(due, self.today, calendar)
        if step is None or not has_come_since(step, due, self.since, calendar):
            return None
        return Dated(due, step)


def digests(today: date, calendar: Calendar) -> dict[int, Digest]:
    """Everything that people are to be reminded of today: person id → digest."""
    days = Days(today, calendar)
    tasks = _dated(sa.select(PlanTask.plan_id, PlanTask.task, PlanTask.due_on), PlanTask, days)
    gates = sa.select(PlanGate.plan_id, PlanGate.gate, PlanGate.due_on)
    open_gates = _dated(gates.where(PlanGate.passed_by_id.is_(None)), PlanGate, days)
    leads, officers = Leads(), Officers()
    found: dict[int, list[tuple[Reader, Reminder]]] = defaultdict(list)
    numbers = sorted({*tasks, *open_gates})
    for start in range(0, len(numbers), BATCH):
        plans = _plans(numbers[start : start + BATCH])
        mentors = people.mentors_of([plan.person_id for plan in plans], today)
        for plan, reminder, named in _open_ones(plans, tasks, open_gates):
            lead, mentor = leads.of(plan.person), mentors.get(plan.person_id)
            told: dict[Reader, Sequence[Person]] = {
                Reader.TRAINEE: [plan.person],
                Reader.MENTOR: [mentor] if mentor else [],
                Reader.LEAD: [lead] if lead else [],
                Reader.HR: officers.of(plan.person),
            }
            for reader in readers(reminder):
                is_led = reader is not Reader.LEAD or (lead is not None and lead.is_active)
                as_ = reader if is_led else Reader.HR
                for person in told[as_]:
                    if days.is_told(person, plan.person_id, named):
                        found[person.id].append((as_, reminder))
    return {person_id: Digest(tuple(told)) for person_id, told in found.items()}


def _dated(
    wanted: sa.Select[int, str, date], table: type[PlanTask] | type[PlanGate], days: Days
) -> dict[int, Named]:
    """What people are to be told of today, perhaps: plan id → task or gate id → how it stands."""
    found: dict[int, Named] = defaultdict(dict)
    rows = wanted.join(Plan, Plan.id == table.plan_id).add_columns(Plan.person_id)
    spans = days_reminded(days.today, days.since, days.company).values()
    ranges: list[sa.ColumnElement[bool]] = [
        table.due_on.between(span.first, span.last) for span in spans
    ]
    if days.own:
        around = table.due_on.between(days.today - CATCH_UP, days.today + 2 * CATCH_UP)
        ranges.append(sa.and_(around, Plan.person_id.in_(people.with_own_days())))
    for one in ranges:
        for plan_id, name, due, person_id in db.session.execute(rows.where(one)):
            named = days.dated(person_id, due)
            if named is not None:
                found[plan_id][name] = named
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
) -> Iterator[tuple[Plan, Reminder, Dated]]:
    """The tasks that nothing proves yet, and the gates, each with the plan that it is of."""
    templates: dict[int, Template] = {plan.id: template_of(plan) for plan in plans}
    due = {
        plan: [task for task in templates[plan.id].tasks() if task.id in tasks.get(plan.id, {})]
        for plan in plans
    }
    proved = proofs.shown(due)
    for plan in plans:
        for task in due[plan]:
            known = proved[plan.id].get(task.id)
            if known is None or known.waits_for is not None:
                named, owner = tasks[plan.id][task.id], known.waits_for if known else task.owner
                yield plan, Reminder(title=task.title, step=named.step, owner=owner), named
        for gate in templates[plan.id].gates():
            if gate.id in gates.get(plan.id, {}):
                named = gates[plan.id][gate.id]
                yield plan, Reminder(title=gate.title, step=named.step, owner=None), named
