"""What a mentor's work came to, and by which rule an allowance is paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from lms.certification.models import Certificate
from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import Month, Worked
from lms.onboarding.models import CohortPlan, Plan, PlanGate
from lms.people import access
from lms.people.models import Pair, Person
from lms.reports.content import ALLOWANCE
from lms.reports.domain import Allowance, Finished, Timeliness
from lms.reports.domain.mentors import USUAL

PAIRS = "pairs.view"
REVOKED = "revoked"


def allowance() -> Allowance:
    """The rule as published; the usual one as long as none is."""
    found = library.published(ALLOWANCE, ALLOWANCE)
    rule: Allowance = found.content if found else USUAL
    return rule


@dataclass(frozen=True, slots=True)
class Picture:
    """A mentor's own picture."""

    mentor: Person
    finished: list[Finished]  # the latest due first
    timeliness: Timeliness
    hours: Mapping[Month, Worked]  # the latest month first


def mentor_for(asker: Person, public_id: str, today: date) -> Person:
    """A mentor whose picture the asker may see: oneself, for HR those of their departments.

    Raises NotFound.
    """
    found = db.session.scalar(sa.select(Person).where(Person.public_id == public_id))
    if found is None or not _reaches(asker, found, today):
        raise NotFound
    return found


def _reaches(asker: Person, mentor: Person, today: date) -> bool:
    if asker.id == mentor.id:
        return "M" in access.letters(asker, PAIRS)
    officers = access.visible_people(asker, PAIRS, today, but="MO")
    seen = sa.select(Person.id).where(Person.id == mentor.id, officers)
    return db.session.scalar(seen) is not None


def picture(mentor: Person, today: date) -> Picture:
    """What a mentor's work came to until today."""
    finished = _finished(mentor)
    timeliness = Timeliness.of(finished, today)
    return Picture(mentor, finished, timeliness, mentoring.hours_of_mentor(mentor.id))


def _finished(mentor: Person) -> list[Finished]:
    """The plans whose mentor this was on the day of the last gate, with the first certificate."""
    due = (
        sa.select(Plan.person_id, sa.func.max(PlanGate.due_on).label("due_on"))
        .join(PlanGate, PlanGate.plan_id == Plan.id)
        .where(
            Plan.person_id.in_(sa.select(Pair.apprentice_id).where(Pair.mentor_id == mentor.id)),
            ~sa.exists().where(CohortPlan.plan_id == Plan.id, CohortPlan.undone_at.is_not(None)),
        )
        .group_by(Plan.id, Plan.person_id)
        .subquery()
    )
    certified = (
        sa.select(sa.func.min(Certificate.issued_on))
        .where(
            Certificate.person_id == due.c.person_id,
            sa.func.coalesce(Certificate.last_act, "") != REVOKED,
        )
        .scalar_subquery()
    )
    rows = (
        sa.select(Person.name, due.c.due_on, certified)
        .join(due, due.c.person_id == Person.id)
        .join(Pair, sa.and_(Pair.apprentice_id == Person.id, Pair.mentor_id == mentor.id))
        .where(
            Pair.starts_on <= due.c.due_on,
            sa.or_(Pair.ends_on.is_(None), Pair.ends_on >= due.c.due_on),
        )
        .order_by(due.c.due_on.desc(), Person.id)
    )
    return [Finished(*row) for row in db.session.execute(rows)]
