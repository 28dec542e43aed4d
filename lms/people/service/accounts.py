"""Accounts: opening, changing, suspending, reactivating."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from lms.db import db, lock
from lms.errors import N_, Forbidden
from lms.people import access, audit
from lms.people.domain import (
    Account,
    EndReason,
    Facts,
    PasswordDue,
    Role,
    Status,
    WrongField,
    folded,
    looks,
    may_suspend,
)
from lms.people.models import Department, Person, SignInSession
from lms.people.names import pinyin_of, words_of_person
from lms.people.service.enrolment import issue_slip
from lms.people.service.reset import end_ways_in
from lms.people.service.roles import check_an_administrator_stays, grant_role
from lms.people.service.sessions import end_all_sessions


@dataclass(frozen=True, slots=True)
class Created:
    """A new account and the secret of its enrolment slip, shown once and kept nowhere."""

    person: Person
    token: str


def create_person(
    actor: Person | None, account: Account, roles: Iterable[Role], *, key: str | None, now: datetime
) -> Created:
    """Open an account without a password, with its roles and an enrolment slip.

    The same key again gives the same account and a new slip. Raises WrongField for a login or
    number that somebody has, Forbidden for a role or department that is not the actor's to give.
    """
    person = _made_before(key)
    if person is None:
        person = _open_account(actor, account, key, now)
        for role in sorted(roles):
            grant_role(actor, person, role, now=now)
    return Created(person, issue_slip(actor, person, now=now))


def _made_before(key: str | None) -> Person | None:
    if key is None:
        return None
    return db.session.scalar(sa.select(Person).where(Person.creation_key == key))


def _open_account(actor: Person | None, account: Account, key: str | None, now: datetime) -> Person:
    _check_login_is_free(account.login)
    _check_number_is_free(account.employee_number, None)
    check_department_is_open_to(actor, account.department_id, "person.create")
    person = Person(
        creation_key=key,
        login=account.login,
        email=account.email,
        language=account.language,
        created_at=now,
    )
    _put_facts(person, account)
    db.session.add(person)
    db.session.flush()  # the audit event needs the new person's id
    audit.record("person.created", actor=actor, subject=person, now=now)
    return person


def change_person(actor: Person, person: Person, facts: Facts, *, now: datetime) -> Person:
    """Change what is kept about somebody else.

    Raises WrongField for a number that somebody has, Forbidden for one's own record or a department
    that is not the actor's.
    """
    access.must_not_be_self(actor, person.id)
    lock(person)
    _check_number_is_free(facts.employee_number, person.id)
    if facts.department_id != person.department_id:
        check_department_is_open_to(actor, facts.department_id, "person.edit")
    changed = _changed_fields(person, facts)
    if changed:
        _put_facts(person, facts)
        audit.record(
            "person.changed", actor=actor, subject=person, now=now, fields=",".join(changed)
        )
    return person


def change_email(
    person: Person,
    email: str | None,
    session: SignInSession,
    *,
    wants_mail: bool = True,
    now: datetime,
) -> Person:
    """Change one's own address, and whether messages go there; a new address ends other sessions.

    Links that were mailed to the address of before stop working.
    """
    lock(person)
    changed = [
        field
        for field, is_new in (
            ("email", person.email != email),
            ("wants_mail", person.wants_mail != wants_mail),
        )
        if is_new
    ]
    person.email, person.wants_mail = email, wants_mail
    if "email" in changed:
        end_all_sessions(person, EndReason.ENDED, now=now, but=session)
        end_ways_in(person, now)
    if changed:
        audit.record(
            "person.changed", actor=person, subject=person, now=now, fields=",".join(changed)
        )
    return person


def set_temporary_password(person: Person, new_hash: str, *, now: datetime) -> Person:
    """Set a password from the command line, to be changed at the first sign-in; sessions end."""
    lock(person)
    person.password_hash = new_hash
    person.password_due = None if person.is_demo else PasswordDue.TEMPORARY
    end_all_sessions(person, EndReason.PASSWORD, now=now)
    end_ways_in(person, now)
    audit.record("password.set", actor=None, subject=person, now=now)
    return person


def choose_language(person: Person, language: str | None) -> Person:
    """Keep the language that somebody wants to read; None: what the browser asks for."""
    lock(person)
    person.language = language
    return person


def suspend(actor: Person, person: Person, *, now: datetime) -> Person:
    """Keep somebody out from now on; all sessions end.

    Raises Forbidden for oneself or one whom the actor may not suspend, Stale for the last
    administrator.
    """
    _check_may_suspend(actor, person)
    lock(person)
    if person.is_active:
        if Role.ADMIN in person.roles:
            check_an_administrator_stays(person)
        person.status = Status.SUSPENDED
        end_all_sessions(person, EndReason.SUSPENDED, now=now)
        audit.record("person.suspended", actor=actor, subject=person, now=now)
    return person


def reactivate(actor: Person, person: Person, *, now: datetime) -> Person:
    """Let somebody in again, with the password of before.

    Raises Forbidden for oneself or one whom the actor may not suspend.
    """
    _check_may_suspend(actor, person)
    lock(person)
    if not person.is_active:
        person.status = Status.ACTIVE
        audit.record("person.reactivated", actor=actor, subject=person, now=now)
    return person


def _check_may_suspend(actor: Person, person: Person) -> None:
    access.must_not_be_self(actor, person.id)
    if not may_suspend(actor.roles, person.roles):
        raise Forbidden(N_("人事和管理员的账号由管理员停用和恢复。"))


def check_department_is_open_to(actor: Person | None, department_id: int, permission: str) -> None:
    """Whether a department exists and the actor may put people into it.

    Raises WrongField when not; the command line (no actor) may use any.
    """
    reach = access.visible_departments(actor, permission) if actor else sa.true()
    found = sa.select(Department.id).where(Department.id == department_id, reach)
    if db.session.scalar(found) is None:
        raise WrongField("department", N_("请从列表中选一个部门。"))


def _check_login_is_free(login: str) -> None:
    if db.session.scalar(sa.select(Person.id).where(Person.login == login)) is not None:
        raise WrongField("login", N_("登录名 %(login)s 已经有人用了，请换一个。"), login=login)
    if _looks_like(Person.login_looks, login) is not None:
        raise WrongField(
            "login",
            N_("已有一个登录名和 %(login)s 看起来几乎一样，容易认错；请换一个。"),
            login=login,
        )


def _check_number_is_free(number: str, own_id: int | None) -> None:
    taken = sa.select(Person.id).where(Person.employee_number_folded == folded(number))
    if db.session.scalar(taken) not in (None, own_id):
        raise WrongField(
            "employee_number", N_("工号 %(number)s 已经有人用了，请核对。"), number=number
        )
    if _looks_like(Person.employee_number_looks, number) not in (None, own_id):
        raise WrongField(
            "employee_number",
            N_("已有一个工号和 %(number)s 看起来几乎一样（例如数字 0 和字母 O）；请核对。"),
            number=number,
        )


def _looks_like(column: InstrumentedAttribute[str | None], text: str) -> int | None:
    return db.session.scalar(sa.select(Person.id).where(column == looks(text)).limit(1))


def _changed_fields(person: Person, facts: Facts) -> list[str]:
    pairs = {
        "name": (person.name, facts.name),
        "employee_number": (person.employee_number, facts.employee_number),
        "department": (person.department_id, facts.department_id),
        "starts_on": (person.starts_on, facts.starts_on),
    }
    return [field for field, (before, after) in pairs.items() if before != after]


def _put_facts(person: Person, facts: Facts) -> None:
    person.name, person.name_pinyin = facts.name, pinyin_of(facts.name)
    person.employee_number = facts.employee_number
    person.employee_number_folded = folded(facts.employee_number)
    person.employee_number_looks = looks(facts.employee_number)
    person.department_id = facts.department_id
    person.starts_on = facts.starts_on
    person.words = words_of_person(person.name, person.login, person.employee_number)
