"""What mentor and apprentice have agreed on stands in the calendars of both, and of nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from lms.mentoring.domain import Meeting
from lms.mentoring.models import ObservationRequest, SessionRecord
from lms.people.domain import WrongField
from tests.calendar.test_calendar import fetch, plain, read_by_hand, subscribe
from tests.conftest import counted_queries
from tests.mentoring.two import MONDAY, Two
from tests.onboarding.conftest import kit as fresh_kit

kit = fresh_kit
FRIDAY = date(2026, 3, 6)
READY = {"day": "2026-03-03", "hour": "15:30"}


@pytest.fixture
def two(kit, browser_of) -> Two:
    """A mentor and an apprentice, each with a browser."""
    return Two(kit, browser_of)


@pytest.fixture
def feeds(app, two):
    """What both calendars hold of meetings, as two readers read it."""
    addresses = [subscribe(browser) for browser in (two.lin, two.chen)]

    def read():
        both = []
        for address in addresses:
            body = fetch(app, address).data
            by_library = {str(e["uid"]): e for e in Calendar.from_ical(body).walk("VEVENT")}
            by_hand = {e["UID"]: e for e in read_by_hand(body)}
            assert by_library.keys() == by_hand.keys()
            wanted = [uid for uid in by_hand if uid.startswith(("talk-", "observation-"))]
            both.append([(by_library[uid], by_hand[uid]) for uid in wanted])
        return both

    return read


def agree(two):
    page = two.lin.submit(
        two.lin.open("/mentoring/requests/new?competency=voice"), "#ready", **READY
    )
    address = page.address
    two.chen.submit(two.chen.open(address), "main form")
    return two.asks(sa.select(ObservationRequest.public_id))


def test_an_agreed_time_stands_in_both_calendars(two, feeds):
    two.lin.submit(two.lin.open("/mentoring/requests/new?competency=voice"), "#ready", **READY)
    assert feeds() == [[], []]

    request = two.asks(sa.select(ObservationRequest.public_id))
    two.chen.submit(two.chen.open(f"/mentoring/requests/{request}"), "main form")
    for found in feeds():
        [(event, lines)] = found
        assert event.decoded("dtstart") == datetime(2026, 3, 3, 7, 30, tzinfo=UTC)
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=30)
        assert lines["DTSTART"] == "20260303T073000Z"
        assert lines["TRANSP"] == "OPAQUE"
        assert plain(lines["SUMMARY"]).startswith("约观察：")
        assert lines["URL"].endswith(f"/mentoring/requests/{request}")
        assert not any(name in str(lines) for name in ("陈立", "学员lin"))


def test_another_time_is_in_no_calendar_until_it_is_agreed(two, feeds):
    request = agree(two)
    page = two.chen.open(f"/mentoring/requests/{request}")
    two.chen.submit(page, "#slot", day="2026-03-04", hour="10:00")

    assert feeds() == [[], []]


def test_what_was_taken_back_is_gone(two, feeds):
    request = agree(two)
    two.lin.post(f"/mentoring/requests/{request}/withdrawal")

    assert feeds() == [[], []]


def test_the_next_talk_stands_in_both_calendars_until_the_one_after(two, feeds, browser_of):
    page = two.record(next_on=str(FRIDAY))
    assert "下次面谈：" in page.text
    for found in feeds():
        [(event, lines)] = found
        assert event.decoded("dtstart") == FRIDAY
        assert lines["DTSTART;VALUE=DATE"] == "20260306"
        assert plain(lines["SUMMARY"]) == "师徒面谈"

    two.kit.go(FRIDAY)
    two.chen = browser_of(two.mentor)
    two.record()

    assert feeds() == [[], []]


def test_what_the_apprentice_remembers_otherwise_is_not_agreed(two, feeds):
    two.record(next_on=str(FRIDAY))
    session = two.asks(sa.select(SessionRecord.public_id))
    two.lin.post(
        f"/mentoring/sessions/{session}/answer", {"verdict": "different", "words": "约的是下周一。"}
    )

    assert feeds() == [[], []]


@pytest.mark.parametrize("ahead", [0, -1, 93])
def test_the_next_talk_comes_after_this_one_and_not_too_late(ahead):
    with pytest.raises(WrongField, match="下次面谈"):
        Meeting(
            talk="weekly",
            held_on=MONDAY,
            minutes=15,
            shared="定了。",
            next_on=MONDAY + timedelta(days=ahead),
        )


def test_meetings_take_two_questions_however_many_there_are(app, two):
    address = subscribe(two.lin)
    fetch(app, address)
    with counted_queries(app) as none:
        fetch(app, address)
    agree(two)
    two.record(next_on=str(FRIDAY))
    with counted_queries(app) as some:
        fetch(app, address)

    assert len(some) == len(none)


def test_a_mentor_without_a_plan_is_not_told_that_the_calendar_is_empty(two):
    assert "日历会是空的" in two.chen.open("/account/calendar").text

    two.record(next_on=str(FRIDAY))
    assert "日历会是空的" not in two.chen.open("/account/calendar").text
