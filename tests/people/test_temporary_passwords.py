"""A password set in the terminal is changed at the first sign-in."""

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.people.models import Person, SecondFactor

TEMPORARY, OWN = "for the first day", "seven grey teapots"


@pytest.fixture
def run(app):
    def run(*arguments, typed=""):
        return app.test_cli_runner().invoke(args=["people", *arguments], input=typed)

    return run


@pytest.fixture
def lin(company):
    return company.person("lin", "trainee", name="林晓")


def set_temporary(run, password=TEMPORARY):
    return run("password", "lin", typed=f"{password}\n{password}\n")


def sign_in(browser, password):
    return browser.submit(browser.open("/sign-in"), login="lin", password=password)


def test_it_is_changed_before_all_else(lin, run, browser_of):
    inside = browser_of(lin)
    answer = set_temporary(run)

    assert answer.exit_code == 0, answer.output
    assert TEMPORARY not in answer.output
    assert inside.open("/account").address == "/sign-in"

    browser = browser_of()
    led = sign_in(browser, TEMPORARY)

    assert led.heading == "改密码"
    assert "别人替您设的" in led.text
    assert browser.open("/courses").heading == "改密码"

    done = browser.submit(led, current=TEMPORARY, password=OWN, again=OWN)

    assert done.address == "/account"
    assert browser.open("/courses").address == "/courses"
    assert "系统给林晓设了临时密码" in browser.open("/account/events").text


def test_the_same_again_will_not_do(lin, run, browser_of):
    set_temporary(run)
    browser = browser_of()
    led = sign_in(browser, TEMPORARY)
    back = browser.submit(led, current=TEMPORARY, password=TEMPORARY, again=TEMPORARY, status=422)

    assert "新密码和现在的一样" in back.text


def test_a_slip_or_a_link_takes_the_place_of_it(lin, run, company, browser_of):
    set_temporary(run)
    hr = browser_of(company.person("zhao", "hr"))
    slip = hr.post(f"/people/{lin.public_id}/slips").find(".slip-address").get_text()
    browser = browser_of()
    form = browser.open("/enrol/" + slip.rpartition("/")[2].strip())

    assert browser.submit(form, password=OWN, again=OWN).address == "/"


def test_one_that_others_would_try_is_refused(app, lin, run):
    answer = set_temporary(run, "linlin12")

    assert answer.exit_code == 1
    assert "除了“lin”几乎没有别的" in answer.output
    with app.app_context():
        assert db.session.scalars(sa.select(Person.password_hash)).one() is None


def test_somebody_unknown_has_none(run):
    answer = run("password", "nobody", typed=f"{TEMPORARY}\n{TEMPORARY}\n")

    assert answer.exit_code == 1
    assert "no such account" in answer.output


def test_the_demo_is_exempt(app, lin, run, browser_of):
    def make_demo():
        db.session.get_one(Person, lin.id).is_demo = True

    with app.app_context():
        write(make_demo)
    set_temporary(run)

    assert sign_in(browser_of(), TEMPORARY).address == "/"


def test_the_terminal_takes_away_a_second_factor(app, company, run):
    company.person("root", "admin")

    assert "is off" in run("reset-second-factor", "root").output
    with app.app_context():
        assert db.session.scalar(sa.select(SecondFactor)) is None
    assert run("reset-second-factor", "root").exit_code == 1
