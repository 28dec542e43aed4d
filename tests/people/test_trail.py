"""The rules of the chain, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lms.people.domain import GENESIS, Anchor, Event, digest, walk
from lms.people.domain.trail import CHANGED, DISORDER, MADE_ANEW, MISSING, NOT_THERE

NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)


def chain(length, kind="role.granted", start=1):
    """A whole trail."""
    events, previous = [], GENESIS
    for number in range(start, start + length):
        at = NOW + timedelta(hours=number)
        event = Event(number, at, kind, 1, 2, {"n": number}, previous, "")
        events.append(replace(event, hash=digest(event)))
        previous = events[-1].hash
    return events


def anchors(events, *places):
    return [Anchor(events[place].id, events[place].hash) for place in places]


WHOLE = chain(6)
OTHER = chain(6, kind="role.revoked")


def test_a_whole_trail_holds():
    found = walk(WHOLE, anchors(WHOLE, 1, 5))

    assert (found.events, found.broken, found.newer) == (6, None, 0)
    assert (found.first_anchored, found.last_anchored) == (2, 6)


def test_the_anchor_may_lag():
    found = walk(WHOLE, anchors(WHOLE, 1, 3))

    assert (found.broken, found.newer) == (None, 2)


def test_numbers_may_have_gaps_as_postgresql_leaves_them():
    kept = [event if event.id < 4 else replace(event, id=event.id + 10) for event in WHOLE]

    assert walk(kept, anchors(kept, 2, 5)).broken is None


@pytest.mark.parametrize(
    ("events", "anchored", "at", "reason"),
    [
        ([*WHOLE[:2], *WHOLE[3:]], [5], 4, MISSING),
        (WHOLE[1:], [5], 2, MISSING),
        ([WHOLE[1], WHOLE[0]], [], 2, MISSING),
        ([*WHOLE[:3], replace(WHOLE[3], subject=7), *WHOLE[4:]], [5], 4, CHANGED),
        ([replace(WHOLE[0], hash=None)], [], 1, CHANGED),
        ([replace(WHOLE[0], at=None)], [], 1, CHANGED),
        ([replace(WHOLE[0], parameters={"n": b"1"})], [], 1, CHANGED),
        ([WHOLE[0], replace(WHOLE[1], previous=None)], [], 2, MISSING),
        (WHOLE[:5], [1, 5], 6, NOT_THERE),
        ([], [5], 6, NOT_THERE),
        (OTHER, [2, 5], 3, MADE_ANEW),
        (chain(6, start=2), [0], 1, NOT_THERE),
        (WHOLE, [3, 1], 2, DISORDER),
        (WHOLE, [3, 3], 4, DISORDER),
    ],
)
def test_a_broken_trail_is_named_at_its_first_break(events, anchored, at, reason):
    found = walk(events, anchors(WHOLE, *anchored))

    assert (found.broken.event_id, found.broken.reason) == (at, reason)


def test_a_trail_made_anew_from_some_event_on_is_seen_by_the_anchor_alone():
    kept = WHOLE[:3]
    forged, previous = [], kept[-1].hash
    for event in WHOLE[3:]:
        other = replace(event, actor=99, previous=previous)
        forged.append(replace(other, hash=digest(other)))
        previous = forged[-1].hash

    assert walk([*kept, *forged]).broken is None
    assert walk([*kept, *forged], anchors(WHOLE, 0, 5)).broken.reason == MADE_ANEW
