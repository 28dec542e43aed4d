"""How many things of the plans of a department fall on some days."""

from datetime import date

import sqlalchemy as sa

from lms.db import db
from lms.onboarding.domain.announcing import News
from lms.onboarding.models import Plan, PlanGate, PlanTask
from lms.people import access
from lms.people.domain import Status
from lms.people.models import Person


def number_of(news: News, department_id: int, first: date, last: date) -> int:
    """How many there are in a department and all below it; both days included."""
    counted = {
        News.BEGINNERS: sa.select(sa.func.count(Plan.id)).where(
            Plan.starts_on.between(first, last)
        ),
        News.GATES: sa.select(sa.func.count(PlanGate.id))
        .join(Plan, Plan.id == PlanGate.plan_id)
        .where(PlanGate.due_on.between(first, last)),
        News.DUE: sa.select(sa.func.count(PlanTask.id))
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(PlanTask.due_on.between(first, last)),
    }[news]
    wanted = counted.join(Person, Person.id == Plan.person_id).where(
        Plan.ended_at.is_(None),
        Person.status == Status.ACTIVE,
        Person.department_id.in_(access.subtree_of(department_id)),
    )
    return db.session.scalar(wanted) or 0
