"""When the database takes nothing or does not answer: texts are given back, reading goes on."""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.db import db, sqlite, transactions
from lms.mentoring.models import ObservationRecord
from lms.people.models import AccessLook, Pair
from tests.onboarding.conftest import kit

__all__ = ["kit"]

MONDAY = date(2026, 3, 2)
FACT = '客户问了两遍，他先道歉再查单。\n<b>语速</b>不快，"工单"也录全了。'
SOON = 0.3  # seconds of patience, so that tests need none


@contextmanager
def nothing_can_be_written(app: Flask) -> Iterator[None]:
    """Another program holds SQLite; PostgreSQL takes no writes."""
    with app.app_context():
        engine = db.engine
    blocked = _held(engine) if engine.dialect.name == "sqlite" else _read_only(engine)
    with blocked:
        yield


@contextmanager
def _held(engine: sa.Engine) -> Iterator[None]:
    with closing(sqlite.connect(engine.url.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def _read_only(engine: sa.Engine) -> Iterator[None]:
    def switch(words: str) -> None:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET default_transaction_read_only = off")
            connection.exec_driver_sql(f"ALTER ROLE CURRENT_USER {words}")
        engine.dispose()  # what is set for a role counts for new connections

    switch("SET default_transaction_read_only = on")
    try:
        yield
    finally:
        switch("RESET default_transaction_read_only")


@contextmanager
def nobody_answers() -> Iterator[None]:
    """The database does not answer, not even who is signed in."""

    def broken(*_: object) -> None:
        raise sa.exc.OperationalError("SELECT", None, Exception("connection refused"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lms.people.signed_in.live_session", broken)
        yield


def closed(*, is_lost: bool) -> sa.exc.InterfaceError:
    return sa.exc.InterfaceError("SELECT", None, Exception("closed"), False, is_lost)


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(transactions, "PATIENCE", SOON)
    monkeypatch.setattr(transactions, "NOTED_WITHIN", SOON)


@pytest.fixture
def chen(kit):
    return kit.mentor()


@pytest.fixture
def lin(kit, chen):
    person = kit.trainee(mentor=chen)
    kit.start(person)
    kit.go(MONDAY)
    return person


@pytest.fixture
def address(app, lin) -> str:
    with app.app_context():
        wanted = sa.select(Pair.public_id).where(Pair.apprentice_id == lin.id)
        return f"/mentoring/{db.session.scalars(wanted).one()}"


def recorded(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(sa.select(ObservationRecord.evidence)))


def observed(browser, address: str, status: int):
    page = browser.open(address)
    return browser.submit(
        page, "#observe form", status=status, competency="voice", verdict="met", evidence=FACT
    )


def test_what_was_typed_comes_back_and_is_saved_by_one_press(app, kit, chen, address, browser_of):
    browser = browser_of(chen)
    with nothing_can_be_written(app):
        page = observed(browser, address, 503)

    assert page.response.headers["Retry-After"] == "5"
    assert page.heading == "暂时没能保存"
    assert page.find("textarea[name=evidence]").get_text() == FACT
    assert page.find("label[for=sent-1]").get_text() == "看到或听到的事实"
    assert recorded(app) == []

    page = browser.submit(page)

    assert page.address == address
    assert recorded(app) == [FACT]


def test_saving_again_what_was_saved_after_all_counts_once(app, kit, chen, address, browser_of):
    browser = browser_of(chen)
    with nothing_can_be_written(app):
        page = observed(browser, address, 503)
    browser.submit(page)
    browser.submit(page)

    assert recorded(app) == [FACT]


def test_reading_goes_on_and_looks_are_kept_in_the_log(
    app, kit, chen, address, browser_of, monkeypatch
):
    told: list[str] = []
    monkeypatch.setattr("lms.people.access_log.log.warning", lambda words, **_: told.append(words))
    browser = browser_of(chen)
    officer = browser_of(kit.company.person("zhao", "hr"))
    with nothing_can_be_written(app):
        browser.open("/")
        browser.open(address)
        for list_ in ("/people", "/certificates", "/mentoring"):
            officer.open(list_)

    assert told == ["look not kept", "list not kept", "list not kept", "list not kept"]
    with app.app_context():
        assert db.session.scalars(sa.select(AccessLook)).all() == []


def test_no_file_leaves_unrecorded(app, kit, chen, browser_of):
    officer = browser_of(kit.company.person("zhao", "hr"))
    with nothing_can_be_written(app):
        page = officer.open("/certificates.csv", status=503)

    assert page.heading == "暂时打不开"
    officer.open("/certificates.csv")


def test_passwords_are_never_given_back(app, company, browser_of):
    company.password(company.person("lin", "trainee"), "西湖边的小龙井 2026")
    browser = browser_of(None)
    with nothing_can_be_written(app):
        page = browser.submit(
            browser.open("/sign-in"), status=503, login="lin", password="西湖边的小龙井 2026"
        )

    assert page.find("input[name=login]")["value"] == "lin"
    assert "小龙井" not in str(page.soup)
    assert page.find("input[name=password]")["type"] == "password"

    browser.submit(page, password="西湖边的小龙井 2026")
    browser.open("/account")


def test_a_press_without_text_only_asks_to_press_again(app, kit, chen, lin, address, browser_of):
    browser = browser_of(chen)
    page = browser.open(address)
    with nothing_can_be_written(app):
        page = browser.submit(page, "#waiting form", status=503)

    assert page.all("main textarea, main input:not([type=hidden])") == []

    browser.submit(page)

    assert kit.view(lin, MONDAY).task_view("first-talk").evidence


def test_a_database_that_does_not_answer_is_said_in_words(chen, address, browser_of):
    browser = browser_of(chen)
    with nobody_answers():
        page = browser.open(address, status=503)
        answer = browser.client.get(address, headers={"Accept": "application/json"})

    assert page.heading == "暂时打不开"
    assert page.response.headers["Retry-After"] == "5"
    assert answer.status_code == 503
    assert answer.json["error"] == "暂时打不开"


def test_texts_come_back_even_when_nobody_knows_the_form(app, kit, chen, address, browser_of):
    browser = browser_of(chen)
    fields = {"csrf_token": browser.csrf_token(), "key": secrets.token_hex(16)}
    with nobody_answers():
        answer = browser.client.post(
            f"{address}/observations",
            data={**fields, "competency": "voice", "verdict": "met", "evidence": FACT},
        )
        page = browser._show(answer, 503)

    assert page.find("textarea").get_text() == FACT
    assert page.find("input[name=key]")["value"] == fields["key"]
    assert page.find("input[name=competency]")["type"] == "hidden"

    browser.submit(page)

    assert recorded(app) == [FACT]


def test_htmx_keeps_the_form_and_only_says_what_is_wrong(app, kit, chen, address, browser_of):
    browser = browser_of(chen)
    with nothing_can_be_written(app):
        page = browser.post(
            f"{address}/observations",
            {"competency": "voice", "verdict": "met", "evidence": FACT},
            status=503,
            headers={"HX-Request": "true"},
        )

    assert "您填写的内容还在" in page.text
    assert page.all("form") == []


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (closed(is_lost=True), 503),
        (closed(is_lost=False), 500),
        (sa.exc.TimeoutError("no connection is free"), 503),
    ],
)
def test_a_broken_connection_is_told_from_a_mistake_of_ours(kit, chen, browser_of, error, status):
    browser = browser_of(chen)
    browser.open("/")

    def broken(*_: object) -> None:
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lms.people.signed_in.live_session", broken)
        answer = browser.client.get("/account")
    assert answer.status_code == status
