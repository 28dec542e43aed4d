"""The demo company before its first trainee: departments, colleagues, how accounts are opened.

Calls the services that people's clicks call; never commits.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from lms.db import db
from lms.operations.demo import cast
from lms.operations.demo.characters import Colleague, Trainee
from lms.people import queries, service
from lms.people.domain import Account, Role
from lms.people.models import Department, Person

BROWSER = "Chrome · Windows"
DOMAIN = "shitu.example"
ENROLLED_AFTER, NEXT_COLLEAGUE = timedelta(minutes=20), timedelta(minutes=45)
SIGNED_IN = timedelta(minutes=12)


def found(password_hash: str, *, now: datetime) -> None:
    """Make the departments and the colleagues who were there before the first trainee.

    Nothing happens when they are there already.
    """
    if queries.by_login(cast.ADMINISTRATOR) is not None:
        return
    departments = {
        name: service.create_department(
            None, name=name, parent_id=None, lead_id=None, key=None, now=now
        )
        for name in cast.LEADS
    }
    administrator: Person | None = None
    for colleague in cast.COLLEAGUES:
        department = departments[colleague.department]
        made = employ(administrator, colleague, department, password_hash, now=now)
        administrator = administrator or made
        now += NEXT_COLLEAGUE
    if administrator is not None:
        _name_leads(administrator, departments, now)


def _name_leads(
    administrator: Person, departments: Mapping[str, Department], now: datetime
) -> None:
    for name, login in cast.LEADS.items():
        service.change_department(
            administrator,
            departments[name],
            name=name,
            parent_id=None,
            lead_id=person_of(login).id,
            now=now,
        )


def employ(
    actor: Person | None,
    colleague: Colleague,
    department: Department,
    password_hash: str,
    *,
    now: datetime,
) -> Person:
    """Open the account of a colleague, who sets the password soon after."""
    made = _open(actor, _account(colleague, department.id, None), colleague.role, now)
    enrol(made.token, password_hash, now=now + ENROLLED_AFTER)
    return made.person


def hire(officer: Person, trainee: Trainee, first_day: date, *, now: datetime) -> str:
    """Open the account of a new trainee; the secret of the enrolment slip."""
    wanted = sa.select(Department.id).where(Department.name == trainee.department)
    account = _account(trainee, db.session.scalars(wanted).one(), first_day)
    return _open(officer, account, Role.TRAINEE, now).token


def _account(member: Colleague | Trainee, department_id: int, first_day: date | None) -> Account:
    return Account(
        login=member.login,
        employee_number=member.number,
        name=member.name,
        department_id=department_id,
        starts_on=first_day,
        email=f"{member.login}@{DOMAIN}",
        language=None,
    )


def _open(actor: Person | None, account: Account, role: Role, now: datetime) -> service.Created:
    key = f"demo-{account.login}"
    made = service.create_person(actor, account, [role], key=key, now=now)
    made.person.is_demo = True
    return made


def enrol(token: str, password_hash: str, *, now: datetime) -> None:
    """Set the password by an enrolment slip, and leave the account signed out."""
    slip = queries.open_slip(token, now)
    entered = service.enrol(slip, new_hash=password_hash, browser=BROWSER, now=now)
    session = queries.live_session(entered, now) if entered else None
    if session is not None:
        service.sign_out(session.row(), now=now + SIGNED_IN)


def person_of(login: str) -> Person:
    """Somebody of the demo company."""
    return db.session.scalars(sa.select(Person).where(Person.login == login)).one()
