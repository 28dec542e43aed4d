"""Starting somebody's plan."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Invalid, NotFound
from lms.library import queries as library
from lms.library import service as shelves
from lms.library.queries import Published
from lms.messages import service as messages
from lms.onboarding import queries
from lms.onboarding.domain import DrillProof, LessonProof, ScenarioProof, Schedule, Template, Wanted
from lms.onboarding.domain.cohort import STANDARD, check_first_day
from lms.onboarding.models import Plan
from lms.onboarding.service.dating import date_anew, date_plans
from lms.people import access, audit
from lms.people import service as people
from lms.people.domain import Role
from lms.people.models import Person

ASSIGNED = N_("计划里的任务")


def start_plan(
    actor: Person | None,
    person: Person,
    *,
    now: datetime,
    name: str = STANDARD,
    starts_on: date | None = None,
) -> Plan:
    """Start a plan of somebody from its first day, dated, with what it assigns.

    Without `starts_on` it begins on the day on which the person came. A plan that is not complete
    is returned as it is; one that is complete ends. Makes the person a trainee. Raises Forbidden
    for oneself, Invalid saying what is missing, with the page where it is mended.
    """
    if actor is not None:
        access.must_not_be_self(actor, person.id)
    lock(person)
    running = queries.active_plan(person.id)
    if running is not None and not _may_be_followed(running, name, clock.day_of(now)):
        return running
    first = _checked_first_day(person, name, starts_on, clock.day_of(now))
    published = queries.plan_to_start(name)
    if published is None:
        raise NotFound
    (plan,) = begin_plans(actor, [person], published, first, now=now)
    messages.tell(
        person,
        sentence=N_("您的计划开始了，第一件事已经排好。"),
        link="/plan",
        key=started_key(plan),
        now=now,
    )
    return plan


def begin_plans(
    actor: Person | None,
    people_to_start: Sequence[Person],
    published: Published[Template],
    starts_on: date,
    *,
    now: datetime,
) -> list[Plan]:
    """Make plans for people, dated, with what they assign; nobody is told yet.

    A plan that they have completed ends with it.
    """
    ids = [person.id for person in people_to_start]
    before = sa.select(Plan).where(Plan.person_id.in_(ids), Plan.ended_at.is_(None))
    for one in db.session.scalars(before):
        one.ended_at = now
    db.session.flush()  # nobody has two that run
    plans = [
        Plan(
            person_id=person.id,
            person=person,
            document_id=published.document_id,
            revision_id=published.revision_id,
            starts_on=starts_on,
            started_at=now,
            started_by_id=actor.id if actor else None,
        )
        for person in people_to_start
    ]
    db.session.add_all(plans)
    db.session.flush()  # their tasks, the audit events and the assignments need their ids
    date_anew(plans, published.content, starts_on)
    dates = date_plans(plans)  # by the rota and leave of each
    documents = assigned_documents(published.content)
    days = {
        plan.person_id: {
            document: dates[plan.id].tasks[task].on for document, task in documents.items()
        }
        for plan in plans
    }
    shelves.assign_all(days, ASSIGNED, now)
    for plan in plans:
        _begin(plan, actor, now)
    return plans


def started_key(plan: Plan) -> str:
    """The key of the message that tells of a plan's start: it is told once."""
    return f"plan-started-{plan.public_id}"


def assigned_documents(template: Template) -> dict[int, str]:
    """The documents that a plan puts before people, each with the first task that asks for it."""
    first: dict[int, str] = {}
    for task in template.tasks():
        document_id = _document(task.proof)
        if document_id is not None:
            first.setdefault(document_id, task.id)
    return first


def assign_again(plans: Sequence[Plan], dates: Mapping[int, Schedule], *, now: datetime) -> None:
    """What plans assigned is due on their new days; what somebody else assigned stays."""
    days = {}
    for plan in plans:
        documents = assigned_documents(queries.template_of(plan))
        tasks = dates[plan.id].tasks
        days[plan.person_id] = {document: tasks[task].on for document, task in documents.items()}
    shelves.assign_all(days, ASSIGNED, now, anew=False)


def _begin(plan: Plan, actor: Person | None, now: datetime) -> None:
    person = plan.person
    if Role.TRAINEE not in person.roles:
        people.grant_role(actor, person, Role.TRAINEE, now=now)
    people.begin_training(person, now=now)
    audit.record("plan.started", actor=actor, subject=person, now=now, plan=plan.public_id)


def _may_be_followed(running: Plan, name: str, today: date) -> bool:
    """Whether a plan is complete, and another one is to follow it."""
    is_other = queries.template_of(running).id != name
    return is_other and queries.view(running, today).is_complete


def _checked_first_day(person: Person, name: str, starts_on: date | None, today: date) -> date:
    gaps = queries.gaps(person, today, name, starts_on)
    first = starts_on or person.starts_on
    if gaps or first is None:
        raise Invalid(gaps[0].message, way_on=gaps[0].address, **gaps[0].parameters)
    if starts_on is not None:
        check_first_day(starts_on, today)
    return first


def _document(wanted: Wanted) -> int | None:
    match wanted:
        case LessonProof(lesson):
            found = library.published("lesson", lesson)
        case ScenarioProof(scenario):
            found = library.published("scenario", scenario)
        case DrillProof(drill):
            found = library.published("drill", drill)
        case _:
            return None
    return found.document_id if found else None
