"""The administrator's page of the audit trail: everything that was done, filtered, as a file."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.people import audit
from lms.people.models import AccessLook, Person
from tests.conftest import counted_queries

NOW = datetime(2026, 3, 1, 15, 30, tzinfo=UTC)  # 23:30 in Shanghai


@pytest.fixture
def admin(company):
    return company.person("root", "admin", name="罗管")


@pytest.fixture
def people(company):
    return {
        "hr": company.person("zhao", "hr", name="赵静"),
        "mentor": company.person("chen", "mentor", name="陈立"),
        "lin": company.person("lin", "trainee", name="林晓"),
    }


def happen(app, kind, actor=None, subject=None, at=NOW, **parameters):
    def act():
        doer = db.session.get_one(Person, actor.id) if actor else None
        about = db.session.get_one(Person, subject.id) if subject else None
        audit.record(kind, actor=doer, subject=about, now=at, **parameters)

    with app.app_context():
        write(act)


@pytest.fixture
def trail(app, people):
    """One event of each sort."""
    hr, mentor, lin = people["hr"], people["mentor"], people["lin"]
    happen(app, "person.suspended", hr, lin)
    happen(app, "certificate.issued", hr, lin, NOW + timedelta(hours=1), number="KF-2026-000001")
    happen(app, "pair.made", hr, lin, NOW + timedelta(days=1), mentor=mentor.id)
    gap = {"first": "KF-2026-000002", "last": "KF-2026-000004"}
    happen(app, "certificate.numbers-skipped", None, None, NOW + timedelta(days=2), **gap)


def lines(page):
    return [" ".join(row.get_text(" ").split()) for row in page.all("main tbody tr")]


def test_everything_is_there_newest_first_with_those_without_a_subject(admin, trail, browser_of):
    shown = lines(browser_of(admin).open("/audit"))

    assert len(shown) == 4
    assert "系统 数据从备份恢复过，证书编号 KF-2026-000002 到 KF-2026-000004 跳过不用" in shown[0]
    assert "2026年3月1日 23:30" in shown[3]
    assert "赵静停用了林晓的账号" in shown[3]


def test_whose_training_an_event_concerns_is_not_told(admin, trail, browser_of):
    page = browser_of(admin).open("/audit")

    assert "赵静请一位同事做一位同事的师父" in page.text
    assert "陈立" not in page.text
    everywhere = browser_of(admin).client.get("/audit.csv").get_data(as_text=True)
    assert "陈立" not in everywhere
    assert "一位同事" in everywhere


@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        ("/audit", [4, 3, 2, 1]),
        ("/audit?group=accounts", [1]),
        ("/audit?group=certificates", [4, 2]),
        ("/audit?group=others", []),
        ("/audit?group=made-up", [4, 3, 2, 1]),
        ("/audit?who=赵静", [3, 2, 1]),
        ("/audit?who=zhaojing&group=mentoring", [3]),
        ("/audit?who=林晓", []),
        ("/audit?from=2026-03-02", [4, 3, 2]),  # days of the company's zone
        ("/audit?to=2026-03-01", [1]),
        ("/audit?from=2026-03-02&to=2026-03-02", [3, 2]),
        ("/audit?from=yesterday&to=9999-12-31", [4, 3, 2, 1]),
        ("/audit?before=3", [2, 1]),
        ("/audit?before=one", [4, 3, 2, 1]),
        ("/audit?before=0", []),
    ],
)
def test_the_trail_is_narrowed(admin, trail, browser_of, address, numbers):
    browser = browser_of(admin)
    page = browser.open(address)

    assert [int(line.split()[-1]) for line in lines(page)] == numbers
    if "before" not in address:
        file = browser.client.get(address.replace("/audit", "/audit.csv"))
        rows = list(csv.reader(io.StringIO(file.get_data(as_text=True).lstrip("\ufeff"))))
        assert [int(row[0]) for row in rows[1:]] == numbers


def test_the_file_says_the_same_as_the_page(admin, trail, browser_of):
    answer = browser_of(admin).client.get("/audit.csv")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))

    assert rows[0] == ["编号", "时间", "谁", "做了什么"]
    assert rows[-1] == ["1", "2026-03-01 23:30:00+08:00", "赵静", "赵静停用了林晓的账号"]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_older_events_are_a_page_on_and_nothing_is_counted(app, admin, people, browser_of):
    for number in range(120):
        at = NOW + timedelta(minutes=number)
        happen(app, "person.suspended", people["hr"], people["lin"], at)
    browser = browser_of(admin)
    seen, address = [], "/audit"
    while address:
        page = browser.open(address)
        seen += [int(line.split()[-1]) for line in lines(page)]
        older = [link["href"] for link in page.all("main a") if "更早" in link.get_text()]
        address = older[0] if older else None

    assert seen == list(range(120, 0, -1))
    with counted_queries(app) as statements:
        browser.client.get("/audit")
    assert not [s for s in statements if "count(" in s.lower() and "audit_event" in s]


def test_all_of_a_long_trail_goes_into_the_file(app, admin, people, browser_of):
    def act():
        hr, lin = (db.session.get_one(Person, people[who].id) for who in ("hr", "lin"))
        for number in range(1_100):
            at = NOW + timedelta(minutes=number)
            audit.record("person.suspended", actor=hr, subject=lin, now=at)

    with app.app_context():
        write(act)
    text = browser_of(admin).client.get("/audit.csv").get_data(as_text=True)

    assert [int(line.split(",")[0]) for line in text.split("\r\n")[1:-1]] == list(
        range(1_100, 0, -1)
    )


def test_looking_and_taking_away_is_logged_without_what_was_typed(app, admin, trail, browser_of):
    browser = browser_of(admin)
    browser.open("/audit?who=赵静&group=plans")
    browser.client.get("/audit.csv?who=赵静").get_data()
    with app.app_context():
        looks = db.session.scalars(sa.select(AccessLook).order_by(AccessLook.id)).all()

        assert [look.what for look in looks] == ["audit.system", "audit.system"]
        assert looks[0].detail == {"filter": "group, who", "count": 0, "purpose": "not stated"}
        assert looks[1].detail == {"filter": "who, file=csv", "count": 3, "purpose": "not stated"}


def test_an_empty_trail_teaches(admin, browser_of):
    assert "这里会留下记录" in browser_of(admin).open("/audit").text
    assert "没有这样的记录" in browser_of(admin).open("/audit?group=plans").text


def test_only_administrators_read_it(company, trail, browser_of):
    for role in ("hr", "mentor", "trainer", "trainee"):
        browser = browser_of(company.person(f"x{role}", role))
        browser.open("/audit", status=403)
        assert browser.client.get("/audit.csv").status_code == 403


def test_every_language_reads_it(admin, trail, browser_of):
    assert "suspended" in browser_of(admin, language="en").open("/audit").text
    assert "操作記錄" in browser_of(admin, language="zh-TW").open("/audit").text
