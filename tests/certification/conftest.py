"""People who have proved everything, and certificates of theirs."""

from collections.abc import Collection
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.certification import queries, service
from lms.certification.domain import Facts
from lms.certification.models import Certificate
from lms.certification.queries import progress
from lms.db import db, write
from lms.people.models import Person

PROGRAMME = "service-representative"
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
EVERYTHING = Facts(
    courses=frozenset({"role-awareness"}),
    scores={"lost-parcel": 91},
    gates={"onboarding": frozenset({"gate-1", "gate-2", "gate-3"})},
)


@pytest.fixture
def proved(monkeypatch: pytest.MonkeyPatch) -> dict[int, Facts]:
    """Facts by person id that the programmes are measured against; nobody else has any."""
    facts: dict[int, Facts] = {}

    def facts_of(ids: Collection[int]) -> dict[int, Facts]:
        return {each: facts.get(each, Facts()) for each in ids}

    for place in (queries, progress):
        monkeypatch.setattr(place, "facts_of", facts_of)
    return facts


class Office:
    """Issues certificates to people who have proved everything."""

    def __init__(self, app: Flask, proved: dict[int, Facts]) -> None:
        self.app, self.proved = app, proved

    def issue(self, person: Person, today: date = TODAY, now: datetime = NOW) -> str:
        """The number of a certificate issued to a person."""
        self.proved[person.id] = EVERYTHING
        with self.app.app_context():
            own = db.session.get_one(Person, person.id)
            return write(service.issue, own, PROGRAMME, by=None, today=today, now=now).number

    def certificate(self, number: str) -> Certificate:
        """A certificate by its number, within the caller's context."""
        return db.session.scalars(sa.select(Certificate).where(Certificate.number == number)).one()


@pytest.fixture
def office(shipped: Flask, proved: dict[int, Facts]) -> Office:
    """Where certificates are issued."""
    return Office(shipped, proved)
