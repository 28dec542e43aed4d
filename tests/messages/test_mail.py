"""Letters: what they say and to whom, that none is lost, and why one did not arrive."""

import email
import stat
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import policy

import pytest
import sqlalchemy as sa
import time_machine

from lms import clock as product_clock
from lms.config import MailServer
from lms.db import db, write
from lms.errors import N_
from lms.jobs import Job, JobStatus
from lms.jobs.service import run_due
from lms.messages import service
from lms.messages.domain import MOST_TRIES, tidy_answer
from lms.messages.mime import message_of, one_line
from lms.messages.models import Mail
from lms.people.models import Person
from lms.people.post import Letter
from tests.messages.postman import postman

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
ASKS_WHO = "250-test\r\n250 AUTH PLAIN"
SENTENCE = N_("%(by)s给您的任务“%(title)s”签了字。")


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def lin(app, company):
    return with_address(app, company.person("lin", "trainee", name="林晓"))


def with_address(app, person, address="lin@example.com", **facts):
    def keep():
        row = db.session.get_one(Person, person.id)
        row.email = address
        for name, value in facts.items():
            setattr(row, name, value)

    with app.app_context():
        write(keep)
    return person


@pytest.fixture
def folder(app):
    found = app.config["SETTINGS"].instance / "mail"
    for file in found.glob("*"):
        file.unlink()
    return found


def tell(app, person, key="signed-1", **facts):
    told = {"by": "陈立", "title": "站在旁边听"} | facts

    def act():
        row = db.session.get_one(Person, person.id)
        service.tell(row, sentence=SENTENCE, link="/plan", key=key, now=product_clock.now(), **told)

    with app.app_context():
        write(act)


def work(app):
    with app.app_context():
        run_due(product_clock.now())


def letters(folder):
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    return [email.message_from_bytes(f.read_bytes(), policy=policy.default) for f in files]


def parts_of(letter):
    return [letter.get_body((kind,)).get_content() for kind in ("plain", "html")]


def the_mail(app):
    with app.app_context():
        mail = db.session.scalars(sa.select(Mail)).one()
        db.session.expunge_all()
        return mail


def test_a_message_goes_out_by_mail_in_text_and_html(app, lin, folder, clock):
    tell(app, lin)
    work(app)
    letter = letters(folder)[0]

    assert letter["To"] == "lin@example.com"
    assert letter["Subject"] == "师徒学堂：您有一条新消息"
    assert letter["Auto-Submitted"] == "auto-generated"
    for part in parts_of(letter):
        assert "给您的任务“站在旁边听”签了字" in part
        assert f"{app.config['SETTINGS'].public_url}/messages" in part
    assert the_mail(app).sent_at == NOON


def test_a_letter_names_nobody(app, lin, company, folder):
    tell(app, lin, by=company.person("chen", "mentor", name="陈立"))
    work(app)
    text, html = parts_of(letters(folder)[0])

    assert "一位同事给您的任务" in text
    for part in (text, html):
        assert "陈立" not in part
        assert "林晓" not in part
        assert "T-lin" not in part


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "signed your task"), ("zh-Hant", "簽了字"), (None, "签了字")],
)
def test_a_letter_speaks_its_readers_language(app, lin, folder, language, words):
    with_address(app, lin, language=language)
    tell(app, lin, by=date(2026, 3, 2))
    work(app)
    letter = letters(folder)[0]

    assert letter["Content-Language"] == (language or "zh-Hans")
    assert any(words in part for part in parts_of(letter)), parts_of(letter)


def test_nothing_in_a_letter_is_fetched_and_no_text_becomes_html(app, lin, folder):
    tell(app, lin, title="<img src=x onerror=alert(1)>")
    work(app)
    html = parts_of(letters(folder)[0])[1]

    assert "<img" not in html
    assert "&lt;img src=x" in html
    assert not any(word in html for word in ("src=", "<script", "<link", "url(")) or (
        html.count("src=") == html.count("&lt;img src=")
    )


