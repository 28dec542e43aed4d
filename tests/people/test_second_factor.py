"""Two-step sign-in: setting it up, signing in with it, losing the phone, turning it off."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import sqlalchemy as sa
import time_machine

from lms.db import db, write
from lms.people import service
from lms.people.domain import Role
from lms.people.models import Person, RecoveryCode, SecondFactor
from tests.company import SECRET_OF_ALL

PASSWORD = "a quiet teapot 7"
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def lin(company):
    person = company.person("lin", "trainee", name="林晓")
    company.password(person, PASSWORD)
    return person


@pytest.fixture
def zhao(company):
    """An officer who signs in with two steps."""
    person = company.person("zhao", "hr", name="赵静")
    company.password(person, PASSWORD)
    return person


def now_code(secret=SECRET_OF_ALL, steps=0):
    return pyotp.TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=30 * steps))


def set_up(browser):
    """Turn it on in a signed-in browser; the secret and the recovery codes."""
    start = browser.open("/account/second-factor/new")
    scan = browser.submit(start, current=PASSWORD)
    secret = scan.find(".secret").get_text().replace(" ", "")
    codes = browser.submit(scan, code=now_code(secret))
    assert codes.heading == "保存恢复码"
    return secret, [item.get_text() for item in codes.all(".codes li")]


def first_step(browser, login, address="/account", password=PASSWORD):
    return browser.submit(browser.open(f"/sign-in?next={address}"), login=login, password=password)


def is_in(browser):
    return browser.open("/account").address == "/account"


def test_turning_it_on_takes_a_password_a_scan_and_a_code(app, lin, browser_of, clock):
    here, there = browser_of(lin), browser_of(lin)
    _secret, codes = set_up(here)

    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", code) for code in codes)
    assert is_in(here)
    assert not is_in(there)
    assert "开着" in here.open("/account/second-factor").text
    assert "林晓开了两步验证" in here.open("/account/events").text


def test_nothing_is_on_before_a_code_confirms_it(lin, browser_of, clock):
    browser = browser_of(lin)
    scan = browser.submit(browser.open("/account/second-factor/new"), current=PASSWORD)
    wrong = browser.submit(scan, code="000000", status=422)

    assert "验证码不对" in wrong.text
    assert first_step(browser_of(), "lin").address == "/account"


def test_the_secret_is_shown_for_a_quarter_of_an_hour(lin, browser_of, clock):
    browser = browser_of(lin)
    scan = browser.submit(browser.open("/account/second-factor/new"), current=PASSWORD)
    secret = scan.find(".secret").get_text().replace(" ", "")
    clock.shift(timedelta(minutes=15))

    assert browser.submit(scan, code=now_code(secret)).heading == "开两步验证"


def test_a_wrong_password_makes_no_secret(app, lin, browser_of):
    browser = browser_of(lin)
    browser.submit(browser.open("/account/second-factor/new"), current="wrong", status=422)

    with app.app_context():
        assert db.session.scalar(sa.select(SecondFactor)) is None


def test_what_is_kept_can_be_read_by_nobody_without_our_key(app, lin, browser_of, clock):
    secret, codes = set_up(browser_of(lin))

    with app.app_context():
        factor = db.session.scalars(sa.select(SecondFactor)).one()
        kept = f"{factor.secret} {factor.next_secret} {factor.fresh_codes}"
        hashes = set(db.session.scalars(sa.select(RecoveryCode.code_hash)))
    assert secret not in kept
    assert not [code for code in codes if code.replace(" ", "") in kept]
    assert len(hashes) == 10


def test_another_key_reads_nothing_and_lets_nobody_in(app, zhao, browser_of, clock, monkeypatch):
    browser = browser_of()
    step = first_step(browser, "zhao")
    monkeypatch.setattr("lms.people.vault._key", lambda _purpose: b"x" * 32)

    assert browser.submit(step, code=now_code(), status=422).heading == "再验证一步"


def test_signing_in_takes_two_steps(zhao, browser_of, clock):
    browser = browser_of()
    step = first_step(browser, "zhao", "/account/events")

    assert step.heading == "再验证一步"
    assert not is_in(browser)

    there = browser.submit(step, code=now_code())

    assert there.address == "/account/events"


def test_a_wrong_password_asks_for_no_code(zhao, browser_of):
    page = browser_of().open("/sign-in")
    browser = browser_of()
    wrong = browser.submit(browser.open("/sign-in"), login="zhao", password="wrong", status=422)

    assert page.heading == wrong.heading == "登录"
    assert browser.open("/sign-in/code").address == "/sign-in"


def test_a_code_is_never_taken_twice(zhao, browser_of, clock):
    code = now_code()
    browser_of_all = [browser_of(), browser_of()]
    steps = [first_step(browser, "zhao") for browser in browser_of_all]
    browser_of_all[0].submit(steps[0], code=code)
    again = browser_of_all[1].submit(steps[1], code=code, status=422)

    assert "已经用过" in again.text
    assert browser_of_all[1].submit(again, code=now_code(steps=1)).address == "/account"


def test_an_older_code_is_not_taken_after_a_newer_one(zhao, browser_of, clock):
    browser = browser_of()
    browser.submit(first_step(browser, "zhao"), code=now_code())
    other = browser_of()
    other.submit(first_step(other, "zhao"), code=now_code(steps=-1), status=422)


def test_of_many_at_once_one_gets_in_with_a_code(app, zhao, browser_of):
    browsers = [browser_of() for _ in range(6)]
    steps = [first_step(browser, "zhao").form() for browser in browsers]
    code, answers = now_code(), []

    def attempt(browser, fields):
        data = {**fields, "code": code}
        answers.append(browser.client.post("/sign-in/code", data=data).status_code)

    threads = [
        threading.Thread(target=attempt, args=pair) for pair in zip(browsers, steps, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers.count(303) == 1
    assert set(answers) <= {303, 422, 429}


def test_the_first_step_is_good_for_ten_minutes(zhao, browser_of, clock):
    browser = browser_of()
    step = first_step(browser, "zhao")
    clock.shift(timedelta(minutes=10))

    assert browser.submit(step, code=now_code()).address == "/sign-in"


def test_the_first_step_is_worth_nothing_after_a_new_password(company, zhao, browser_of, clock):
    browser = browser_of()
    step = first_step(browser, "zhao")
    company.password(zhao, "a louder kettle 8")

    assert browser.submit(step, code=now_code()).address == "/sign-in"


def test_the_first_step_alone_opens_nothing(zhao, browser_of):
    browser = browser_of()
    first_step(browser, "zhao")

    assert browser.open("/people").address == "/sign-in"


def test_codes_cannot_be_guessed(zhao, browser_of, clock):
    browser = browser_of()
    step = first_step(browser, "zhao")
    for guess in range(5):
        browser.submit(step, code=f"00000{guess}", status=422)
    refused = browser.submit(step, code=now_code(), status=429)

    assert refused.response.headers["Retry-After"] == "30"
    clock.shift(timedelta(seconds=30))
    assert browser.submit(refused, code=now_code()).address == "/account"


def test_a_recovery_code_works_once(lin, browser_of, clock):
    _secret, codes = set_up(browser_of(lin))
    browser = browser_of()

    assert browser.submit(first_step(browser, "lin"), code=codes[3]).address == "/account"
    assert "还剩 9 个" in browser.open("/account/second-factor").text
    assert "有人用恢复码登录了您的账号" in browser.open("/messages").text

    other = browser_of()
    step = first_step(other, "lin")
    other.submit(step, code=codes[3], status=422)
    assert other.submit(step, code=codes[4].replace(" ", "")).address == "/account"


def test_of_two_at_once_one_gets_in_with_a_recovery_code(app, lin, browser_of):
    _secret, codes = set_up(browser_of(lin))
    browsers = [browser_of() for _ in range(4)]
    steps = [first_step(browser, "lin").form() for browser in browsers]
    answers = []

    def attempt(browser, fields):
        data = {**fields, "code": codes[0]}
        answers.append(browser.client.post("/sign-in/code", data=data).status_code)

    threads = [
        threading.Thread(target=attempt, args=pair) for pair in zip(browsers, steps, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers.count(303) == 1


def test_recovery_codes_are_shown_once(lin, browser_of, clock):
    browser = browser_of(lin)
    _secret, codes = set_up(browser)
    shown = browser.open("/account/second-factor/codes")
    file = browser.client.get("/account/second-factor/codes.txt")

    assert [item.get_text() for item in shown.all(".codes li")] == codes
    assert all(code in file.get_data(as_text=True) for code in codes)
    assert "attachment" in file.headers["Content-Disposition"]

    browser.submit(shown, "main .no-print form")

    assert browser.open("/account/second-factor/codes").address == "/account/second-factor"
    assert browser.client.get("/account/second-factor/codes.txt").status_code == 303


def test_recovery_codes_vanish_after_a_quarter_of_an_hour(app, lin, browser_of, clock):
    browser = browser_of(lin)
    set_up(browser)
    clock.shift(timedelta(minutes=15, seconds=1))

    assert browser.open("/account/second-factor/codes").address == "/account/second-factor"
    with app.app_context():
        write(service.forget_old_traces, now=datetime.now(UTC))
        assert db.session.scalars(sa.select(SecondFactor.fresh_codes)).one() is None


def test_new_recovery_codes_end_the_old_ones(lin, browser_of, clock):
    browser = browser_of(lin)
    _secret, old = set_up(browser)
    form = browser.open("/account/second-factor/codes/new")
    browser.submit(form, current="wrong", status=422)
    new = browser.submit(form, current=PASSWORD)

    assert {item.get_text() for item in new.all(".codes li")}.isdisjoint(old)
    other = browser_of()
    other.submit(first_step(other, "lin"), code=old[0], status=422)


def test_a_new_phone_ends_the_old_one(lin, browser_of, clock):
    browser = browser_of(lin)
    old, _codes = set_up(browser)
    clock.shift(timedelta(minutes=1))
    new, _codes = set_up(browser)
    clock.shift(timedelta(minutes=1))

    other = browser_of()
    step = first_step(other, "lin")
    other.submit(step, code=now_code(old), status=422)
    assert other.submit(step, code=now_code(new)).address == "/account"


def test_turning_it_off_takes_the_password(lin, browser_of, clock):
    browser = browser_of(lin)
    set_up(browser)
    form = browser.open("/account/second-factor/ending")
    browser.submit(form, current="wrong", status=422)

    assert "没有开" in browser.submit(form, current=PASSWORD).text
    assert first_step(browser_of(), "lin").address == "/account"


def test_a_short_password_does_not_stay_when_it_is_turned_off(company, lin, browser_of, clock):
    browser = browser_of(lin)
    set_up(browser)
    company.password(lin, "9 Kessel")
    done = browser.submit(browser.open("/account/second-factor/ending"), current="9 Kessel")

    assert done.heading == "改密码"
    assert "不到 15 个字符" in done.text
    assert browser.open("/").heading == "改密码"


@pytest.mark.parametrize("role", [Role.TRAINER, Role.HR, Role.ADMIN])
def test_who_must_have_it_cannot_turn_it_off(company, browser_of, role):
    person = company.person("staff", role)
    company.password(person, PASSWORD)
    browser = browser_of(person)

    assert "必须用两步验证" in browser.open("/account/second-factor").text
    form = browser.open("/account/second-factor/ending")
    browser.submit(form, current=PASSWORD, status=403)


def without(app, person):
    """Take away somebody's second factor."""
    with app.app_context():
        write(lambda: db.session.execute(sa.delete(SecondFactor)))
    return person


