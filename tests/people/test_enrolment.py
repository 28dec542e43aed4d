"""Enrolment slips: from opening an account to the first sign-in."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from lms.db import db
from lms.people.models import EnrolmentSlip, Person

PASSWORD = "a quiet teapot 7"


@pytest.fixture
def hr(company):
    return company.person("zhao", "hr", name="赵静")


def link_on(page):
    return re.search(r"/enrol/[\w-]+", page.find(".slip-address").get_text())[0]


def open_account(browser, **changes):
    form = browser.open("/people/new")
    facts = {"name": "周宁", "login": "zhou", "employee_number": "0012", "starts_on": "2026-03-02"}
    return browser.submit(form, **(facts | changes))


def set_password(browser, link, password=PASSWORD, status=200):
    return browser.submit(browser.open(link), password=password, again=password, status=status)


def test_a_new_hire_gets_in_with_the_slip(hr, browser_of):
    slip = open_account(browser_of(hr))

    assert slip.heading == "登录凭条"
    assert slip.find("img.code-picture")["src"].startswith("data:image/svg+xml")

    phone = browser_of()
    welcome = set_password(phone, link_on(slip))

    assert welcome.address == "/"
    assert "周宁" in welcome.text

    desk = browser_of()
    assert (
        desk.submit(desk.open("/sign-in?next=/account"), login="zhou", password=PASSWORD).status
        == 200
    )


def test_a_slip_works_once(hr, browser_of):
    link = link_on(open_account(browser_of(hr)))
    set_password(browser_of(), link)

    gone = browser_of().open(link, status=404)
    assert "再要一张" in gone.text


def test_a_slip_works_for_seventy_two_hours(hr, browser_of):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        link = link_on(open_account(browser_of(hr)))
        clock.shift(timedelta(hours=71, minutes=59))
        browser_of().open(link)
        clock.shift(timedelta(minutes=1))
        browser_of().open(link, status=404)


def test_a_new_slip_replaces_the_one_before(company, hr, browser_of):
    lin = company.person("lin", "trainee")
    browser = browser_of(hr)
    first, second = (link_on(browser.post(f"/people/{lin.public_id}/slips")) for _ in range(2))

    browser_of().open(first, status=404)
    browser_of().open(second)


def test_unknown_used_and_expired_links_answer_alike(hr, browser_of):
    link = link_on(open_account(browser_of(hr)))
    set_password(browser_of(), link)
    used, unknown = (browser_of().open(a, status=404) for a in (link, "/enrol/made-up"))

    assert (
        used.find("main").get_text().split("编号")[0]
        == unknown.find("main").get_text().split("编号")[0]
    )


def test_a_weak_password_is_refused_and_the_slip_stays_good(hr, browser_of):
    link = link_on(open_account(browser_of(hr)))
    set_password(browser_of(), link, "zhou-12345678", status=422)

    assert set_password(browser_of(), link).address == "/"


def test_the_secret_is_kept_nowhere(app, hr, browser_of):
    link = link_on(open_account(browser_of(hr)))
    with app.app_context():
        slip = db.session.scalars(sa.select(EnrolmentSlip)).one()
        person = db.session.scalars(sa.select(Person).where(Person.login == "zhou")).one()

    assert slip.token_hash not in link
    assert person.password_hash is None


def test_a_slip_put_away_is_seen_no_more(hr, browser_of):
    browser = browser_of(hr)
    slip = open_account(browser)
    link = link_on(slip)
    browser.submit(slip, "main .no-print form")

    assert "凭条收起后不能再看" in browser.open(slip.address).text
    browser_of().open(link)  # its owner can still use it


def test_another_officer_does_not_see_the_slip(hr, company, browser_of):
    slip = open_account(browser_of(hr))
    other = browser_of(company.person("wu", "hr"))

    assert "凭条收起后不能再看" in other.open(slip.address).text


def test_setting_a_password_by_slip_ends_older_sessions(company, hr, browser_of):
    lin = company.person("lin", "trainee")
    inside = browser_of(lin)
    link = link_on(browser_of(hr).post(f"/people/{lin.public_id}/slips"))
    set_password(browser_of(), link)

    assert inside.open("/account").address == "/sign-in"


@pytest.mark.parametrize("role", ["hr", "admin", "trainer"])
def test_hr_cannot_enter_the_account_of_somebody_more_powerful(company, hr, browser_of, role):
    boss = company.person("boss", role)
    page = browser_of(hr).open(f"/people/{boss.public_id}")

    assert not page.all("form[action$='/slips']")
    browser_of(hr).post(f"/people/{boss.public_id}/slips", status=403)


def test_nobody_makes_a_slip_for_oneself(hr, browser_of):
    browser_of(hr).post(f"/people/{hr.public_id}/slips", status=403)


def test_a_suspended_person_cannot_use_a_slip(company, hr, browser_of):
    lin = company.person("lin", "trainee")
    browser = browser_of(hr)
    link = link_on(browser.post(f"/people/{lin.public_id}/slips"))
    browser.post(f"/people/{lin.public_id}/suspension")

    browser_of().open(link, status=404)
