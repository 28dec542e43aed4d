"""Expired stays expired, whatever happens to the machine's clock; a table of what it may do."""

from datetime import UTC, datetime, timedelta

import pytest

from lms import clock
from lms.certification.domain import last_valid_day
from lms.db import db
from lms.people.models import AuditEvent
from tests.certification.conftest import NOW
from tests.conftest import counted_queries

HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


@pytest.fixture
def issued(office, company):
    """The number of a certificate, and the first instant at which it has expired."""
    number = office.issue(company.person("lin", "trainee"))
    with office.app.app_context():
        after = office.certificate(number).expires_on + DAY
        return number, datetime(after.year, after.month, after.day, tzinfo=clock.zone())


@pytest.fixture
def shown(issued, browser_of):
    """What a stranger is told of the certificate."""
    stranger = browser_of()

    def look() -> str:
        text = stranger.open(f"/verify/{issued[0]}").text
        return "expired" if "已过期" in text else "valid" if "有效" in text else text

    return look


@pytest.mark.parametrize(
    "journey",
    [
        # how far from the first instant after its last day, and what it is worth then
        [(-1, "valid"), (0, "expired")],
        [(0, "expired"), (-1, "expired")],  # an hour back
        [(0, "expired"), (-24 * 365, "expired")],  # a year back
        [(0, "expired"), (-24 * 365, "expired"), (1, "expired"), (-1, "expired")],
        [(-24, "valid"), (-25, "valid"), (-1, "valid")],  # back and forth before it expires
        [(24 * 400, "expired"), (-24 * 30, "expired")],  # far ahead, and back
    ],
)
def test_what_was_seen_expired_stays_expired(issued, shown, at, journey):
    for hours, worth in journey:
        at(issued[1] + hours * HOUR)
        assert shown() == worth, hours


def test_the_register_and_the_terminal_agree_with_what_strangers_see(
    office, issued, shown, at, company, browser_of
):
    hr = company.person("zhao", "hr")
    at(issued[1])
    assert shown() == "expired"
    at(issued[1] - YEAR)

    assert "已过期" in browser_of(hr).open("/certificates").text
    verified = office.app.test_cli_runner().invoke(args=["certificates", "verify", issued[0]])
    assert verified.exit_code == 1


def test_the_worker_writes_the_time_down_though_nobody_looks(office, issued, shown, at):
    at(issued[1])
    with office.app.app_context():
        clock.reach(clock.now())
    at(issued[1] - DAY)

    assert shown() == "expired"


def test_a_clock_that_was_ahead_is_put_right_by_a_command_and_noted(office, issued, shown, at):
    at(issued[1])
    assert shown() == "expired"
    at(NOW)
    runner = office.app.test_cli_runner()
    told = runner.invoke(args=["clock", "show"])
    assert told.exit_code == 1
    assert "The clock went back" in told.output
    assert shown() == "expired"

    runner.invoke(args=["clock", "put-right"])
    assert shown() == "valid"
    assert runner.invoke(args=["clock", "show"]).exit_code == 0
    assert "did not go back" in runner.invoke(args=["clock", "put-right"]).output
    with office.app.app_context():
        kinds = [event.kind for event in db.session.query(AuditEvent)]
    assert kinds.count("clock.put-right") == 1


def test_administrators_are_told_that_the_clock_went_back(office, at, company, browser_of):
    admin = company.person("admin", "admin")
    at(NOW)
    with office.app.app_context():
        clock.reach(NOW + 3 * HOUR)
    page = browser_of(admin).open("/jobs").text

    assert "机器的时钟往回走了 3 小时" in page
    assert "一切正常" not in page


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(seconds=119), -HOUR])
def test_small_steps_are_nobodys_business(office, at, back):
    at(NOW)
    with office.app.app_context():
        clock.reach(NOW + back)
        assert clock.went_back() == timedelta()


@pytest.mark.parametrize("text", ["", "rubbish", "2026-13-01T00:00:00+00:00", "\x00" * 32])
def test_a_damaged_file_is_told_in_the_log_and_written_anew(
    office, issued, shown, at, text, caplog
):
    at(issued[1] - DAY)
    (office.app.config["SETTINGS"].instance / clock.LATEST).write_text(text)

    assert shown() == "valid"
    assert "latest moment cannot be read" in caplog.text
    with office.app.app_context():
        assert clock.latest() == issued[1] - DAY


def test_where_nothing_can_be_written_the_page_is_shown(issued, shown, at, monkeypatch):
    def refuse(*_args):
        raise OSError("read-only")

    monkeypatch.setattr(clock.beside, "replace", refuse)
    at(issued[1])

    assert shown() == "expired"


def test_it_costs_no_statement(office, at):
    at(NOW)
    with office.app.app_context(), counted_queries(office.app) as statements:
        for _ in range(3):
            clock.latest_day()

    assert statements == []


@pytest.mark.parametrize(
    ("issued_on", "months", "last"),
    [
        ("2026-02-28", 12, "2027-02-27"),
        ("2027-02-28", 12, "2028-02-27"),  # into a leap year: the same date, not the month's end
        ("2028-02-29", 12, "2029-02-28"),  # from a leap day: the month's last day
        ("2028-02-29", 24, "2030-02-28"),
        ("2028-02-29", 48, "2032-02-28"),  # to the next leap day
        ("2026-03-01", 24, "2028-02-29"),  # the leap day is the last valid day
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2027-08-30", 6, "2028-02-29"),
        ("2027-08-29", 6, "2028-02-28"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-12-31", 24, "2028-12-30"),
        ("2099-12-31", 24, "2101-12-30"),
        ("2096-02-29", 48, "2100-02-28"),  # 2100 is no leap year
    ],
)
def test_leap_days_and_ends_of_months(issued_on, months, last):
    start = datetime.fromisoformat(issued_on).date()

    assert last_valid_day(start, months).isoformat() == last


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        ("Asia/Shanghai", datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC), "2026-11-22"),
        ("Asia/Shanghai", datetime(2026, 11, 22, 16, tzinfo=UTC), "2026-11-23"),
        ("Europe/Berlin", datetime(2026, 3, 28, 22, 59, tzinfo=UTC), "2026-03-28"),  # winter: +1
        ("Europe/Berlin", datetime(2026, 3, 29, 21, 59, tzinfo=UTC), "2026-03-29"),  # summer: +2
        ("Europe/Berlin", datetime(2026, 3, 29, 22, tzinfo=UTC), "2026-03-30"),
        ("Europe/Berlin", datetime(2026, 10, 25, 22, 30, tzinfo=UTC), "2026-10-25"),  # a 25 h day
        ("America/New_York", datetime(2026, 11, 1, 4, tzinfo=UTC), "2026-11-01"),
        ("America/New_York", datetime(2026, 11, 2, 4, 59, tzinfo=UTC), "2026-11-01"),
        ("America/New_York", datetime(2026, 3, 8, 5, tzinfo=UTC), "2026-03-08"),
        ("Pacific/Apia", datetime(2011, 12, 30, 9, 59, tzinfo=UTC), "2011-12-29"),
        ("Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC), "2011-12-31"),  # no 30th at all
    ],
)
def test_the_day_of_an_instant(office, monkeypatch, zone, instant, day):
    monkeypatch.setattr(clock, "zone", lambda: clock.ZoneInfo(zone))

    with office.app.app_context():
        assert clock.day_of(instant).isoformat() == day
