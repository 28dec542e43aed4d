"""Who signs what of a plan: the mentor of the moment, the department's lead, HR."""

from datetime import date

from lms.errors import N_, Forbidden
from lms.onboarding import queries
from lms.onboarding.domain import Capacity, Owner, SignOffProof, Subject
from lms.onboarding.models import Plan
from lms.people import access
from lms.people import queries as people
from lms.people.models import Person


def asked_of(plan: Plan, subject: Subject, subject_id: str) -> tuple[str, Owner | None]:
    """As what something is signed: mentor, lead or hr, gates by the mentor; and the substitute."""
    task = queries.template_of(plan).task(subject_id)
    if subject is Subject.GATE or task is None:
        return Capacity.MENTOR, None
    if isinstance(task.proof, SignOffProof):
        return task.proof.capacity, task.substitute
    return Capacity.MENTOR, None


def must_be_signer(
    actor: Person,
    plan: Plan,
    today: date,
    asked: str = Capacity.MENTOR,
    substitute: Owner | None = None,
) -> Capacity:
    """As what somebody signs what is `asked` of the mentor, the lead or HR.

    Of the mentors only the one of this moment; HR also in place of the lead; the substitute while
    nobody is there who is asked; nobody their own plan. Raises Forbidden.
    """
    access.must_not_be_self(actor, plan.person_id)
    if substitute is not None and asked in queries.signers_away(plan.person, today):
        capacity = queries.may_confirm(actor, plan, substitute, today)
        if capacity is not None:
            return capacity
    if asked != Capacity.MENTOR:
        capacity = queries.confirming_as(actor, plan.person, today)
        if capacity is None or (asked != Capacity.LEAD and capacity is Capacity.LEAD):
            raise Forbidden(N_("这一项由部门负责人或人事来签。"))
        return capacity
    mentor = people.mentor_of(plan.person_id, today)
    if mentor is None or mentor.id != actor.id:
        raise Forbidden(N_("只有现在的师父可以签字。师父换了人，请新师父来签。"))
    return Capacity.MENTOR
