"""Sessions, slips, links, codes and the throttle when the machine's clock is moved, by table."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.errors import TooMany
from lms.people import audit, authenticator, proof, service
from lms.people.domain import (
    CONFIRM_WITHIN,
    EndReason,
    Entrance,
    Knock,
    is_live,
    is_within,
    step_at,
    touch_is_due,
)
from lms.people.models import EnrolmentSlip, FailedTry, Person, ResetLink, SignInSession
from lms.people.queries import token_hash

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
TOKEN = "a-token-that-nobody-guesses-0123456789"


@pytest.mark.parametrize(
    ("age", "idle", "live"),
    [
        (HOUR, 12 * HOUR - SECOND, True),
        (HOUR, 12 * HOUR, False),
        (7 * DAY - SECOND, MINUTE, True),
        (7 * DAY, MINUTE, False),
        (timedelta(), timedelta(), True),
        (-HOUR, -HOUR, True),  # the clock went back by an hour; dated anew by the worker
    ],
)
def test_how_long_a_session_lives(age, idle, live):
    seen = {"created_at": NOON - age, "last_seen_at": NOON - idle}

    assert is_live(**seen, ended_at=None, end_reason=None, now=NOON) is live


@pytest.mark.parametrize(
    ("ended", "passes"), [(0, True), (59, True), (60, False), (-59, True), (-3600, False)]
)
def test_a_renewed_token_passes_for_a_minute_and_not_for_years(ended, passes):
    at = {"created_at": NOON, "last_seen_at": NOON, "ended_at": NOON - ended * SECOND}

    assert is_live(**at, end_reason=EndReason.RENEWED, now=NOON) is passes


@pytest.mark.parametrize(
    ("seconds", "due"), [(0, False), (59, False), (60, True), (-59, False), (-3600, True)]
)
def test_when_the_last_request_is_written_again(seconds, due):
    assert touch_is_due(NOON - seconds * SECOND, NOON) is due


@pytest.mark.parametrize(
    ("age", "lasts"),
    [
        (timedelta(), True),
        (CONFIRM_WITHIN - SECOND, True),
        (CONFIRM_WITHIN, False),
        (-4 * MINUTE, True),
        (-6 * MINUTE, False),
        (-YEAR, False),
        (YEAR, False),
    ],
)
def test_what_lasts_some_minutes_begins_in_the_past(age, lasts):
    assert is_within(NOON - age, NOON, CONFIRM_WITHIN) is lasts


@pytest.mark.parametrize(
    ("moment", "step"),
    [
        ("1970-01-01 00:00:59+00:00", 0x1),  # RFC 6238, appendix B, and the next three
        ("2005-03-18 01:58:29+00:00", 0x23523EC),
        ("2033-05-18 03:33:20+00:00", 0x3F940AA),
        ("2603-10-11 11:33:20+00:00", 0x27BC86AA),
        ("2026-10-25 02:30:00+02:00", 59762940),  # both of an hour that comes twice
        ("2026-10-25 02:30:00+01:00", 59762940 + 120),
    ],
)
def test_steps_of_codes_know_no_daylight_saving(moment, step):
    assert step_at(datetime.fromisoformat(moment)) == step


@pytest.fixture
def lin(company):
    return company.person("lin", "trainee")


def kept(app, *rows) -> None:
    def act():
        db.session.add_all(rows)

    with app.app_context():
        write(act)


def session(person: Person, *, begun: datetime, seen: datetime) -> SignInSession:
    return SignInSession(
        token_hash=token_hash(TOKEN),
        person_id=person.id,
        browser="",
        created_at=begun,
        last_seen_at=seen,
    )


def signs_in(browser) -> bool:
    """Whether a browser with the cookie is signed in."""
    with browser.client.session_transaction() as cookie:
        cookie["_user_id"] = TOKEN
    return browser.client.get("/account").status_code == 200


def close(app, now: datetime) -> None:
    with app.app_context():
        write(service.close_what_is_over, now=now)


@pytest.mark.parametrize("somebody_looks", [True, False])
@pytest.mark.parametrize("back", [HOUR, 13 * HOUR, YEAR])
def test_a_session_that_was_over_stays_over(app, lin, browser_of, at, back, somebody_looks):
    kept(app, session(lin, begun=NOON, seen=NOON))
    browser = browser_of()
    at(NOON + 12 * HOUR)
    if somebody_looks:
        assert not signs_in(browser)
    else:
        close(app, NOON + 12 * HOUR)
    at(NOON + 12 * HOUR - back)

    assert not signs_in(browser)
    with app.app_context():
        assert db.session.scalar(sa.select(SignInSession.end_reason)) == EndReason.EXPIRED


def test_a_session_that_is_not_over_is_let_alone(app, lin, browser_of, at):
    kept(app, session(lin, begun=NOON, seen=NOON))
    at(NOON + 12 * HOUR - SECOND)
    close(app, NOON + 12 * HOUR - SECOND)

    assert signs_in(browser_of())


@pytest.mark.parametrize("back", [HOUR, DAY, YEAR])
def test_a_session_of_a_clock_ahead_lasts_no_longer_than_its_rule(app, lin, browser_of, at, back):
    kept(app, session(lin, begun=NOON + back, seen=NOON + back))
    at(NOON)
    close(app, NOON)
    browser = browser_of()
    assert signs_in(browser)  # who is at work is not thrown out
    at(NOON + 12 * HOUR + MINUTE)

    assert not signs_in(browser)


def test_whoever_goes_on_working_is_seen_also_when_the_clock_went_back(app, lin, browser_of, at):
    kept(app, session(lin, begun=NOON - HOUR, seen=NOON))
    at(NOON - HOUR + MINUTE)
    assert signs_in(browser_of())

    with app.app_context():
        assert db.session.scalar(sa.select(SignInSession.last_seen_at)) == NOON - HOUR + MINUTE


@pytest.mark.parametrize("step", [-SECOND, -HOUR, -YEAR, HOUR])
def test_nobody_is_signed_out_by_a_step_of_the_clock(lin, browser_of, at, step):
    at(NOON)
    browser = browser_of(lin)
    page = browser.open("/account")
    at(NOON + step)

    assert browser.client.get("/account").status_code == 200
    fields = {"csrf_token": page.form('form[action="/language"]')["csrf_token"]}
    told = browser.client.post("/language", data={**fields, "language": "en"})
    assert told.status_code == 303


def test_a_cookie_that_is_not_ours_is_worth_nothing(app, lin, browser_of):
    browser = browser_of(lin)
    name = app.config["SESSION_COOKIE_NAME"]
    value = browser.client.get_cookie(name).value
    for other in (value[::-1], value[3:], value[:-5], "x.y.z"):
        browser.client.set_cookie(name, other)
        assert browser.client.get("/account").status_code == 303


def way_in(kind, person: Person, life: timedelta, made: datetime):
    return kind(
        person_id=person.id,
        token_hash=token_hash(TOKEN),
        created_at=made,
        expires_at=made + life,
    )


WAYS = [
    (EnrolmentSlip, timedelta(hours=72), "/enrol/"),
    (ResetLink, timedelta(minutes=30), "/reset/"),
]


@pytest.mark.parametrize("somebody_looks", [True, False])
@pytest.mark.parametrize(("kind", "life", "address"), WAYS)
@pytest.mark.parametrize("back", [SECOND, HOUR, YEAR])
def test_a_way_in_that_was_over_stays_over(
    app, lin, browser_of, at, kind, life, address, back, somebody_looks
):
    kept(app, way_in(kind, lin, life, NOON))
    stranger = browser_of()
    at(NOON + life - SECOND)
    stranger.open(address + TOKEN)
    at(NOON + life)
    if somebody_looks:
        stranger.open(address + TOKEN, status=404)
    else:
        close(app, NOON + life)
    at(NOON + life - back)

    stranger.open(address + TOKEN, status=404)


@pytest.mark.parametrize(("kind", "life", "address"), WAYS)
def test_a_way_in_of_a_clock_ahead_lasts_no_longer_than_its_rule(
    app, lin, browser_of, at, kind, life, address
):
    kept(app, way_in(kind, lin, life, NOON + YEAR))
    close(app, NOON)
    stranger = browser_of()
    at(NOON + life - SECOND)
    stranger.open(address + TOKEN)
    at(NOON + life)

    stranger.open(address + TOKEN, status=404)


@pytest.mark.parametrize(
    ("step", "waits"), [(timedelta(), True), (-MINUTE, True), (-HOUR, False), (-YEAR, False)]
)
def test_nobody_waits_for_a_clock_that_went_back(app, lin, step, waits):
    knock = Knock(Entrance.SIGN_IN, "192.0.2.1", "lin")

    def fail_often():
        for _ in range(6):
            service.count_failure(knock, now=NOON)

    with app.app_context():
        write(fail_often)
        write(service.close_what_is_over, now=NOON + step)
        try:
            service.check_may_try(knock, now=NOON + step)
            waited = False
        except TooMany:
            waited = True
        left = db.session.scalar(sa.select(sa.func.count()).select_from(FailedTry))
    assert waited is waits
    assert bool(left) is waits


@pytest.mark.parametrize("step", [-SECOND, -HOUR, -YEAR, YEAR])
def test_the_audit_trail_holds_whatever_the_clock_shows(app, lin, step):
    def happen(now):
        audit.record("role.granted", actor=None, subject=lin, now=now, role="mentor")

    with app.app_context():
        before = proof.verify().events
        for now in (NOON, NOON + step, NOON):
            write(happen, now)
        found = proof.verify()

    assert (found.events - before, found.broken, found.newer) == (3, None, 0)


@pytest.mark.parametrize("step", [timedelta(), -SECOND, 30 * SECOND, -30 * SECOND, -HOUR, YEAR])
def test_a_code_that_was_taken_is_never_taken_again(step):
    secret = authenticator.pyotp.random_base32()
    code, taken = authenticator.pyotp.TOTP(secret).at(NOON), step_at(NOON)
    assert authenticator.step_of(secret, code, after=taken - 1, now=NOON) == taken

    assert authenticator.step_of(secret, code, after=taken, now=NOON + step) is None
