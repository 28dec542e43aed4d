"""Starting somebody's plan."""

from collections.abc import Iterator
from datetime import date, datetime

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Invalid, NotFound
from lms.library import queries as library
from lms.library import service as shelves
from lms.library.models import Document
from lms.messages import service as messages
from lms.onboarding import queries
from lms.onboarding.domain import LessonProof, ScenarioProof, Template, Wanted
from lms.onboarding.models import Plan
from lms.onboarding.service.dating import date_plan
from lms.people import access, audit
from lms.people import service as people
from lms.people.domain import Role
from lms.people.models import Person

ASSIGNED = N_("计划里的任务")


def start_plan(actor: Person | None, person: Person, *, now: datetime) -> Plan:
    """Start the plan of a new hire from the first day, dated, with what it assigns.

    A running plan is returned as it is. Makes the person a trainee. Raises Forbidden for oneself,
    Invalid saying what is missing, with the page where it is mended.
    """
    if actor is not None:
        access.must_not_be_self(actor, person.id)
    lock(person)
    running = queries.active_plan(person.id)
    if running is not None:
        return running
    starts_on = _checked_first_day(person, clock.day_of(now))
    published = queries.plan_to_start()
    if published is None:
        raise NotFound
    if Role.TRAINEE not in person.roles:
        people.grant_role(actor, person, Role.TRAINEE, now=now)
    people.begin_training(person, now=now)
    plan = Plan(
        person_id=person.id,
        document_id=published.document_id,
        revision_id=published.revision_id,
        starts_on=starts_on,
        started_at=now,
        started_by_id=actor.id if actor else None,
    )
    db.session.add(plan)
    db.session.flush()  # its tasks, the audit event and the assignments need its id
    date_plan(plan, published.content)
    _assign(plan, person, published.content, now)
    _tell(plan, actor, person, now)
    return plan


def _checked_first_day(person: Person, today: date) -> date:
    gaps = queries.gaps(person, today)
    if gaps or person.starts_on is None:
        raise Invalid(gaps[0].message, way_on=gaps[0].address)
    return person.starts_on


def _assign(plan: Plan, person: Person, template: Template, now: datetime) -> None:
    days = queries.task_days([plan.id])[plan.id]
    given: set[Wanted] = set()
    for task in template.tasks():
        if task.proof not in given:
            given.add(task.proof)
            for document in _documents(task.proof):
                shelves.assign(person, document, days[task.id].on, ASSIGNED, now=now)


def _documents(wanted: Wanted) -> Iterator[Document]:
    match wanted:
        case LessonProof(lesson):
            found = library.published("lesson", lesson)
        case ScenarioProof(scenario):
            found = library.published("scenario", scenario)
        case _:
            return
    if found:
        yield db.session.get_one(Document, found.document_id)


def _tell(plan: Plan, actor: Person | None, person: Person, now: datetime) -> None:
    audit.record("plan.started", actor=actor, subject=person, now=now, plan=plan.public_id)
    messages.tell(
        person,
        sentence=N_("您的计划开始了，第一件事已经排好。"),
        link="/plan",
        key=f"plan-started-{plan.public_id}",
        now=now,
    )
