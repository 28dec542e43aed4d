"""Made-up colleagues: `company.person("lin", "trainee")` makes one who is ready to act."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from flask import Flask

from lms.db import db, write
from lms.people import vault
from lms.people.domain import folded
from lms.people.domain.second_factor import MUST_HAVE_ONE
from lms.people.models import Department, Pair, Person, RoleGrant, SecondFactor
from lms.people.names import pinyin_of
from lms.people.passwords import hashed
from lms.people.queries.second_factor import SECRET

FIRST_DAY = date(2026, 3, 2)
BEGINNING = datetime(2026, 3, 1, tzinfo=UTC)
SECRET_OF_ALL = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # shared with everybody's authenticator


def second_factor(person: Person) -> SecondFactor:
    """Two-step sign-in, on; the secret is `SECRET_OF_ALL`."""
    secret = vault.encrypted(SECRET_OF_ALL, SECRET, person.id)
    return SecondFactor(person_id=person.id, secret=secret, confirmed_at=BEGINNING)


class Company:
    """A small company; people and departments are made by name and only once."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def department(self, name: str = "客服一部", parent: str | None = None) -> int:
        """The id of a department."""
        with self.app.app_context():
            return write(self._department, name, parent)

    def _department(self, name: str, parent: str | None) -> int:
        found = db.session.scalar(sa.select(Department).where(Department.name == name))
        if found is None:
            above = self._department(parent, None) if parent else None
            found = Department(name=name, parent_id=above)
            db.session.add(found)
            db.session.flush()
        return found.id

    def person(
        self,
        login: str,
        *roles: str,
        name: str | None = None,
        department: str = "客服一部",
        starts_on: date = FIRST_DAY,
        status: str = "active",
    ) -> Person:
        """A colleague with these roles, detached: use its `id`, `public_id`, `login`, `name`."""
        with self.app.app_context():
            write(self._person, login, roles, name or login, department, starts_on, status)
            person = db.session.scalars(sa.select(Person).where(Person.login == login)).one()
            _ = person.roles, person.department
            db.session.expunge_all()
            return person

    def _person(self, login, roles, name, department, starts_on, status) -> None:
        number = f"T-{login}"
        person = Person(
            login=login,
            employee_number=number,
            employee_number_folded=folded(number),
            name=name,
            name_pinyin=pinyin_of(name),
            department_id=self._department(department, None),
            starts_on=starts_on,
            status=status,
            created_at=BEGINNING,
        )
        db.session.add(person)
        db.session.flush()
        for role in roles:
            db.session.add(RoleGrant(person_id=person.id, role=role, granted_at=BEGINNING))
        if MUST_HAVE_ONE & set(roles):
            db.session.add(second_factor(person))

    def password(self, person: Person, password: str) -> None:
        """Let a colleague sign in with a password."""
        kept = hashed(password)

        def keep() -> None:
            db.session.get_one(Person, person.id).password_hash = kept

        with self.app.app_context():
            write(keep)

    def leads(self, person: Person, department: str = "客服一部") -> None:
        """Make a colleague the lead of a department."""

        def lead() -> None:
            found = sa.select(Department).where(Department.name == department)
            db.session.scalars(found).one().lead_id = person.id

        with self.app.app_context():
            write(lead)

    def narrow(self, hr: Person, department: str) -> None:
        """Let an HR officer care for one department and those below it only."""
        department_id = self.department(department)

        def narrow() -> None:
            grants = sa.select(RoleGrant).where(
                RoleGrant.person_id == hr.id, RoleGrant.role == "hr"
            )
            db.session.scalars(grants).one().department_id = department_id

        with self.app.app_context():
            write(narrow)

    def pair(self, mentor: Person, apprentice: Person, starts_on: date = FIRST_DAY) -> int:
        """Make a mentor and an apprentice of two people; the id of the pair."""

        def make() -> int:
            pair = Pair(mentor_id=mentor.id, apprentice_id=apprentice.id, starts_on=starts_on)
            db.session.add(pair)
            db.session.flush()
            return pair.id

        with self.app.app_context():
            return write(make)
