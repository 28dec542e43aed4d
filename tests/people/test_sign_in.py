"""Signing in: who gets in, what others learn from trying, how long they have to wait."""

import statistics
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from lms.db import db
from lms.people.models import FailedTry, SignInSession
from lms.people.passwords import HASHER, NOBODYS
from lms.people.queries import failed_sign_ins

PASSWORD = "a quiet teapot 7"
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


@pytest.fixture
def lin(company):
    person = company.person("lin.xiao", "trainee", name="林晓")
    company.password(person, PASSWORD)
    return person


def sign_in(browser, login="lin.xiao", password=PASSWORD, status=200, address="/account"):
    page = browser.open(f"/sign-in?next={address}")
    return browser.submit(page, login=login, password=password, status=status)


def test_the_right_password_leads_to_where_one_wanted_to_go(lin, browser_of):
    browser = browser_of()
    asked = browser.open("/account/events")

    assert asked.address == "/sign-in"

    there = browser.submit(asked, login=" LIN.Xiao ", password=PASSWORD)

    assert there.address == "/account/events"
    assert "林晓" in there.text


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("lin.xiao", "wrong"),
        ("nobody", PASSWORD),
        ("suspended", PASSWORD),
        ("unenrolled", PASSWORD),
    ],
)
def test_nobody_learns_why_a_sign_in_failed(lin, company, browser_of, login, password):
    company.password(company.person("suspended", "trainee", status="suspended"), PASSWORD)
    company.person("unenrolled", "trainee")

    page = sign_in(browser_of(), login, password, status=422)

    assert "登录名或密码不对，请再试一次。" in page.find(".problems").get_text()
    assert page.find("input[name=login]")["value"] == login
    assert not page.find("input[name=password]").get("value")


