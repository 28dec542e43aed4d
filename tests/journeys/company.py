"""The people of the journeys: a small company, made by the services that people's clicks call."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from flask import Flask

from lms.db import db, write
from lms.onboarding import service as onboarding
from lms.people import passwords, queries, service
from lms.people.domain import Account, Role
from lms.people.models import Person
from tests.company import BEGINNING

PASSWORD = "西湖边的小龙井 2026"
KEPT = passwords.hashed(PASSWORD)
FIRST_DAY = date(2026, 3, 2)  # a Monday
MORNING = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # half past nine in Shanghai


class Staff:
    """Colleagues with an account and the password `PASSWORD`; named by their logins."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def join(
        self,
        login: str,
        name: str,
        *roles: Role,
        department: str = "客服一部",
        starts_on: date | None = None,
        language: str | None = None,
    ) -> None:
        """Somebody gets an account and sets the password."""
        with self._app.app_context():
            place = write(service.department_at, [department], now=BEGINNING)
            account = Account(
                login=login,
                name=name,
                employee_number=f"0{sum(login.encode())}",
                department_id=place.id,
                starts_on=starts_on,
                email=None,
                language=language,
            )
            made = write(service.create_person, None, account, roles, key=None, now=BEGINNING)
            slip = queries.open_slip(made.token, BEGINNING)
            write(service.enrol, slip, new_hash=KEPT, browser="", now=BEGINNING)

    def pair(self, mentor: str, apprentice: str, starts_on: date = FIRST_DAY) -> None:
        """Somebody gets a mentor."""
        with self._app.app_context():
            both = _of(mentor), _of(apprentice)
            write(service.pair_up, None, *both, starts_on=starts_on, now=BEGINNING)

    def begin(self, apprentice: str) -> None:
        """Somebody's plan starts."""
        with self._app.app_context():
            write(onboarding.start_plan, None, _of(apprentice), now=BEGINNING)


def _of(login: str) -> Person:
    return db.session.scalars(sa.select(Person).where(Person.login == login)).one()
