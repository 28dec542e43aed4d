"""A forgotten password: a link by e-mail that works once, for half an hour, and tells nobody."""

import email
import re
import statistics
import time
from datetime import UTC, datetime, timedelta
from email import policy

import pytest
import sqlalchemy as sa
import time_machine

from lms import clock as product_clock
from lms.db import db, write
from lms.jobs import Job
from lms.jobs.service import run_due
from lms.messages.models import Mail
from lms.people.models import Person, ResetLink
from tests.conftest import counted_queries

PASSWORD = "a quiet teapot 7"
OTHER = "a louder kettle 8"
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def lin(app, company):
    return with_address(app, company, "lin", "lin@example.com")


def with_address(app, company, login, address, language=None):
    person = company.person(login, "trainee", name="林晓")
    company.password(person, PASSWORD)

    def keep():
        row = db.session.get_one(Person, person.id)
        row.email, row.language = address, language

    with app.app_context():
        write(keep)
    return person


@pytest.fixture
def letters(app):
    """Carries out what is due; all letters in the mailbox, the newest last."""
    folder = app.config["SETTINGS"].instance / "mail"

    def look():
        with app.app_context():
            while run_due(product_clock.now()):
                pass
        files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        return [email.message_from_bytes(f.read_bytes(), policy=policy.default) for f in files]

    for file in folder.glob("*"):
        file.unlink()
    return look


def words_of(letter):
    return letter.get_body(("plain",)).get_content()


def link_in(letter):
    return re.search(r"/reset/[\w-]+", words_of(letter))[0]


def ask(browser, account):
    return browser.submit(browser.open("/forgotten"), account=account)


def set_password(browser, link, password=OTHER, status=200):
    return browser.submit(browser.open(link), password=password, again=password, status=status)


@pytest.mark.parametrize("account", ["lin", " LIN ", "lin@example.com", "Lin@Example.COM"])
def test_a_forgotten_password_is_set_anew_by_a_link(lin, browser_of, letters, account):
    browser = browser_of()
    sent = ask(browser, account)

    assert sent.heading == "请看您的邮箱"

    done = set_password(browser, link_in(letters()[-1]))

    assert done.address == "/sign-in"
    there = browser.submit(browser.open("/sign-in?next=/account"), login="lin", password=OTHER)
    assert there.address == "/account"


def test_looking_at_a_link_does_not_use_it_up(app, lin, browser_of, letters):
    ask(browser_of(), "lin")
    link = link_in(letters()[-1])
    for _ in range(3):
        browser_of().open(link)
    app.test_client().head(link)

    assert set_password(browser_of(), link).address == "/sign-in"


def test_a_link_works_once(lin, browser_of, letters):
    ask(browser_of(), "lin")
    link = link_in(letters()[-1])
    set_password(browser_of(), link)

    assert "再要一个新的" in browser_of().open(link, status=404).text


def test_a_link_works_for_half_an_hour(lin, browser_of, letters, clock):
    ask(browser_of(), "lin")
    link = link_in(letters()[-1])
    clock.shift(timedelta(minutes=29, seconds=59))
    browser_of().open(link)
    clock.shift(timedelta(seconds=1))

    browser_of().open(link, status=404)


def test_a_form_that_is_sent_too_late_changes_nothing(lin, browser_of, letters, clock):
    ask(browser_of(), "lin")
    browser, link = browser_of(), link_in(letters()[-1])
    form = browser.open(link)
    clock.shift(timedelta(minutes=30))

    browser.submit(form, password=OTHER, again=OTHER, status=404)


def test_a_weak_password_is_refused_and_the_link_stays_good(lin, browser_of, letters):
    ask(browser_of(), "lin")
    browser, link = browser_of(), link_in(letters()[-1])

    assert "密码至少 15 个字符" in set_password(browser, link, "short", status=422).text
    assert set_password(browser, link).address == "/sign-in"


def test_all_sessions_and_all_other_links_end(app, lin, company, browser_of, letters, clock):
    inside = browser_of(lin)
    hr = browser_of(company.person("zhao", "hr"))
    slip = hr.post(f"/people/{lin.public_id}/slips").find(".slip-address").get_text()
    ask(browser_of(), "lin")
    first = link_in(letters()[-1])
    clock.shift(timedelta(minutes=10))
    ask(browser_of(), "lin")
    second = link_in(letters()[-1])
    assert first != second
    set_password(browser_of(), first)

    assert inside.open("/account").address == "/sign-in"
    browser_of().open(second, status=404)
    browser_of().open(re.search(r"/enrol/[\w-]+", slip)[0], status=404)
    assert "密码用邮件里的链接重设了" in browser_of(lin).open("/messages").text


@pytest.mark.parametrize("account", ["nobody", "nobody@example.com", "suspended", "no-address"])
def test_nobody_learns_whether_there_is_an_account(app, lin, company, browser_of, letters, account):
    company.person("suspended", "trainee", status="suspended")
    company.person("no-address", "trainee")
    known, unknown = ask(browser_of(), "lin"), ask(browser_of(), account)

    assert known.find("main").decode() == unknown.find("main").decode()
    assert len(letters()) == 1


def test_the_request_does_the_same_for_all(app, lin, browser_of):
    statements = []
    for account in ("lin", "nobody"):
        browser = browser_of()
        form = browser.open("/forgotten").form()
        with counted_queries(app) as asked:
            browser.client.post("/forgotten", data={**form, "account": account})
        statements.append(asked)

    assert statements[0] == statements[1]
    assert not [s for s in statements[0] if "person" in s.lower()]


