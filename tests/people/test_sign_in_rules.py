"""Sessions, pauses and passwords: the rules by example."""

from datetime import UTC, datetime, timedelta

import pytest

from lms.people.domain import (
    LIMITS,
    Entrance,
    Knock,
    Lane,
    Limit,
    browser_name,
    is_live,
    network_of,
    pause_left,
)

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
LIMIT = Limit(3, timedelta(hours=1), timedelta(seconds=30), timedelta(minutes=5))


def session(**facts):
    fresh = {"created_at": NOON, "last_seen_at": NOON, "ended_at": None, "end_reason": None}
    return fresh | facts


def test_a_session_sleeps_at_most_twelve_hours():
    assert is_live(**session(), now=NOON + timedelta(hours=11, minutes=59))
    assert not is_live(**session(), now=NOON + timedelta(hours=12))


def test_a_session_used_all_the_time_ends_after_seven_days():
    used = session(last_seen_at=NOON + timedelta(days=7, seconds=-1))

    assert is_live(**used, now=NOON + timedelta(days=7, seconds=-1))
    assert not is_live(**used, now=NOON + timedelta(days=7))


def test_an_ended_session_is_over_at_once():
    assert not is_live(**session(ended_at=NOON, end_reason="signed-out"), now=NOON)


def test_requests_under_way_pass_while_a_session_is_renewed():
    renewed = session(ended_at=NOON, end_reason="renewed")

    assert is_live(**renewed, now=NOON + timedelta(seconds=59))
    assert not is_live(**renewed, now=NOON + timedelta(seconds=60))


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (2, 0), (3, 30), (4, 60), (5, 120), (9, 300), (999, 300)]
)
def test_pauses_double_up_to_the_longest(failures, seconds):
    assert pause_left(failures, NOON, NOON, LIMIT) == timedelta(seconds=seconds)


def test_waiting_uses_up_the_pause():
    assert pause_left(3, NOON, NOON + timedelta(seconds=20), LIMIT) == timedelta(seconds=10)
    assert pause_left(3, NOON, NOON + timedelta(seconds=30), LIMIT) == timedelta()


@pytest.mark.parametrize("entrance", [Entrance.SIGN_IN, Entrance.CODE])
def test_nobody_can_be_guessed_at_more_than_a_hundred_times_a_day(entrance):
    limit = LIMITS[entrance][Lane.ACCOUNT]
    pauses = (limit.window / limit.longest_pause) + limit.free

    assert pauses <= 100


def test_a_stranger_is_counted_by_account_and_by_network():
    assert set(Knock(Entrance.SIGN_IN, "10.0.0.1", "lin").subjects) == {
        Lane.FROM_NETWORK,
        Lane.ACCOUNT,
        Lane.NETWORK,
    }


@pytest.mark.parametrize("entrance", [Entrance.SIGN_IN, Entrance.CODE, Entrance.PASSWORD])
def test_a_known_browser_and_a_session_are_counted_by_themselves(entrance):
    knock = Knock(entrance, "10.0.0.1", "lin", own="browser")

    assert knock.subjects == {Lane.OWN: "lin browser"}


@pytest.mark.parametrize("entrance", [Entrance.RESET, Entrance.LINK])
def test_asking_for_a_link_is_never_counted_by_account(entrance):
    assert set(Knock(entrance, "10.0.0.1", "lin", own="browser").subjects) == {Lane.NETWORK}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("", "unknown"),
    ],
)
def test_an_address_is_counted_under_its_network(address, network):
    assert network_of(address) == network


def test_a_browser_is_called_as_its_owner_knows_it():
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1"
    desk = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0"

    assert browser_name(phone) == "Safari · iPhone"
    assert browser_name(desk) == "Edge · Windows"
    assert browser_name("curl/8") == ""
