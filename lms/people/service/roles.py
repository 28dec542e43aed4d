"""Roles: giving and taking them."""

from datetime import datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_, Forbidden, Stale
from lms.people import access, audit
from lms.people.domain import EndReason, Role, Status, grantable
from lms.people.models import Pair, Person, RoleGrant
from lms.people.service.sessions import end_all_sessions, renew_all_sessions


def grant_role(
    actor: Person | None,
    person: Person,
    role: Role,
    *,
    department_id: int | None = None,
    now: datetime,
) -> Person:
    """Give somebody a role from the next request on; `department_id` narrows HR to a subtree.

    Holding it already changes nothing. Raises Forbidden for oneself or a role not the actor's to
    give.
    """
    _check_may_give(actor, person, role)
    lock(person)
    if _in_force(person, role) is None:
        db.session.add(
            RoleGrant(
                person_id=person.id,
                role=role,
                department_id=department_id if role is Role.HR else None,
                granted_at=now,
                granted_by_id=actor.id if actor else None,
            )
        )
        _forget_roles(person)
        renew_all_sessions(person)
        audit.record("role.granted", actor=actor, subject=person, now=now, role=str(role))
    return person


def revoke_role(actor: Person, person: Person, role: Role, *, now: datetime) -> Person:
    """Take a role away; the person's sessions end.

    Raises Forbidden for oneself or a role not the actor's to take; Stale for the last
    administrator, or a mentor who still has apprentices.
    """
    _check_may_give(actor, person, role)
    lock(person)
    grant = _in_force(person, role)
    if grant is None:
        return person
    if role is Role.ADMIN:
        check_an_administrator_stays(person)
    if role is Role.MENTOR:
        _check_has_no_apprentices(person)
    grant.revoked_at, grant.revoked_by_id = now, actor.id
    _forget_roles(person)
    end_all_sessions(person, EndReason.ROLE, now=now)
    audit.record("role.revoked", actor=actor, subject=person, now=now, role=str(role))
    return person


def begin_training(person: Person, *, now: datetime) -> None:
    """Note that a trainee's plan has started: nobody need think of starting one any more."""
    grant = _in_force(person, Role.TRAINEE)
    if grant is not None and grant.begun_at is None:
        grant.begun_at = now


def forget_training(person: Person, *, begun_at: datetime) -> None:
    """Take back that a trainee's training has begun, if it began at this instant."""
    grant = _in_force(person, Role.TRAINEE)
    if grant is not None and grant.begun_at == begun_at:
        grant.begun_at = None


def check_an_administrator_stays(leaving: Person) -> None:
    """Somebody else must be able to administer the product.

    Raises Stale when this is the last active administrator.
    """
    in_force = sa.select(RoleGrant.person_id).where(
        RoleGrant.role == Role.ADMIN, RoleGrant.revoked_at.is_(None)
    )
    holders = db.session.scalars(in_force.order_by(RoleGrant.id).with_for_update()).all()
    others = sa.select(Person.id).where(
        Person.id.in_(holders), Person.id != leaving.id, Person.status == Status.ACTIVE
    )
    if db.session.scalar(others.limit(1)) is None:
        raise Stale(N_("这是最后一位管理员。请先让另一位同事成为管理员。"))


def _check_may_give(actor: Person | None, person: Person, role: Role) -> None:
    if actor is None:  # the command line, where the first administrator is made
        return
    access.must_not_be_self(actor, person.id)
    if not grantable(actor.roles, role):
        raise Forbidden(N_("人事只能给和收“学员”“师父”两种角色，其他角色请找管理员。"))


def _in_force(person: Person, role: Role) -> RoleGrant | None:
    return db.session.scalar(
        sa.select(RoleGrant).where(
            RoleGrant.person_id == person.id,
            RoleGrant.role == role,
            RoleGrant.revoked_at.is_(None),
        )
    )


def _forget_roles(person: Person) -> None:
    db.session.flush()  # what follows in this transaction must see the roles as they are now
    db.session.expire(person, ["grants"])


def _check_has_no_apprentices(mentor: Person) -> None:
    open_pairs = sa.select(sa.func.count()).where(
        Pair.mentor_id == mentor.id, Pair.ends_on.is_(None)
    )
    count = db.session.scalar(open_pairs)
    if count:
        raise Stale(N_("这位师父还带着 %(count)s 位徒弟，请先结束这些带教。"), count=count)