def test_the_clock_does_not_tell_either(app, lin, browser_of):
    app.config["WTF_CSRF_ENABLED"] = False
    times = {"lin": [], "nobody": []}
    try:
        client = app.test_client()
        for number in range(9):
            for account, taken in times.items():
                start = time.perf_counter()
                address = {"REMOTE_ADDR": f"10.0.{number}.{len(account)}"}
                client.post("/forgotten", data={"account": account}, environ_base=address)
                taken.append(time.perf_counter() - start)
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
    known, unknown = (statistics.median(taken) for taken in times.values())

    assert 0.5 < known / unknown < 2


def test_what_was_typed_is_kept_from_view(app, browser_of):
    ask(browser_of(), "a secret typed into the wrong field")
    with app.app_context():
        kept = [str(job.payload) for job in db.session.scalars(sa.select(Job))]

    assert kept
    assert not [text for text in kept if "secret" in text]


def test_only_a_hash_of_the_link_is_kept(app, lin, browser_of, letters):
    ask(browser_of(), "lin")
    token = link_in(letters()[-1]).rpartition("/")[2]
    with app.app_context():
        link = db.session.scalars(sa.select(ResetLink)).one()
        mail = db.session.scalars(sa.select(Mail)).one()
        kept = " ".join(str(job.payload) for job in db.session.scalars(sa.select(Job)))

    assert token not in (link.token_hash, mail.key)
    assert token not in kept


def test_asking_again_and_again_sends_one_letter_in_ten_minutes(lin, browser_of, letters, clock):
    for _ in range(3):
        ask(browser_of(), "lin")
    assert len(letters()) == 1
    clock.shift(timedelta(minutes=10))
    ask(browser_of(), "lin")

    assert len(letters()) == 2


def test_a_stranger_who_asks_does_not_keep_the_owner_from_a_working_link(
    lin, browser_of, letters, clock
):
    for number in range(12):
        address = {"REMOTE_ADDR": f"198.51.100.{number}"}
        stranger = browser_of()
        form = stranger.open("/forgotten").form()
        data = {**form, "account": "lin"}
        stranger.client.post("/forgotten", data=data, environ_base=address)
        clock.shift(timedelta(minutes=3))
        newest = letters()[-1]

    assert set_password(browser_of(), link_in(newest)).address == "/sign-in"


def test_a_network_that_asks_too_often_has_to_wait(browser_of, clock):
    for number in range(20):
        ask(browser_of(), f"somebody{number}")
    browser = browser_of()
    refused = browser.submit(browser.open("/forgotten"), account="lin", status=429)

    assert refused.response.headers["Retry-After"] == "30"
    assert refused.find("input[name=account]")["value"] == "lin"


def test_guessing_links_is_slowed_down_but_a_real_one_always_opens(lin, browser_of, letters):
    ask(browser_of(), "lin")
    link = link_in(letters()[-1])
    guesser = browser_of()
    answers = [guesser.client.get(f"/reset/guess-{n}").status_code for n in range(31)]

    assert answers == [404] * 30 + [429]
    assert browser_of().open(link).heading == "设新密码"


def test_accounts_that_share_an_address_get_a_letter_each(app, company, lin, browser_of, letters):
    with_address(app, company, "lin2", "LIN@example.com")
    ask(browser_of(), "lin@example.com")
    logins = {browser_of().open(link_in(letter)).find("dd").get_text() for letter in letters()}

    assert logins == {"lin", "lin2"}


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        (None, "师徒学堂：重设密码"),
        ("en", "Shitu: reset your password"),
        ("zh-Hant", "師徒學堂：重設密碼"),
    ],
)
def test_the_letter_speaks_its_readers_language(
    app, company, browser_of, letters, language, subject
):
    with_address(app, company, "zhou", "zhou@example.com", language)
    ask(browser_of(None, language="en"), "zhou")
    letter = letters()[-1]

    assert letter["Subject"] == subject
    assert "zhou" not in words_of(letter).replace("zhou@example.com", "")


def test_hr_sends_a_link_to_the_persons_own_address(app, lin, company, browser_of, letters):
    hr = browser_of(company.person("zhao", "hr", name="赵静"))
    page = hr.open(f"/people/{lin.public_id}")
    done = hr.submit(page, "form[action$='/reset-links']")

    assert "重设密码的邮件已交给后台" in done.text
    assert "赵静给林晓寄了重设密码的邮件" in done.text
    assert set_password(browser_of(), link_in(letters()[-1])).address == "/sign-in"


def test_without_an_address_there_is_no_link_to_send(company, browser_of, letters):
    zhou, hr = company.person("zhou", "trainee"), browser_of(company.person("zhao", "hr"))

    assert not hr.open(f"/people/{zhou.public_id}").all("form[action$='/reset-links']")
    assert "改开登录凭条" in hr.post(f"/people/{zhou.public_id}/reset-links").text
    assert letters() == []


def test_a_new_address_ends_links_that_went_to_the_old_one(lin, browser_of, letters):
    ask(browser_of(), "lin")
    link = link_in(letters()[-1])
    browser = browser_of(lin)
    browser.submit(browser.open("/account/email"), email="new@example.com", current=PASSWORD)

    browser_of().open(link, status=404)


def test_a_second_factor_is_still_asked_for(app, company, browser_of, letters):
    zhao = company.person("zhao", "hr")
    company.password(zhao, PASSWORD)

    def keep():
        db.session.get_one(Person, zhao.id).email = "zhao@example.com"

    with app.app_context():
        write(keep)
    ask(browser_of(), "zhao")
    browser = browser_of()
    set_password(browser, link_in(letters()[-1]))
    step = browser.submit(browser.open("/sign-in"), login="zhao", password=OTHER)

    assert step.heading == "再验证一步"
