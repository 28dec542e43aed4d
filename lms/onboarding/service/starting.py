"""Starting somebody's plan."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Invalid, NotFound
from lms.library import queries as library
from lms.library import service as shelves
from lms.library.queries import Published
from lms.messages import service as messages
from lms.onboarding import queries
from lms.onboarding.domain import LessonProof, ScenarioProof, Schedule, Template, Wanted
from lms.onboarding.models import Plan
from lms.onboarding.service.dating import date_anew
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
    (plan,) = begin_plans(actor, [person], published, starts_on, now=now)
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
    """Make plans for people who have none, dated, with what they assign; nobody is told yet."""
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
    dates = date_anew(plans, published.content, starts_on)
    documents = assigned_documents(published.content)
    days = {document_id: dates.tasks[task].on for document_id, task in documents.items()}
    shelves.assign_all({person.id: days for person in people_to_start}, ASSIGNED, now)
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


def _checked_first_day(person: Person, today: date) -> date:
    gaps = queries.gaps(person, today)
    if gaps or person.starts_on is None:
        raise Invalid(gaps[0].message, way_on=gaps[0].address, **gaps[0].parameters)
    return person.starts_on


def _document(wanted: Wanted) -> int | None:
    match wanted:
        case LessonProof(lesson):
            found = library.published("lesson", lesson)
        case ScenarioProof(scenario):
            found = library.published("scenario", scenario)
        case _:
            return None
    return found.document_id if found else None