@pytest.mark.parametrize(
    "text", ["a\r\nBcc: all@example.com", "a\nb", "a\0b", "a\u2028b", "a\rb", "\u202ea"]
)
def test_nobody_adds_a_header(app, text):
    letter = Letter(subject=text, paragraphs=(text,), link="/", link_words=text)
    with app.app_context():
        message = message_of(letter, "lin@example.com", "abc", NOON)
    parsed = email.message_from_bytes(message.as_bytes(), policy=policy.default)

    assert parsed["Bcc"] is None
    assert len(parsed.get_all("Subject")) == 1
    assert one_line(text).isprintable()


@pytest.mark.parametrize(
    "address",
    [
        "lin@example.com\r\nBcc: all@example.com",
        "lin@example.com, all@example.com",
        '"lin" <lin@example.com>',
        "lin@exa mple.com",
        "lin@",
        "lin@example",
    ],
)
def test_an_address_that_is_none_gets_no_letter(app, lin, folder, address):
    with_address(app, lin, address)
    tell(app, lin)
    work(app)

    assert letters(folder) == []
    assert the_mail(app).trouble == "bad-address"
    assert the_mail(app).dropped_at is not None


def test_letters_in_the_folder_are_read_by_their_owner_only(app, lin, folder):
    tell(app, lin)
    work(app)
    (file,) = folder.glob("*")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("facts", [{"wants_mail": False}, {"status": "suspended"}])
def test_who_wants_none_or_is_suspended_gets_none(app, lin, folder, facts):
    with_address(app, lin, **facts)
    tell(app, lin)
    work(app)

    assert letters(folder) == []


@pytest.mark.parametrize(
    ("facts", "trouble"),
    [
        ({"wants_mail": False}, "unwanted"),
        ({"status": "suspended"}, "suspended"),
        ({"address": None}, "no-address"),
    ],
)
def test_what_changes_before_the_letter_leaves_counts(app, lin, folder, facts, trouble):
    tell(app, lin)
    with_address(app, lin, **({"address": "lin@example.com"} | facts))
    work(app)

    assert letters(folder) == []
    assert the_mail(app).trouble == trouble


def test_what_was_read_in_the_product_is_not_sent(app, lin, browser_of, folder):
    tell(app, lin)
    browser_of(lin).post("/messages/readings")
    work(app)

    assert the_mail(app).trouble == "read"
    assert letters(folder) == []


def test_a_message_that_is_undone_sends_no_letter(app, lin, folder):
    def act():
        row = db.session.get_one(Person, lin.id)
        service.tell(row, sentence=SENTENCE, link="/", key="k", now=NOON, by="", title="")
        raise RuntimeError

    with app.app_context(), pytest.raises(RuntimeError):
        write(act)
    work(app)

    assert letters(folder) == []


def test_what_happened_long_ago_is_not_mailed(app, lin, folder):
    with service.quietly():
        tell(app, lin)
    work(app)

    assert letters(folder) == []


@pytest.fixture
def server(app):
    """A mail server on this machine, which the product uses."""
    before = app.config["SETTINGS"]
    with postman() as server:
        place = MailServer(host="127.0.0.1", port=server.port, tls="none")
        settings = replace(before, mail_server=place, mail_from="training@example.com")
        app.config["SETTINGS"] = settings
        yield server
        app.config["SETTINGS"] = before


def through(app, **facts):
    settings = app.config["SETTINGS"]
    place = replace(settings.mail_server, **facts)
    app.config["SETTINGS"] = replace(settings, mail_server=place)


def test_letters_go_to_the_mail_server(app, lin, server):
    tell(app, lin)
    work(app)
    letter = email.message_from_bytes(server.letters[0], policy=policy.default)

    assert letter["From"].addresses[0].addr_spec == "training@example.com"
    assert letter["To"] == "lin@example.com"
    assert "给您的任务" in parts_of(letter)[0]


