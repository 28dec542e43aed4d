"""The audit trail: kept by the database, proved by its chain, read in words."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from lms.db import db, write
from lms.people import audit, service
from lms.people.domain import Role
from lms.people.models import AuditEvent, Person
from tests.conftest import counted_queries

NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)


@pytest.fixture
def hr(company):
    return company.person("zhao", "hr", name="赵静")


@pytest.fixture
def lin(company):
    return company.person("lin", "trainee", name="林晓")


@pytest.fixture
def trail(app, hr, lin):
    """Three events: suspended, reactivated, mentor."""

    def act():
        actor, person = (db.session.get_one(Person, p.id) for p in (hr, lin))
        service.suspend(actor, person, now=NOW)
        service.reactivate(actor, person, now=NOW)
        service.grant_role(actor, person, Role.MENTOR, now=NOW)

    with app.app_context():
        write(act)


def tamper(app, statement):
    """What somebody with the rights of an owner could do."""
    with app.app_context(), db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            kept = connection.exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
                "AND tbl_name = 'audit_event'"
            ).all()
            before = [f"DROP TRIGGER {row.name}" for row in kept]
            after = [row.sql for row in kept]
        else:
            before = ["ALTER TABLE audit_event DISABLE TRIGGER ALL"]
            after = ["ALTER TABLE audit_event ENABLE TRIGGER ALL"]
        for command in (*before, statement, *after):
            connection.exec_driver_sql(command)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor_id = NULL",
        "DELETE FROM audit_event",
        "UPDATE audit_event SET hash = 'x' WHERE id = 2",
    ],
)
def test_the_database_refuses_to_change_or_delete_events(app, trail, statement):
    with (
        app.app_context(),
        pytest.raises(DBAPIError, match="append-only"),
        db.engine.begin() as connection,
    ):
        connection.exec_driver_sql(statement)


FORGE = (
    "INSERT OR REPLACE INTO audit_event (id, at, kind, parameters, previous_hash, hash) "
    "SELECT {}, at, 'forged', parameters, {}, {} FROM audit_event WHERE id = 2"
)
WAYS_AROUND = {
    "sqlite": (
        FORGE.format("id", "'new'", "'new'"),
        FORGE.format(99, "previous_hash", "'new'"),
        FORGE.format(99, "'new'", "hash"),
    ),
    "postgresql": (
        "TRUNCATE audit_event",
        """INSERT INTO audit_event SELECT * FROM audit_event WHERE id = 2
        ON CONFLICT (id) DO UPDATE SET kind = 'forged'""",
    ),
}


def test_the_database_refuses_the_ways_around(app, trail):
    with app.app_context():
        for statement in WAYS_AROUND[db.engine.dialect.name]:
            with (
                pytest.raises(DBAPIError, match="append-only"),
                db.engine.begin() as connection,
            ):
                connection.exec_driver_sql(statement)


def test_a_whole_chain_holds(app, trail):
    answer = app.test_cli_runner().invoke(args=["audit", "verify"])

    assert answer.exit_code == 0
    assert "3 events hold; anchored from event 3 to 3." in answer.output


@pytest.mark.parametrize(
    ("statement", "first", "reason"),
    [
        ("UPDATE audit_event SET actor_id = NULL WHERE id = 2", 2, "content was changed"),
        ("UPDATE audit_event SET kind = 'person.created' WHERE id = 1", 1, "content was changed"),
        ("DELETE FROM audit_event WHERE id = 2", 3, "missing or moved"),
        ("DELETE FROM audit_event WHERE id = 1", 2, "missing or moved"),
        ("UPDATE audit_event SET id = 9 WHERE id = 1", 2, "missing or moved"),
        ("UPDATE audit_event SET previous_hash = 'x' WHERE id = 3", 3, "missing or moved"),
    ],
)
def test_a_broken_chain_is_named_at_its_first_break(app, trail, statement, first, reason):
    tamper(app, statement)
    answer = app.test_cli_runner().invoke(args=["audit", "verify"])

    assert answer.exit_code == 1
    assert f"audit_event {first}: " in answer.output
    assert reason in answer.output


def test_events_are_read_in_the_readers_language(lin, hr, trail, browser_of):
    assert "赵静给了林晓“师父”角色" in browser_of(hr).open(f"/people/{lin.public_id}").text
    assert "赵静停用了林晓的账号" in browser_of(lin).open("/account").text
    assert "師父" in browser_of(lin, language="zh-TW").open("/account/events").text
    assert "gave 林晓 the role" in browser_of(lin, language="en").open("/account/events").text


def test_a_name_changed_later_is_read_as_it_is_now(app, lin, hr, trail, browser_of):
    def rename():
        db.session.get_one(Person, hr.id).name = "赵静怡"

    with app.app_context():
        write(rename)

    assert "赵静怡停用了林晓的账号" in browser_of(lin).open("/account").text


def test_events_hold_no_names(app, trail):
    with app.app_context():
        events = db.session.scalars(sa.select(AuditEvent)).all()

    assert [event.parameters for event in events] == [{}, {}, {"role": "mentor"}]


def test_a_name_may_not_enter_an_event(app, lin):
    with app.app_context(), pytest.raises(ValueError, match="plain values"):
        audit.record("person.changed", actor=None, subject=None, now=NOW, fields=["name"])
    with app.app_context(), pytest.raises(KeyError):
        audit.record("nobody.registered-this", actor=None, subject=None, now=NOW)


def test_a_longer_trail_costs_no_more_queries(app, lin, hr, company, browser_of, trail):
    def cost():
        browser = browser_of(lin)
        browser.open("/account/events")
        with counted_queries(app) as statements:
            browser.client.get("/account/events")
        return len(statements)

    few = cost()
    chen = company.person("chen", "mentor", name="陈立")

    def act():
        actor, person, mentor = (db.session.get_one(Person, p.id) for p in (hr, lin, chen))
        for _ in range(8):
            service.suspend(actor, person, now=NOW)
            service.reactivate(actor, person, now=NOW)
        service.pair_up(actor, mentor, person, starts_on=NOW.date(), now=NOW)

    with app.app_context():
        write(act)

    assert "赵静请陈立做林晓的师父" in browser_of(lin).open("/account/events").text
    assert cost() == few + 1  # the mentor's name is looked up


def test_only_those_who_may_read_events_see_them(lin, company, trail, browser_of):
    chen = company.person("chen", "mentor")
    company.pair(chen, lin)

    assert "停用了" not in browser_of(chen).open(f"/people/{lin.public_id}").text
    browser_of(chen).open(f"/people/{lin.public_id}/events", status=403)
