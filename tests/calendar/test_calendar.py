"""The calendar of a plan: what stands in it, read by two readers; its secret address."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from lms.calendar.domain import entries
from lms.calendar.export import ics
from lms.calendar.models import CalendarAddress
from lms.db import db, write
from lms.library.domain import Wording
from lms.people.models import Person
from tests.conftest import counted_queries
from tests.onboarding.examples import MONDAY, month, task, template, view

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 9, 4, tzinfo=UTC)
HOST = "https://training.example.com"
AWKWARD = "先听，再问；“退款，3;5,7”\\n 一行\n两行" + "很长的题目🙂" * 20


def plan(day=MONDAY, **facts):
    return view(template(month(1, task("first", 1), task("second", 6))), day, **facts)


def written(found, public_url=HOST):
    return ics(found, public_url=public_url, zone=SHANGHAI, now=NOON)


def read_by_hand(body: bytes) -> list[dict[str, str]]:
    """The events of a calendar by the rules of RFC 5545, sections 3.1 and 3.3.11, and no library.

    A line ends with CR LF and has at most 75 octets; it goes on in the next after a blank.
    """
    assert body.endswith(b"\r\n")
    lines = body[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\r" not in line and b"\n" not in line for line in lines)
    for line in lines:
        line.removeprefix(b" ").decode("utf-8")  # no character is cut in two
    whole = body.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    events: list[dict[str, str]] = []
    open_parts = []
    for line in whole[:-1]:
        name, value = re.fullmatch(
            r'([A-Z-]+(?:;[A-Z-]+=(?:"[^"]*"|[^":;,]*))*):(.*)', line
        ).groups()
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts[-1] == "VEVENT":
            assert name not in events[-1], f"{name} twice"
            events[-1][name] = value
    assert not open_parts
    return events


def plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "N": "\n"}.get(m[1], m[1]), text)


def test_every_task_and_gate_has_its_day():
    found = entries(plan(proved=("first",)), {"first": "/courses/a/b"})

    assert [(one.day, one.is_done, one.address) for one in found] == [
        (date(2026, 3, 2), True, "/courses/a/b"),
        (date(2026, 3, 9), False, "/plan"),
        (date(2026, 4, 1), False, "/plan#gate"),
    ]


def test_names_of_entries_stay_whatever_the_day():
    soon, late = (entries(plan(day), {}) for day in (MONDAY, date(2026, 5, 4)))
    moved = entries(plan(first=date(2026, 3, 9)), {})

    assert {one.uid for one in soon} == {one.uid for one in late} == {one.uid for one in moved}
    assert len({one.uid for one in soon}) == 3


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_two_readers_read_the_same(app):
    found = list(entries(plan(), {"first": "/courses/a/b?c=d;e,f"}))
    wording = Wording(AWKWARD, AWKWARD, AWKWARD)
    found[0] = type(found[0])(
        **{name: getattr(found[0], name) for name in found[0].__slots__}
        | {"title": wording, "about": wording}
    )
    with app.app_context():
        body = written(found)
    by_library = Calendar.from_ical(body).walk("VEVENT")
    by_hand = read_by_hand(body)

    assert len(by_library) == len(by_hand) == 3
    for event, lines, entry in zip(by_library, by_hand, found, strict=True):
        assert not event.errors
        assert str(event["uid"]) == lines["UID"] == entry.uid
        assert event.decoded("dtstart") == entry.day
        assert lines["DTSTART;VALUE=DATE"] == f"{entry.day:%Y%m%d}"
        assert lines["DTEND;VALUE=DATE"] == f"{entry.day + timedelta(days=1):%Y%m%d}"
        assert lines["DTSTAMP"] == "20260308T160000Z"  # midnight in Shanghai
        assert str(event["summary"]) == plain(lines["SUMMARY"])
        assert entry.title.zh_hans in plain(lines["SUMMARY"])
        assert entry.about.zh_hans in plain(lines["DESCRIPTION"])
        assert lines["URL"] == HOST + entry.address == str(event["url"])


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_a_calendar_without_a_plan_is_one_all_the_same(app):
    with app.app_context():
        body = written(())

    assert Calendar.from_ical(body).walk("VTIMEZONE")
    assert read_by_hand(body) == []


def subscribe(browser) -> str:
    """Make an address by clicking; where it leads on this server."""
    page = browser.open("/account/calendar")
    page = browser.post("/account/calendar", page.form("#address form"))
    return "/calendar/" + page.find(".slip-address").get_text().split("/calendar/")[1]


def fetch(app, address, **headers):
    """Ask as a calendar program does: without any cookie."""
    return app.test_client().get(address, headers=headers)


def test_whoever_has_the_address_reads_the_plan(app, kit, lin, browser_of):
    answer = fetch(app, subscribe(browser_of(lin)))
    events = read_by_hand(answer.data)
    by_library = Calendar.from_ical(answer.data)
    dated = kit.view(lin, MONDAY)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"].startswith("private")
    assert "Set-Cookie" not in answer.headers
    assert len(events) == len(dated.tasks) + len(dated.gates) == len(by_library.walk("VEVENT"))
    assert {one["UID"] for one in events} >= {
        f"task-{one.task.id}.{dated.public_id}@shitu" for one in dated.tasks
    }
    assert "学员lin" not in answer.get_data(as_text=True)
    assert "陈立" not in answer.get_data(as_text=True)


def test_what_has_not_changed_is_not_sent_again(app, kit, lin, browser_of):
    address = subscribe(browser_of(lin))
    first = fetch(app, address)
    again = fetch(app, address, **{"If-None-Match": first.headers["ETag"]})
    kit.read(lin, MONDAY)
    changed = fetch(app, address, **{"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"].startswith("private")
    assert changed.status_code == 200
    assert "已完成" in plain(changed.get_data(as_text=True))


@pytest.mark.parametrize(
    ("language", "name", "gate"),
    [
        ("en", "Shitu: my plan", "First gate"),
        ("zh-Hant", "師徒學堂：我的計劃", "第一關"),
        (None, "师徒学堂：我的计划", "第一关"),
    ],
)
def test_a_calendar_speaks_its_owners_language(app, lin, browser_of, language, name, gate):
    address = subscribe(browser_of(lin))
    change(app, lin, language=language)
    body = fetch(app, address, **{"Accept-Language": "fr"}).data

    assert f"X-WR-CALNAME:{name}\r\n".encode() in body
    assert gate in {one["SUMMARY"] for one in read_by_hand(body)}


def change(app, person, **facts):
    def act():
        row = db.session.get_one(Person, person.id)
        for name, value in facts.items():
            setattr(row, name, value)

    with app.app_context():
        write(act)


def test_a_new_address_ends_the_one_before_and_an_ending_ends_all(app, lin, browser_of):
    browser = browser_of(lin)
    old = subscribe(browser)
    browser.post("/account/calendar/shown", {})
    new = subscribe(browser)
    assert [fetch(app, one).status_code for one in (old, new)] == [404, 200]
    browser.post("/account/calendar/ending", {})

    assert fetch(app, new).status_code == 404


def test_whoever_has_no_plan_is_told_so(kit, browser_of):
    page = browser_of(kit.mentor("zhou")).open("/account/calendar")

    assert "您现在没有计划" in page.text


@pytest.mark.parametrize("address", ["/calendar/x.ics", f"/calendar/{'0' * 64}.ics"])
def test_a_guess_opens_nothing(app, lin, browser_of, address):
    subscribe(browser_of(lin))

    assert fetch(app, address).status_code == 404


def test_a_suspended_person_has_no_calendar(app, lin, browser_of):
    address = subscribe(browser_of(lin))
    change(app, lin, status="suspended")

    assert fetch(app, address).status_code == 404


def test_only_a_digest_is_kept_and_the_address_is_shown_once(app, lin, browser_of):
    browser = browser_of(lin)
    secret = subscribe(browser).removeprefix("/calendar/").removesuffix(".ics")
    browser.post("/account/calendar/shown", {})
    with app.app_context():
        kept = [
            str(value)
            for row in db.session.execute(sa.select(CalendarAddress.__table__))
            for value in row
        ]

    assert len(secret) == 64
    assert not any(secret in value for value in kept)
    assert secret not in browser.open("/account/calendar").response.get_data(as_text=True)


def test_the_same_click_gives_the_same_address_but_never_one_taken_back(app, lin, browser_of):
    browser = browser_of(lin)
    form = browser.open("/account/calendar").form("#address form")
    pages = [browser.post("/account/calendar", form) for _ in range(2)]
    shown = {page.find(".slip-address").get_text() for page in pages}
    browser.post("/account/calendar/ending", {})

    assert len(shown) == 1
    browser.post("/account/calendar", form, status=409)


def test_asking_takes_as_many_queries_whatever_the_plan_holds(app, kit, lin, browser_of):
    address = subscribe(browser_of(lin))
    fetch(app, address)
    with counted_queries(app) as few:
        fetch(app, address)
    kit.read(lin, MONDAY)
    kit.play(lin, MONDAY)
    with counted_queries(app) as many:
        fetch(app, address)

    assert len(many) == len(few) <= 14, many
