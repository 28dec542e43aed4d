"""A person is told something once, in the language of the reading."""

from datetime import UTC, date, datetime

import pytest

from lms.db import db, write
from lms.errors import N_
from lms.messages import queries, service
from lms.people.models import Person

NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)
SENTENCE = N_("%(actor)s给%(subject)s开了一张登录凭条")


@pytest.fixture
def lin(company):
    return company.person("lin", "trainee", name="林晓")


def tell(app, person, key="slip-1", **facts):
    def act():
        told = {"sentence": SENTENCE, "link": "/account", "actor": "赵静", "subject": "林晓"}
        service.tell(db.session.get(Person, person.id), key=key, now=NOW, **(told | facts))

    with app.app_context():
        write(act)


def test_the_same_key_tells_once(app, lin):
    tell(app, lin)
    tell(app, lin)

    with app.app_context():
        assert queries.unread_count(lin.id) == 1


def test_unread_messages_wait_in_the_navigation_and_lead_on(app, lin, browser_of):
    tell(app, lin)
    browser = browser_of(lin)
    page = browser.open("/messages")

    assert "赵静给林晓开了一张登录凭条" in page.text
    assert page.find("nav a[href='/messages'] .count").get_text().strip().startswith("1")

    there = browser.submit(page, "main .lines form")

    assert there.address == "/account"
    assert not there.all("nav a[href='/messages'] .count")


def test_all_messages_are_marked_as_read_at_once(app, lin, browser_of):
    for number in range(3):
        tell(app, lin, key=f"slip-{number}")

    page = browser_of(lin).post("/messages/readings")

    assert page.address == "/messages"
    assert not page.all("nav a[href='/messages'] .count")


def test_names_are_looked_up_and_days_written_as_the_reader_wants(app, lin, company, browser_of):
    hr = company.person("zhao", "hr", name="赵静")
    tell(app, lin, actor=hr, subject=date(2026, 3, 2))

    assert "赵静给2026年3月2日" in browser_of(lin).open("/messages").text
    assert "2 March 2026" in browser_of(lin, language="en").open("/messages").text


def test_messages_of_others_do_not_exist(app, lin, company, browser_of):
    tell(app, lin)
    with app.app_context():
        public_id = queries.inbox(db.session.get(Person, lin.id)).rows[0].public_id
    other = browser_of(company.person("zhou", "trainee"))

    other.post(f"/messages/{public_id}/reading", status=404)


def test_a_message_may_not_lead_elsewhere(app, lin):
    with pytest.raises(ValueError, match="does not lead"):
        tell(app, lin, link="https://example.com/")


def test_nobody_has_messages_yet(lin, browser_of):
    assert "还没有消息" in browser_of(lin).open("/messages").text