def test_an_unknown_name_takes_as_long_as_a_known_one(app, lin, company, monkeypatch):
    checked = []
    verify = HASHER.verify
    monkeypatch.setattr(
        "lms.people.passwords.HASHER",
        type("Counting", (), {"verify": lambda _self, *a: (checked.append(a), verify(*a))[1]})(),
    )
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        for login in ("lin.xiao", "nobody"):
            client.post("/sign-in", data={"login": login, "password": "wrong"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = True

    assert len(checked) == 2
    parameters = [kept.split("$")[1:4] for kept, _password in checked]
    assert parameters[0] == parameters[1]
    assert not HASHER.check_needs_rehash(NOBODYS)


def test_an_unknown_name_is_not_told_by_the_clock(lin):
    kept = HASHER.hash(PASSWORD)
    times = {kept: [], NOBODYS: []}
    for _ in range(15):
        for hash_ in times:
            start = time.perf_counter()
            with pytest.raises(Exception, match="match"):
                HASHER.verify(hash_, "wrong")
            times[hash_].append(time.perf_counter() - start)
    known, unknown = (statistics.median(values) for values in times.values())

    assert 0.5 < unknown / known < 2


@pytest.mark.parametrize(
    "address",
    ["https://example.com/", "//example.com", "/\\example.com", "/%09/example.com", "javascript:a"],
)
def test_signing_in_leads_to_no_other_server(lin, app, browser_of, address):
    browser = browser_of()
    page = browser.open("/sign-in", query_string={"next": address})
    data = {**page.form(), "login": "lin.xiao", "password": PASSWORD, "next": address}
    answer = browser.client.post("/sign-in", data=data)

    assert answer.status_code == 303
    assert answer.location in {"/", "/%09/example.com"}


def test_every_sign_in_gets_a_new_token_and_forgets_the_old(app, lin, browser_of):
    browser = browser_of()
    tokens = []
    for _ in range(2):
        browser.client.delete_cookie("shitu")
        sign_in(browser)
        with browser.client.session_transaction() as session:
            tokens.append(session["_user_id"])

    assert tokens[0] != tokens[1]
    with app.app_context():
        hashes = set(db.session.scalars(sa.select(SignInSession.token_hash)))
    assert len(hashes) == 2
    assert not hashes & set(tokens)


def test_a_token_fixed_before_signing_in_is_worth_nothing(lin, browser_of):
    browser = browser_of()
    with browser.client.session_transaction() as session:
        session["_user_id"], session["planted"] = "planted-by-somebody", "1"

    sign_in(browser)

    with browser.client.session_transaction() as session:
        assert session["_user_id"] != "planted-by-somebody"
        assert "planted" not in session


def test_after_signing_out_the_old_cookie_is_worth_nothing(lin, browser_of):
    browser = browser_of()
    sign_in(browser)
    cookie = browser.client.get_cookie("shitu").value

    assert browser.post("/sign-out").address == "/sign-in"

    browser.client.set_cookie("shitu", cookie)
    assert browser.open("/account").address == "/sign-in"


def test_signing_out_twice_does_no_harm(browser_of):
    assert browser_of().post("/sign-out").address == "/sign-in"


def test_who_is_in_already_is_not_asked_again(lin, browser_of):
    assert browser_of(lin).open("/sign-in?next=/account").address == "/account"


def test_a_form_without_token_is_refused(app, lin):
    data = {"login": "lin.xiao", "password": PASSWORD}

    assert app.test_client().post("/sign-in", data=data).status_code == 400


def test_after_five_wrong_tries_one_has_to_wait(lin, browser_of):
    browser = browser_of()
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            sign_in(browser, password="wrong", status=422)
        refused = sign_in(browser, status=429)

        assert "请等 1 分钟再试" in refused.text
        assert refused.response.headers["Retry-After"] == "30"
        assert refused.find("input[name=login]")["value"] == "lin.xiao"

        clock.shift(timedelta(seconds=30))
        assert sign_in(browser).address == "/account"


def test_unknown_names_are_slowed_down_alike(browser_of):
    with time_machine.travel(NOON, tick=False):
        for _ in range(5):
            sign_in(browser_of(), login="nobody", status=422)

        assert sign_in(browser_of(), login="nobody", status=429).status == 429


def test_who_is_signed_in_goes_on_while_others_try(lin, browser_of):
    inside = browser_of(lin)
    with time_machine.travel(datetime.now(UTC), tick=False):
        for _ in range(6):
            browser = browser_of()
            page = browser.open("/sign-in")
            browser.client.post(
                "/sign-in", data={**page.form(), "login": "lin.xiao", "password": "x"}
            )

        assert inside.open("/account").address == "/account"


def test_others_in_the_office_are_not_held_up(lin, company, browser_of):
    company.password(company.person("zhou", "trainee"), PASSWORD)
    with time_machine.travel(NOON, tick=False):
        for _ in range(6):
            browser = browser_of()
            page = browser.open("/sign-in")
            browser.client.post(
                "/sign-in", data={**page.form(), "login": "lin.xiao", "password": "x"}
            )

        assert sign_in(browser_of(), login="zhou").address == "/account"


def test_a_right_password_wipes_the_slate(app, lin, browser_of):
    browser = browser_of()
    for _ in range(4):
        sign_in(browser, password="wrong", status=422)
    sign_in(browser)

    with app.app_context():
        left = db.session.scalars(sa.select(FailedTry)).all()
    assert len(left) == 4  # the network's own count


def test_administrators_see_how_many_tries_failed_within_a_day(app, lin, browser_of):
    with time_machine.travel(NOON, tick=False) as clock:
        for login in ("lin.xiao", "nobody"):
            sign_in(browser_of(), login, password="wrong", status=422)
            clock.shift(timedelta(minutes=5))
        sign_in(browser_of())
    with app.app_context():
        assert failed_sign_ins(since=NOON - timedelta(minutes=1)) == 2
        assert failed_sign_ins(since=NOON) == 1


def test_many_tries_at_once_are_counted_one_by_one(app, lin):
    app.config["WTF_CSRF_ENABLED"] = False
    answers = []

    def attempt():
        data = {"login": "lin.xiao", "password": "wrong"}
        answers.append(app.test_client().post("/sign-in", data=data).status_code)

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        app.config["WTF_CSRF_ENABLED"] = True

    assert sorted(answers) == [422] * 5 + [429] * 7
