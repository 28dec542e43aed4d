"""Fixtures of the tests of reports."""

from datetime import date

import pytest

from lms.db import db, write
from lms.onboarding import service
from lms.onboarding.domain.cohort import Order
from lms.people.models import Person
from tests.onboarding.kit import Kit, at

MONDAY = date(2026, 3, 2)


class Cohort:
    """Six newcomers who began together on Monday: three with one mentor, three with another."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.hr = kit.company.person("hr", "hr", name="赵静")
        self.chen, self.wu = kit.mentor(), kit.mentor("wu")
        self.people = [
            kit.company.person(f"new{n}", "trainee", name=f"新人{n}", starts_on=MONDAY)
            for n in range(6)
        ]
        kit.go(MONDAY)
        self.id = self._start()

    def _start(self) -> str:
        order = Order(
            MONDAY,
            {
                one.public_id: (self.chen if n < 3 else self.wu).public_id
                for n, one in enumerate(self.people)
            },
        )
        with self.kit.app.app_context():
            hr = db.session.get_one(Person, self.hr.id)
            return write(service.start_cohort, hr, order, key="cohort", now=at(MONDAY)).public_id

    @property
    def page(self) -> str:
        """Where its matrix is."""
        return f"/reports/cohorts/{self.id}"


@pytest.fixture
def kit(app, company, at) -> Kit:
    """A company with content and calendar; `kit.go(day)` sets the clock."""
    return Kit(app, company, at)


@pytest.fixture
def cohort(kit: Kit) -> Cohort:
    """Six newcomers on their first day."""
    return Cohort(kit)
