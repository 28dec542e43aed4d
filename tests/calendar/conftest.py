"""Fixtures of the tests of calendars."""

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.people.models import Person
from tests.onboarding.conftest import begun
from tests.onboarding.kit import Kit

__all__ = ["begun", "kit", "lin"]


@pytest.fixture
def kit(begun: Kit) -> Kit:
    """A company with a trainee whose plan begins today."""
    return begun


@pytest.fixture
def lin(kit: Kit) -> Person:
    """The trainee."""
    with kit.app.app_context():
        person = db.session.scalars(sa.select(Person).where(Person.login == "lin")).one()
        _ = person.roles, person.department
        db.session.expunge_all()
        return person
