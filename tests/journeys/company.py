"""The people of the journeys: a small company, made by the services that people's clicks call."""

from datetime import UTC, date, datetime
from itertools import count
from unittest.mock import patch

import sqlalchemy as sa
from flask import Flask

from lms.certification import queries as certification
from lms.certification.domain import Facts
from lms.certification.service import issue
from lms.db import db, write
from lms.library import queries as library
from lms.library.models import DocumentAuthor
from lms.onboarding import queries as onboarding_queries
from lms.onboarding import service as onboarding
from lms.onboarding.domain.cohort import Order
from lms.people import passwords, queries, service
from lms.people.domain import Account, Role
from lms.people.domain.second_factor import MUST_HAVE_ONE
from lms.people.models import Person
from tests.company import BEGINNING, second_factor

PASSWORD = "西湖边的小龙井，二零二六年的春茶"
KEPT = passwords.hashed(PASSWORD)
FIRST_DAY = date(2026, 3, 2)  # a Monday
MORNING = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # half past nine in Shanghai
PROGRAMME = "service-representative"
EVERYTHING = Facts(
    courses=frozenset({"role-awareness"}),
    scores={"lost-parcel": 91},
    gates={"onboarding": frozenset({"gate-1", "gate-2", "gate-3"})},
)


class Staff:
    """Colleagues with an account and the password `PASSWORD`; named by their logins."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._numbers = count(201)

    def join(
        self,
        login: str,
        name: str,
        *roles: Role,
        department: str = "客服一部",
        starts_on: date | None = None,
        language: str | None = None,
        email: str | None = None,
        is_set_up: bool = True,
    ) -> None:
        """Somebody gets an account and sets the password; officers also set up the second step."""
        with self._app.app_context():
            place = write(service.department_at, [department], now=BEGINNING)
            account = Account(
                login=login,
                name=name,
                employee_number=f"{next(self._numbers):04}",
                department_id=place.id,
                starts_on=starts_on,
                email=email,
                language=language,
            )
            made = write(service.create_person, None, account, roles, key=None, now=BEGINNING)
            slip = queries.open_slip(made.token, BEGINNING)
            write(service.enrol, slip, new_hash=KEPT, browser="", now=BEGINNING)
            if is_set_up and MUST_HAVE_ONE & set(roles):
                write(_share_a_secret, login)

    def pair(self, mentor: str, apprentice: str, starts_on: date = FIRST_DAY) -> None:
        """Somebody gets a mentor."""
        with self._app.app_context():
            both = person_of(mentor), person_of(apprentice)
            write(service.pair_up, None, *both, starts_on=starts_on, now=BEGINNING)

    def author(self, login: str, kind: str, name: str) -> None:
        """Somebody is one of the authors of a published document."""
        with self._app.app_context():
            number = library.published(kind, name).document_id
            row = DocumentAuthor(document_id=number, person_id=person_of(login).id)
            write(lambda: db.session.add(row))

    def begin(self, apprentice: str) -> None:
        """Somebody's plan starts."""
        with self._app.app_context():
            write(onboarding.start_plan, None, person_of(apprentice), now=BEGINNING)

    def begin_together(self, officer: str, *apprentices: str) -> str:
        """The plans of a cohort start; its public id."""
        with self._app.app_context():
            order = Order(FIRST_DAY, {person_of(login).public_id: "" for login in apprentices})
            key = "-".join(apprentices)
            cohort = write(
                onboarding.start_cohort, person_of(officer), order, key=key, now=BEGINNING
            )
            return cohort.public_id

    def put_off(self, officer: str, apprentice: str) -> str:
        """Somebody's plan is put off by a day and a second one later; the second move's id."""
        with self._app.app_context():
            plan = onboarding_queries.active_plan(person_of(apprentice).id)
            assert plan is not None
            asked = person_of(officer), [plan.public_id]
            write(onboarding.move_plans, *asked, 1, "Ill today", key="ill", now=BEGINNING)
            move = write(onboarding.move_plans, *asked, -1, "Well again", key="well", now=BEGINNING)
            return move.public_id

    def certify(self, login: str, on: date = FIRST_DAY) -> str:
        """Somebody who has proved everything elsewhere gets a certificate; its number."""
        with self._app.app_context():
            holder = person_of(login)
            with patch.object(certification, "facts_of", lambda _ids: {holder.id: EVERYTHING}):
                made = write(issue, holder, PROGRAMME, by=None, today=on, now=MORNING)
            return made.number


def _share_a_secret(login: str) -> None:
    db.session.add(second_factor(person_of(login)))


def person_of(login: str) -> Person:
    return db.session.scalars(sa.select(Person).where(Person.login == login)).one()
