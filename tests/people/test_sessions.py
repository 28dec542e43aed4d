"""Sessions: how long they last, what ends them, what renews them."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from lms.db import db, write
from lms.people import service
from lms.people.domain import Role
from lms.people.models import Person, SignInSession
from tests.conftest import counted_queries

PASSWORD = "a quiet teapot 7"
OTHER = "a louder kettle 8"


@pytest.fixture
def lin(company):
    person = company.person("lin", "trainee", name="林晓")
    company.password(person, PASSWORD)
    return person


@pytest.fixture
def admin(company):
    return company.person("root", "admin")


def is_in(browser):
    return browser.open("/account").address == "/account"


def token_of(browser):
    with browser.client.session_transaction() as session:
        return session.get("_user_id")


def change(app, act, *people, **facts):
    def run():
        rows = [db.session.get_one(Person, person.id) for person in people]
        act(*rows, **facts, now=datetime.now(UTC))

    with app.app_context():
        write(run)


def test_a_session_ends_after_twelve_quiet_hours(lin, browser_of):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        browser = browser_of(lin)
        clock.shift(timedelta(hours=11, minutes=59))
        assert is_in(browser)
        clock.shift(timedelta(hours=12))
        assert not is_in(browser)


def test_a_session_ends_after_seven_busy_days(lin, browser_of):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        browser = browser_of(lin)
        for _ in range(16):
            clock.shift(timedelta(hours=10))
            assert is_in(browser)
        clock.shift(timedelta(hours=10))
        assert not is_in(browser)


def test_the_last_use_is_written_at_most_once_a_minute(app, lin, browser_of):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        browser = browser_of(lin)
        for seconds, written in ((59, 0), (1, 1), (30, 0)):
            clock.shift(timedelta(seconds=seconds))
            with counted_queries(app) as statements:
                browser.client.get("/account/looks")
            assert sum("UPDATE sign_in_session" in s for s in statements) == written


def test_reading_goes_on_when_nothing_can_be_written(lin, browser_of, monkeypatch):
    def broken(*_args, **_facts):
        raise sa.exc.OperationalError("disk full", None, Exception())

    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        browser = browser_of(lin)
        clock.shift(timedelta(minutes=2))
        monkeypatch.setattr("lms.people.service.touch_session", broken)

        assert is_in(browser)


def test_a_page_costs_one_query_to_know_who_asks(app, lin, browser_of):
    browser = browser_of(lin)
    with counted_queries(app) as statements:
        browser.client.get("/account/password")

    asked = [s for s in statements if s.lstrip().startswith("SELECT")]
    assert len([s for s in asked if "FROM sign_in_session" in s]) == 1
    assert len(asked) == 2, asked  # who asks, and how many messages wait


def test_sessions_are_listed_and_ended(lin, browser_of):
    here, there = browser_of(lin), browser_of(lin)
    page = here.open("/account")

    assert "这台" in page.text

    here.submit(page, "form[action*='/account/sessions/'][action$='/ending']")

    assert is_in(here)
    assert not is_in(there)


def test_somebody_elses_session_cannot_be_ended(app, lin, company, browser_of):
    other = browser_of(company.person("zhou", "trainee"))
    with app.app_context():
        session = db.session.scalars(sa.select(SignInSession)).one()

    browser_of(lin).post(f"/account/sessions/{session.public_id}/ending", status=404)
    assert is_in(other)


def test_changing_the_password_ends_all_other_sessions(lin, browser_of):
    here, there = browser_of(lin), browser_of(lin)
    before = token_of(here)
    page = here.open("/account/password")
    done = here.submit(page, current=PASSWORD, password=OTHER, again=OTHER)

    assert done.address == "/account"
    assert token_of(here) != before
    assert is_in(here)
    assert not is_in(there)


@pytest.mark.parametrize(
    ("current", "password", "again", "words"),
    [
        ("wrong", OTHER, OTHER, "现在的密码不对"),
        (PASSWORD, "short", "short", "密码至少 15 个字符，现在是 5 个"),
        (PASSWORD, OTHER, "a louder kettle 9", "两次输入的密码不一样"),
        (PASSWORD, "lin-2026-03-02-!!", "lin-2026-03-02-!!", "除了“lin”几乎没有别的"),
        (PASSWORD, PASSWORD, PASSWORD, "新密码和现在的一样"),
    ],
)
def test_a_wrong_change_of_password_changes_nothing(
    lin, browser_of, current, password, again, words
):
    here, there = browser_of(lin), browser_of(lin)
    page = here.open("/account/password")
    back = here.submit(page, current=current, password=password, again=again, status=422)

    assert words in back.find(".problems").get_text()
    assert is_in(there)


def test_the_current_password_cannot_be_guessed_in_an_open_browser(lin, browser_of):
    here = browser_of(lin)
    page = here.open("/account/password")
    for _ in range(6):
        back = here.submit(page, current="wrong", password=OTHER, again=OTHER, status=422)

    assert "试得太多了" in back.text


def test_an_address_is_changed_with_the_password_only(lin, browser_of):
    here, there = browser_of(lin), browser_of(lin)
    page = here.open("/account/email")
    here.submit(page, email="lin@example.com", current="wrong", status=422)
    assert is_in(there)

    done = here.submit(page, email="lin@example.com", current=PASSWORD)

    assert "lin@example.com" in done.text
    assert not is_in(there)


def test_suspension_ends_everything_at_once(app, lin, admin, browser_of):
    browser = browser_of(lin)
    change(app, service.suspend, admin, lin)

    assert not is_in(browser)


def test_losing_a_role_ends_all_sessions(app, lin, admin, company, browser_of):
    browser = browser_of(lin)
    change(app, service.revoke_role, admin, lin, role=Role.TRAINEE)

    assert not is_in(browser)


def test_gaining_a_role_renews_the_token_and_keeps_the_work(app, lin, admin, browser_of):
    browser = browser_of(lin)
    form = browser.open("/account/email")
    before = token_of(browser)
    change(app, service.grant_role, admin, lin, role=Role.MENTOR)

    done = browser.submit(form, email="lin@example.com", current=PASSWORD)

    assert "师父" in done.text
    assert token_of(browser) != before


def copied_before_renewal(app, lin, admin, browser_of):
    """A browser whose token was just renewed, and one that has a copy of the cookie of before."""
    browser, copy = browser_of(lin), browser_of(None)
    with browser.client.session_transaction() as own, copy.client.session_transaction() as other:
        other.update(own)
    change(app, service.grant_role, admin, lin, role=Role.MENTOR)
    browser.open("/account")
    assert token_of(browser) != token_of(copy)
    assert is_in(copy)  # a request under way
    return browser, copy


def test_requests_under_way_pass_for_a_minute_after_a_renewal(app, lin, admin, browser_of):
    browser, under_way = copied_before_renewal(app, lin, admin, browser_of)

    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=90), tick=False):
        assert not is_in(under_way)
        assert is_in(browser)


def test_after_signing_out_a_token_of_before_its_renewal_is_worth_nothing(
    app, lin, admin, browser_of
):
    browser, copy = copied_before_renewal(app, lin, admin, browser_of)

    browser.post("/sign-out")

    assert not is_in(copy)


def test_when_all_sessions_end_tokens_of_before_a_renewal_end_too(app, lin, admin, browser_of):
    _browser, copy = copied_before_renewal(app, lin, admin, browser_of)

    change(app, service.sign_out_everywhere, admin, lin)

    assert not is_in(copy)


def test_after_a_new_password_a_copied_cookie_is_worth_nothing(lin, browser_of):
    browser, copy = browser_of(lin), browser_of(None)
    with browser.client.session_transaction() as own, copy.client.session_transaction() as other:
        other.update(own)

    browser.post("/account/password", {"current": PASSWORD, "password": OTHER, "again": OTHER})

    assert is_in(browser)
    assert not is_in(copy)


def test_renewal_does_not_make_a_session_younger(app, lin, admin, browser_of):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        browser = browser_of(lin)
        for _ in range(16):
            clock.shift(timedelta(hours=10))
            assert is_in(browser)
        change(app, service.grant_role, admin, lin, role=Role.MENTOR)
        assert is_in(browser)
        clock.shift(timedelta(hours=9))
        assert not is_in(browser)


def test_old_traces_are_forgotten(app, lin, browser_of):
    with time_machine.travel(datetime.now(UTC) - timedelta(days=200), tick=False):
        browser_of(lin)
    browser_of(lin)
    with app.app_context():
        write(service.forget_old_traces, now=datetime.now(UTC))
        assert len(db.session.scalars(sa.select(SignInSession)).all()) == 1
