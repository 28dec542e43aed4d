"""Reading what gates need besides evidence: statements, and second signatures."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms.db import db
from lms.errors import N_, Forbidden, NotFound
from lms.onboarding import seconds
from lms.onboarding.domain import Capacity
from lms.onboarding.domain.statement import Statement, Words
from lms.onboarding.models import GateStatement, Plan, PlanGate, SignOff
from lms.onboarding.queries.radar import GateDue, gates_of
from lms.people import access
from lms.people import queries as people
from lms.people.domain import Role, Status
from lms.people.models import Department, Person

MOST_WAITING = 50
MOST_SECONDS = 5  # on a mentor's home


def gate_row(plan_id: int, gate: str) -> PlanGate:
    """A gate of a plan as it is stored."""
    wanted = sa.select(PlanGate).where(PlanGate.plan_id == plan_id, PlanGate.gate == gate)
    return db.session.scalars(wanted).one()


def statements_of(plan_id: int, gate: str) -> list[Statement]:
    """What the trainee said of a gate, in the order in which it was said; a draft is the last."""
    wanted = (
        sa.select(GateStatement)
        .where(GateStatement.plan_id == plan_id, GateStatement.gate == gate)
        .order_by(GateStatement.number)
    )
    return [
        Statement(
            number=row.number,
            words=Words(row.done, row.learnt, row.lacking, row.ahead),
            saved_at=row.saved_at,
            sent_at=row.sent_at,
        )
        for row in db.session.scalars(wanted)
    ]


def last_statement(plan_id: int, gate: str) -> Statement | None:
    """What the trainee said last of a gate, perhaps still a draft."""
    return next(reversed(statements_of(plan_id, gate)), None)


def last_sent(plan_id: int, gate: str) -> Statement | None:
    """The statement on a gate that the trainee has sent last."""
    sent = [one for one in statements_of(plan_id, gate) if one.sent_at]
    return sent[-1] if sent else None


def statement_row(plan_id: int, gate: str, number: int) -> GateStatement:
    """A statement as it is stored."""
    return db.session.scalars(
        sa.select(GateStatement).where(
            GateStatement.plan_id == plan_id,
            GateStatement.gate == gate,
            GateStatement.number == number,
        )
    ).one()


def confirming_as(actor: Person, person: Person, today: date) -> Capacity | None:
    """As what somebody may sign beside the mentor of a person: lead, deputy, or not at all."""
    if actor.id == person.id:
        return None
    led = sa.select(Department.id).where(Department.lead_id == actor.id)
    below = sa.select(Person.id).where(
        Person.id == person.id, Person.department_id.in_(access.subtree(led))
    )
    if access.leads_a_department(actor) and db.session.scalar(below) is not None:
        return Capacity.LEAD
    if Role.HR in actor.roles and access.may_about(actor, "signoff.give", person, today):
        return Capacity.DEPUTY
    return None


def seconding_as(actor: Person, person: Person, today: date) -> Capacity | None:
    """As what somebody may sign where another mentor is asked for: peer, deputy, or not at all."""
    if actor.id == person.id:
        return None
    if seconds.may_give(actor, today):
        return Capacity.PEER
    is_officer = Role.HR in actor.roles and access.may_about(actor, "signoff.give", person, today)
    return Capacity.DEPUTY if is_officer else None


def must_be_confirmer(
    actor: Person, plan: Plan, gate_id: str, capacity: Capacity, today: date
) -> None:
    """Only the department's lead confirms, or another mentor where one is asked for.

    HR stands in for both; nobody confirms their own gate. Raises Forbidden.
    """
    access.must_not_be_self(actor, plan.person_id)
    if needs_peer(plan.id, gate_id):
        if seconding_as(actor, plan.person, today) is not capacity:
            raise Forbidden(N_("这一关由另一位校准过的师父会签，人事可以代签。"))
    elif confirming_as(actor, plan.person, today) is not capacity:
        raise Forbidden(N_("会签由部门负责人来办，人事可以代签。"))


def needs_peer(plan_id: int, gate: str) -> bool:
    """Whether a gate takes the signature of another mentor."""
    wanted = sa.select(PlanGate.needs_peer).where(
        PlanGate.plan_id == plan_id, PlanGate.gate == gate
    )
    return bool(db.session.scalar(wanted))


def waiting_second(actor: Person, public_id: str, today: date) -> SignOff:
    """A mentor's signature that waits for another mentor's: the actor may give it.

    Raises NotFound for every other.
    """
    wanted = _seconds_waiting(actor).where(SignOff.public_id == public_id)
    found = db.session.scalar(wanted) if seconds.may_give(actor, today) else None
    if found is None:
        raise NotFound
    return found


def seconds_waiting(actor: Person, today: date) -> Sequence[SignOff]:
    """The signatures that wait for another mentor's, the longest waiting first."""
    if not seconds.may_give(actor, today):
        return ()
    return db.session.scalars(
        _seconds_waiting(actor).order_by(SignOff.at).limit(MOST_SECONDS)
    ).all()


def _seconds_waiting(actor: Person) -> sa.Select[SignOff]:
    return (
        sa.select(SignOff)
        .join(PlanGate, PlanGate.waits_on_id == SignOff.id)
        .join(SignOff.plan)
        .join(Plan.person)
        .where(
            PlanGate.waits_on_id.is_not(None),
            PlanGate.needs_peer,
            Plan.ended_at.is_(None),
            Plan.person_id != actor.id,
            SignOff.by_id != actor.id,
            Person.status == Status.ACTIVE,
        )
        .options(contains_eager(SignOff.plan).contains_eager(Plan.person))
    )


def officers_for(person: Person, today: date, *, but: int) -> list[Person]:
    """The HR officers who may stand in for the lead of somebody; `but`: one who does not count."""
    officers = sa.select(Person).where(
        Person.id.in_(people.holders(Role.HR)),
        Person.status == Status.ACTIVE,
        Person.id.not_in([person.id, but]),
    )
    return [
        officer
        for officer in db.session.scalars(officers)
        if access.may_about(officer, "signoff.give", person, today)
    ]


def waiting_to_be_confirmed(asker: Person, today: date) -> Sequence[GateDue]:
    """The gates that wait for the asker's counter-signature, the longest waiting first."""
    reach = access.visible_people(asker, "signoff.give", today, but="M")
    wanted = (
        sa.select(PlanGate.plan_id, PlanGate.gate)
        .join(Plan, Plan.id == PlanGate.plan_id)
        .join(Plan.person)
        .join(SignOff, SignOff.id == PlanGate.waits_on_id)
        .where(
            PlanGate.waits_on_id.is_not(None),
            sa.true() if Role.HR in asker.roles else sa.not_(PlanGate.needs_peer),
            Plan.ended_at.is_(None),
            Plan.person_id != asker.id,
            SignOff.by_id != asker.id,
            Person.status == Status.ACTIVE,
            reach,
        )
        .order_by(SignOff.at, SignOff.id)
        .limit(MOST_WAITING)
    )
    return gates_of([(plan_id, gate) for plan_id, gate in db.session.execute(wanted)], today)