def test_who_must_have_it_sets_it_up_before_all_else(app, zhao, browser_of, clock):
    without(app, zhao)
    browser = browser_of()
    led = first_step(browser, "zhao", "/people")

    assert led.heading == "开两步验证"
    assert "必须用两步验证" in led.text
    for address in ("/", "/people", "/account", "/certificates.csv"):
        assert browser.open(address).heading == "开两步验证"
    assert browser.client.get("/", headers={"HX-Request": "true"}).status_code == 403
    browser.post("/people/departments", {"name": "新部门"})

    set_up(browser)

    assert browser.open("/people").address == "/people"
    assert "新部门" not in browser.open("/people/departments").text


def test_who_must_set_it_up_can_still_leave_and_read_another_language(app, zhao, browser_of):
    browser = browser_of(without(app, zhao))

    assert browser.post("/language", {"language": "en", "back": "/"}).heading == (
        "Turn on two\N{NON-BREAKING HYPHEN}step sign-in"
    )
    assert browser.post("/sign-out").address == "/sign-in"


def test_whoever_becomes_an_officer_sets_it_up_with_the_next_page(app, lin, company, browser_of):
    browser, admin = browser_of(lin), company.person("root", "admin")

    def grant():
        both = [db.session.get_one(Person, person.id) for person in (admin, lin)]
        service.grant_role(*both, Role.HR, now=datetime.now(UTC))

    with app.app_context():
        write(grant)

    assert browser.open("/").heading == "开两步验证"


