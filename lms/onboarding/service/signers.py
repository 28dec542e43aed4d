"""Who signs what of a plan: the mentor of the moment, the department's lead, HR."""

from datetime import date

from lms.errors import N_, Forbidden
from lms.onboarding import queries
from lms.onboarding.domain import Capacity, SignOffProof, Subject
from lms.onboarding.models import Plan
from lms.people import access
from lms.people import queries as people
from lms.people.models import Person


def asked_of(plan: Plan, subject: Subject, subject_id: str) -> str:
    """As what something is signed: mentor, lead or hr; gates by the mentor."""
    task = queries.template_of(plan).task(subject_id)
    if subject is Subject.GATE or task is None:
        return Capacity.MENTOR
    return task.proof.capacity if isinstance(task.proof, SignOffProof) else Capacity.MENTOR


def must_be_signer(
    actor: Person, plan: Plan, today: date, asked: str = Capacity.MENTOR
) -> Capacity:
    """As what somebody signs what is `asked` of the mentor, the lead or HR.

    Of the mentors only the one of this moment; HR also in place of the lead; nobody their own plan.
    Raises Forbidden.
    """
    access.must_not_be_self(actor, plan.person_id)
    if asked != Capacity.MENTOR:
        capacity = queries.confirming_as(actor, plan.person, today)
        if capacity is None or (asked != Capacity.LEAD and capacity is Capacity.LEAD):
            raise Forbidden(N_("这一项由部门负责人或人事来签。"))
        return capacity
    mentor = people.mentor_of(plan.person_id, today)
    if mentor is None or mentor.id != actor.id:
        raise Forbidden(N_("只有现在的师父可以签字。师父换了人，请新师父来签。"))
    return Capacity.MENTOR
