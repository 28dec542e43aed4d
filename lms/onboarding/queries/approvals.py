"""Reading what a second person confirms of tasks that were signed, and who is away."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db, read
from lms.library import queries as library
from lms.onboarding.domain import Capacity, Owner, Template
from lms.onboarding.models import Plan, SignOff, TaskApproval
from lms.onboarding.queries.gates import confirming_as
from lms.onboarding.queries.leads import Leads, Officers
from lms.people import access
from lms.people import queries as people
from lms.people.domain import Role, Status
from lms.people.models import Person

MOST_WAITING = 50
_approval, _signed, _by = TaskApproval.__table__.c, SignOff.__table__.c, Person.__table__.c
APPROVALS = (
    sa.select(_signed.public_id, _approval.role, _approval.at, _by.name)
    .select_from(TaskApproval.__table__)
    .join(SignOff.__table__, _signed.id == _approval.sign_off_id)
    .outerjoin(Person.__table__, _by.id == _approval.by_id)
    .where(_approval.plan_id.in_(sa.bindparam("plans", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Approval:
    """Who confirms a signature, and who has when; nobody yet: it waits."""

    role: Owner
    at: datetime | None
    by_name: str


def approvals_of(plans: Collection[Plan]) -> dict[str, Approval]:
    """What is confirmed of some plans, by the signature's public id; asked where a text says so."""
    revisions = {plan.revision_id for plan in plans}
    if not any(_has_approvers(library.at_revision(revision).content) for revision in revisions):
        return {}
    rows = read(APPROVALS, plans=tuple(plan.id for plan in plans))
    return {signed: Approval(Owner(role), at, name or "") for signed, role, at, name in rows}


def _has_approvers(template: Template) -> bool:
    return any(task.approver for task in template.tasks())


def waiting_approval(plan_id: int, task: str) -> TaskApproval | None:
    """The signature on a task that waits to be confirmed."""
    wanted = sa.select(TaskApproval).where(
        TaskApproval.plan_id == plan_id, TaskApproval.task == task, TaskApproval.at.is_(None)
    )
    return db.session.scalar(wanted.options(joinedload(TaskApproval.sign_off, innerjoin=True)))


def is_confirmed(signed: SignOff) -> bool:
    """Whether a second person has confirmed a signature on a task."""
    wanted = sa.select(TaskApproval.id).where(
        TaskApproval.sign_off_id == signed.id, TaskApproval.at.is_not(None)
    )
    return db.session.scalar(wanted) is not None


def tasks_to_confirm(asker: Person, today: date) -> Sequence[TaskApproval]:
    """The signed tasks that wait for the asker, the longest waiting first."""
    wanted = (
        sa.select(TaskApproval)
        .join(TaskApproval.plan)
        .join(Plan.person)
        .join(TaskApproval.sign_off)
        .options(
            contains_eager(TaskApproval.plan).contains_eager(Plan.person),
            contains_eager(TaskApproval.sign_off).joinedload(SignOff.by, innerjoin=True),
        )
        .where(
            TaskApproval.at.is_(None),
            Plan.ended_at.is_(None),
            Plan.person_id != asker.id,
            SignOff.by_id != asker.id,
            Person.status == Status.ACTIVE,
            access.visible_people(asker, "signoff.give", today, but="M"),
        )
        .order_by(SignOff.at, SignOff.id)
        .limit(MOST_WAITING)
    )
    if Role.HR not in asker.roles:
        wanted = wanted.where(TaskApproval.role == Owner.LEAD)
    return db.session.scalars(wanted).all()


def may_confirm(actor: Person, plan: Plan, role: str, today: date) -> Capacity | None:
    """As what somebody confirms a task of this role; None: not at all."""
    capacity = confirming_as(actor, plan.person, today)
    return None if role == Owner.HR and capacity is Capacity.LEAD else capacity


def signers_away(person: Person, today: date) -> frozenset[str]:
    """As what nobody is there today who could sign for somebody: mentor, lead or HR.

    Away is who is on leave or suspended.
    """
    mentor, lead = people.mentor_of(person.id, today), Leads().of(person)
    there = {
        Capacity.MENTOR.value: [mentor] if mentor else [],
        Capacity.LEAD.value: [lead] if lead else [],
        Owner.HR.value: Officers().of(person),
    }
    own = people.own_days_of({one.id for those in there.values() for one in those})
    return frozenset(
        role
        for role, those in there.items()
        if not any(
            one.is_active and not (one.id in own and own[one.id].leave_on(today)) for one in those
        )
    )
