"""The throttle over all doors: it slows down strangers, and nobody who is at work."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import sqlalchemy as sa
import time_machine

from lms.db import db
from lms.people.models import FailedTry, KnownBrowser
from tests.company import SECRET_OF_ALL

PASSWORD, WRONG = "a quiet teapot 7", "a loud kettle 8"
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
OFFICE = "10.0.0.1"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def lin(company):
    person = company.person("lin", "trainee", name="林晓")
    company.password(person, PASSWORD)
    return person


def fields_of(browser, address="/sign-in"):
    return browser.open(address).form()


def try_from(browser, network, login="lin", password=WRONG):
    """Try to sign in from a network; the status of the answer."""
    data = {**fields_of(browser), "login": login, "password": password}
    return browser.client.post(
        "/sign-in", data=data, environ_base={"REMOTE_ADDR": network}
    ).status_code


def attack(browser_of, tries=40):
    """Strangers all over the world try an account."""
    for number in range(tries):
        try_from(browser_of(), f"198.51.100.{number}")


def test_strangers_do_not_throw_out_who_is_at_work(lin, browser_of, clock):
    inside = browser_of(lin)
    attack(browser_of)

    assert inside.open("/account").address == "/account"
    assert inside.post("/theme", {"theme": "dark", "back": "/account"}).address == "/account"


def test_strangers_do_not_lock_out_a_browser_that_is_known(lin, browser_of, clock):
    known = browser_of()
    assert try_from(known, OFFICE, password=PASSWORD) == 303
    known.post("/sign-out")
    attack(browser_of)

    assert try_from(browser_of(), "203.0.113.7", password=PASSWORD) == 429
    assert try_from(known, OFFICE, password=PASSWORD) == 303


def test_a_known_browser_is_known_in_other_networks_too(lin, browser_of, clock):
    known = browser_of()
    try_from(known, OFFICE, password=PASSWORD)
    known.post("/sign-out")
    attack(browser_of)

    assert try_from(known, "192.0.2.44", password=PASSWORD) == 303


def test_failures_of_others_in_the_office_do_not_hold_up_a_known_browser(
    lin, company, browser_of, clock
):
    known = browser_of()
    try_from(known, OFFICE, password=PASSWORD)
    known.post("/sign-out")
    stranger = browser_of()
    for number in range(60):
        try_from(stranger, OFFICE, login=f"nobody{number}")
    company.password(company.person("zhou", "trainee"), PASSWORD)

    assert try_from(browser_of(), OFFICE, login="zhou", password=PASSWORD) == 429
    assert try_from(known, OFFICE, password=PASSWORD) == 303


def test_a_known_browser_is_slowed_down_by_its_own_failures(lin, browser_of, clock):
    known = browser_of()
    try_from(known, OFFICE, password=PASSWORD)
    known.post("/sign-out")

    answers = [try_from(known, OFFICE) for _ in range(6)]

    assert answers == [422] * 5 + [429]
    clock.shift(timedelta(seconds=30))
    assert try_from(known, OFFICE, password=PASSWORD) == 303


def test_a_browser_is_known_for_those_only_who_signed_in_there(lin, company, browser_of, clock):
    company.password(company.person("zhou", "trainee"), PASSWORD)
    shared = browser_of()
    try_from(shared, OFFICE, login="zhou", password=PASSWORD)
    shared.post("/sign-out")
    attack(browser_of)

    assert try_from(shared, OFFICE, password=PASSWORD) == 429


def test_a_browser_becomes_known_by_the_right_password_alone(app, lin, browser_of, clock):
    browser = browser_of()
    try_from(browser, OFFICE)

    assert browser.client.get_cookie("shitu-browser") is None
    try_from(browser, OFFICE, password=PASSWORD)
    cookie = browser.client.get_cookie("shitu-browser")
    with app.app_context():
        kept = db.session.scalars(sa.select(KnownBrowser.browser_hash)).all()

    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.value not in kept


def test_a_shared_computer_shows_nobody_who_was_there(lin, browser_of, clock):
    shared = browser_of()
    try_from(shared, OFFICE, password=PASSWORD)
    shared.post("/sign-out")
    page = shared.open("/sign-in").find("main").decode()

    assert "lin" not in re.findall(r'value="([^"]*)"', page)
    assert "林晓" not in page


def test_the_owner_does_not_wipe_what_strangers_have_tried(app, lin, browser_of, clock):
    for number in range(30):
        try_from(browser_of(), f"198.51.100.{number}")
        clock.shift(timedelta(seconds=1))
    owner = browser_of()
    clock.shift(timedelta(minutes=2))

    assert try_from(owner, OFFICE, password=PASSWORD) == 303
    assert try_from(browser_of(), "198.51.100.77") == 422
    assert try_from(browser_of(), "198.51.100.78") == 429
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(FailedTry.id))) > 60


def test_strangers_do_not_keep_the_owner_from_the_own_password(lin, browser_of, clock):
    inside = browser_of(lin)
    attack(browser_of)
    form = inside.open("/account/email")

    assert inside.submit(form, email="", current=PASSWORD).address == "/account"


def test_who_knows_the_password_does_not_lock_out_who_has_the_phone(company, browser_of, clock):
    zhao = company.person("zhao", "hr")
    company.password(zhao, PASSWORD)
    owner = browser_of()
    step = owner.submit(owner.open("/sign-in"), login="zhao", password=PASSWORD)
    owner.submit(step, code=pyotp.TOTP(SECRET_OF_ALL).at(datetime.now(UTC)))
    owner.post("/sign-out")
    for number in range(30):
        thief = browser_of()
        half = thief.submit(thief.open("/sign-in"), login="zhao", password=PASSWORD).form()
        thief.client.post(
            "/sign-in/code",
            data={**half, "code": "000000"},
            environ_base={"REMOTE_ADDR": f"198.51.100.{number}"},
        )
    clock.shift(timedelta(seconds=30))
    step = owner.submit(owner.open("/sign-in"), login="zhao", password=PASSWORD)

    done = owner.submit(step, code=pyotp.TOTP(SECRET_OF_ALL).at(datetime.now(UTC)))
    assert done.address == "/"


def test_guessing_slips_is_slowed_down_but_a_real_one_always_opens(lin, company, browser_of):
    hr = browser_of(company.person("zhao", "hr"))
    slip = hr.post(f"/people/{lin.public_id}/slips").find(".slip-address").get_text()
    guesser = browser_of()
    answers = [guesser.client.get(f"/enrol/guess-{n}").status_code for n in range(31)]

    assert answers == [404] * 30 + [429]
    assert browser_of().open(re.search(r"/enrol/[\w-]+", slip)[0]).heading == "设置密码"


def test_officers_check_numbers_while_strangers_guess_them(company, browser_of):
    hr, stranger = browser_of(company.person("zhao", "hr")), browser_of()
    for guess in range(30):
        stranger.open(f"/verify/KF-2026-1{guess:05}", status=404)

    stranger.open("/verify/KF-2026-200000", status=429)
    hr.open("/verify/KF-2026-200000", status=404)
