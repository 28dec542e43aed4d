"""Certificates are issued exactly once, with numbers that have no gap and are never used again."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.certification import commands, queries, service
from lms.certification.models import Certificate
from lms.certification.service import issuing
from lms.db import db, write
from lms.errors import Invalid, NotFound
from lms.jobs.service import handlers
from lms.messages.models import Message
from lms.people.models import AuditEvent, Person
from tests.certification.conftest import EVERYTHING, NOW, PROGRAMME, TODAY, Office
from tests.company import Company


def numbers() -> list[str]:
    return list(db.session.scalars(sa.select(Certificate.number).order_by(Certificate.id)))


def test_a_certificate_says_what_was_proved(office: Office, company: Company):
    lin = company.person("lin", "trainee", name="林晓")
    number = office.issue(lin)

    with office.app.app_context():
        certificate = office.certificate(number)
        assert certificate.number == "KF-2026-000001"
        assert certificate.expires_on == date(2028, 11, 19)
        assert certificate.snapshot["name"] == "林晓"
        assert certificate.snapshot["evidence"]["scores"] == {"lost-parcel": 91}


def test_asking_twice_gives_the_same_certificate(office: Office, company: Company):
    lin = company.person("lin", "trainee")

    assert office.issue(lin) == office.issue(lin)


def test_a_hundred_requests_at_once_make_one_certificate(office: Office, company: Company):
    lin = company.person("lin", "trainee")
    with ThreadPoolExecutor(20) as pool:
        issued = set(pool.map(lambda _: office.issue(lin), range(100)))

    with office.app.app_context():
        assert len(issued) == 1
        assert numbers() == ["KF-2026-000001"]


def test_numbers_have_no_gaps_when_many_are_issued_at_once(office: Office, company: Company):
    people = [company.person(f"p{number}", "trainee") for number in range(24)]
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(office.issue, people))

    with office.app.app_context():
        assert sorted(numbers()) == [f"KF-2026-{n:06}" for n in range(1, 25)]


def test_a_refused_certificate_uses_up_no_number(office: Office, company: Company):
    with office.app.app_context():
        nobody = db.session.get_one(Person, company.person("lin", "trainee").id)
        with pytest.raises(Invalid, match="条件还没有全部达到"):
            write(service.issue, nobody, PROGRAMME, by=None, today=TODAY, now=NOW)

    assert office.issue(company.person("zhou", "trainee")) == "KF-2026-000001"


def test_every_year_counts_anew(office: Office, company: Company):
    office.issue(company.person("a", "trainee"), today=date(2026, 12, 31))

    assert office.issue(company.person("b", "trainee"), today=date(2027, 1, 1)) == "KF-2027-000001"
    assert (
        office.issue(company.person("c", "trainee"), today=date(2026, 12, 31)) == "KF-2026-000002"
    )


def test_a_suspended_account_gets_none(office: Office, company: Company):
    gone = company.person("gone", "trainee", status="suspended")

    with pytest.raises(Invalid, match="停用"):
        office.issue(gone)


def test_an_unknown_programme_is_not_found(office: Office, company: Company):
    with office.app.app_context():
        lin = db.session.get_one(Person, company.person("lin", "trainee").id)
        with pytest.raises(NotFound):
            write(service.issue, lin, "no-such", by=None, today=TODAY, now=NOW)


def test_issuing_leaves_an_event_and_a_message(office: Office, company: Company):
    lin = company.person("lin", "trainee")
    number = office.issue(lin)

    with office.app.app_context():
        event = db.session.scalars(
            sa.select(AuditEvent).where(AuditEvent.kind == "certificate.issued")
        ).one()
        assert (event.subject_id, event.parameters["number"]) == (lin.id, number)
        told = db.session.scalars(sa.select(Message).where(Message.person_id == lin.id)).one()
        assert told.link == f"/certificates/{number}"


def test_a_name_that_cannot_be_printed_blocks_nothing_but_the_print(
    office: Office, company: Company, browser_of
):
    hr = company.person("hr", "hr")
    rare = company.person("rare", "trainee", name="王\U0002a6a5")
    number = office.issue(rare)

    with office.app.app_context():
        told = db.session.scalars(sa.select(Message).where(Message.person_id == hr.id)).one()
        assert told.link == f"/certificates/{number}"
        assert office.certificate(number).unprintable == "\U0002a6a5"
    page = browser_of(rare).open(f"/certificates/{number}.pdf", status=409)
    assert "\U0002a6a5" in page.text


def test_the_job_issues_what_is_due_and_then_nothing(
    office: Office, company: Company, proved: dict, monkeypatch: pytest.MonkeyPatch
):
    people = [company.person(f"p{n}", "trainee") for n in range(3)]
    monkeypatch.setattr(issuing, "_candidates", lambda _: [p.id for p in people])
    proved.update({p.id: EVERYTHING for p in people[:2]})

    with office.app.app_context():
        assert commands.issue_due() == 2
        assert len(numbers()) == 2
        commands.issue_due()
        assert len(numbers()) == 2


def test_the_job_looks_at_everybody_active_where_neither_course_nor_gate_is_asked_for(
    office: Office, company: Company
):
    lin, _ = company.person("lin", "trainee"), company.person("x", "trainee", status="suspended")
    with office.app.app_context():
        whole = queries.programmes()[0]
        course, scenario, gates = whole.requirements

        for narrowing in (course, gates):
            assert issuing._candidates(replace(whole, requirements=(narrowing, scenario))) == []
        assert issuing._candidates(replace(whole, requirements=(scenario,))) == [lin.id]


def test_the_job_repeats_every_minute(app: Flask):
    assert handlers(app)[service.ISSUE_DUE].every == 60


def test_the_database_itself_refuses_a_second_one(office: Office, company: Company):
    lin = company.person("lin", "trainee")
    number = office.issue(lin)

    with office.app.app_context():
        first = office.certificate(number)
        again = {c.name: getattr(first, c.name) for c in Certificate.__table__.columns}
        del again["id"]
        changed = again | {"number": "KF-2026-000099", "sequence": 99, "public_id": "x" * 12}
        with pytest.raises(sa.exc.IntegrityError), db.engine.begin() as connection:
            connection.execute(sa.insert(Certificate).values(changed))


def test_valid_to_the_last_day(office: Office, company: Company):
    number = office.issue(company.person("lin", "trainee"))

    with office.app.app_context():
        last = office.certificate(number).expires_on
        assert last + timedelta(days=1) == date(2028, 11, 20)