@pytest.mark.parametrize(
    ("answers", "facts", "trouble"),
    [
        ({"RCPT": "550 <lin@example.com> unknown"}, {}, "refused"),
        ({"RCPT": "451 try later"}, {}, "busy"),
        ({"DATA": "452 full"}, {}, "busy"),
        ({"MAIL": "550 not you"}, {}, "sender"),
        ({}, {"port": 1}, "unreachable"),
        ({}, {"tls": "starttls"}, "tls"),
        ({"EHLO": ASKS_WHO, "AUTH": "535 wrong"}, {"user": "u", "password": "p"}, "login"),
        ({}, {"user": "u", "password": "p"}, "login"),
    ],
)
def test_why_a_letter_did_not_arrive_is_known(app, lin, server, answers, facts, trouble):
    server.answers.update(answers)
    through(app, **facts)
    tell(app, lin)
    work(app)
    mail = the_mail(app)

    assert server.letters == []
    assert mail.trouble == trouble
    assert "lin@example.com" not in (mail.answer or "")
    assert (mail.dropped_at is not None) == (trouble == "refused")


def test_a_password_is_never_sent_without_encryption(app, lin, server):
    server.answers["EHLO"] = ASKS_WHO
    through(app, tls="starttls", user="u", password="p")
    tell(app, lin)
    work(app)

    assert the_mail(app).trouble == "tls"


def test_a_letter_is_tried_again_after_growing_pauses(app, lin, server, clock):
    server.answers["RCPT"] = "451 try later"
    tell(app, lin)
    pauses = []
    for _ in range(6):
        work(app)
        with app.app_context():
            due = db.session.scalars(sa.select(Job.due_at)).one()
        pauses.append((due - product_clock.now()).total_seconds())
        clock.move_to(due)
    server.answers.clear()
    work(app)

    assert pauses == [10, 20, 40, 80, 160, 320]
    assert len(server.letters) == 1
    assert the_mail(app).trouble is None


def give_up(app, clock):
    for _ in range(MOST_TRIES):
        work(app)
        clock.shift(timedelta(hours=1))


def test_a_letter_is_given_up_after_most_of_a_day_and_everybody_sees_why(
    app, lin, server, company, browser_of, clock
):
    server.answers["RCPT"] = "451 4.7.1 <lin@example.com> greylisted"
    tell(app, lin)
    give_up(app, clock)
    with app.app_context():
        assert db.session.scalars(sa.select(Job.status)).one() == JobStatus.FAILED
    root = browser_of(company.person("root", "admin"))
    page = root.open("/mail")

    assert "放弃了" in page.text
    assert "林晓" in page.text
    assert "邮件服务器暂时不收" in page.text
    assert "451 4.7.1 <…> greylisted" in page.text
    assert "lin@example.com" not in page.find("main").get_text()

    server.answers.clear()
    done = root.submit(page, "main table form")

    assert "马上再寄一次" in done.text
    work(app)
    assert len(server.letters) == 1
    assert "没有滞留的信" in root.open("/mail").text


def test_what_was_sent_cannot_be_sent_again(app, lin, folder, company, browser_of):
    tell(app, lin)
    work(app)
    root = browser_of(company.person("root", "admin"))
    root.post(f"/mail/{the_mail(app).public_id}/tries", status=409)
    root.post("/mail/nothing/tries", status=404)


def test_a_second_try_is_the_same_letter(app, lin, server, clock):
    server.answers["RCPT"] = "451 try later"
    tell(app, lin)
    work(app)
    server.answers.clear()
    clock.shift(timedelta(seconds=10))
    work(app)
    letter = email.message_from_bytes(server.letters[0], policy=policy.default)

    assert letter["Message-ID"] == f"<{the_mail(app).public_id}@example.com>"


def test_administrators_send_themselves_a_letter(app, company, folder, browser_of):
    root = with_address(app, company.person("root", "admin"), "root@example.com")
    browser = browser_of(root)
    page = browser.open("/mail")
    browser.submit(page, "main form")
    work(app)

    assert letters(folder)[0]["Subject"] == "师徒学堂：试寄成功"
    assert "还没有邮件服务器" in page.text


def test_old_letters_are_forgotten(app, lin, folder, clock):
    tell(app, lin)
    work(app)
    with app.app_context():
        write(service.forget_old_mail, before=NOON + timedelta(days=1))
        assert db.session.scalar(sa.select(sa.func.count(Mail.id))) == 0


def test_answers_of_mail_servers_are_kept_without_addresses():
    kept = tidy_answer("550 5.1.1\r\n <lin@example.com>: user\tunknown " + "x" * 500)

    assert kept.startswith("550 5.1.1 <…>: user unknown")
    assert len(kept) == 200