def test_demo_accounts_are_asked_for_nothing(app, company, browser_of):
    person = without(app, company.person("demo", "admin"))

    def make_demo():
        db.session.get_one(Person, person.id).is_demo = True

    with app.app_context():
        write(make_demo)

    assert browser_of(person).open("/").address == "/"


def test_an_administrator_resets_it_for_who_has_lost_everything(company, zhao, browser_of):
    root = browser_of(company.person("root", "admin", name="马骏"))
    inside = browser_of(zhao)
    page = root.open(f"/people/{zhao.public_id}")
    done = root.submit(page, "form[action$='/second-factor/ending']")

    assert "两步验证已重置" in done.text
    other = browser_of(company.person("wu", "hr"))
    assert "马骏重置了赵静的两步验证" in other.open(f"/people/{zhao.public_id}/events").text
    assert not is_in(inside)
    assert first_step(browser_of(), "zhao").heading == "开两步验证"


def test_nobody_resets_their_own(company, browser_of):
    root = company.person("root", "admin")
    browser_of(root).post(f"/people/{root.public_id}/second-factor/ending", status=403)


def test_hr_cannot_reset_it(company, zhao, lin, browser_of):
    browser_of(zhao).post(f"/people/{lin.public_id}/second-factor/ending", status=403)


def test_what_is_off_cannot_be_reset(company, lin, browser_of):
    root = browser_of(company.person("root", "admin"))
    page = root.post(f"/people/{lin.public_id}/second-factor/ending")

    assert "两步验证没有开" in page.text


def test_a_slip_does_not_go_around_it(company, lin, browser_of, clock):
    secret, _codes = set_up(browser_of(lin))
    root = browser_of(company.person("root", "admin"))
    slip = root.post(f"/people/{lin.public_id}/slips").find(".slip-address").get_text()
    browser = browser_of()
    form = browser.open(re.search(r"/enrol/[\w-]+", slip)[0])
    step = browser.submit(form, password="a louder kettle 8", again="a louder kettle 8")

    assert step.heading == "再验证一步"
    assert not is_in(browser)
    clock.shift(timedelta(minutes=1))
    assert browser.submit(step, code=now_code(secret)).address == "/"


def test_no_browser_is_spared_the_code(zhao, browser_of, clock):
    browser = browser_of()
    browser.submit(first_step(browser, "zhao"), code=now_code())
    browser.post("/sign-out")
    clock.shift(timedelta(minutes=1))

    assert first_step(browser, "zhao").heading == "再验证一步"
    assert "zhao" not in browser.open("/sign-in").find("main").decode()
