"""Rules of the working day: quadrants, limits, completion rate, focus sessions, shares."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lms.errors import Invalid
from lms.onboarding.domain import Calendar
from lms.workday.domain import (
    Closing,
    Focus,
    Gap,
    Jotted,
    LimitState,
    Matter,
    Outcome,
    Phase,
    Quadrant,
    Rate,
    Share,
    Shares,
    Sheet,
    Sort,
    Tally,
    counted,
    ended,
    furthest,
    goal,
    next_day,
    noted,
    tally,
)

NINE = datetime(2026, 3, 2, 1, tzinfo=UTC)
MONDAY, FRIDAY, SATURDAY = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7)
PLAIN = Calendar({}, date(2026, 12, 31))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def matter(place: str = "now", *, is_planned: bool = True, **facts) -> Matter:
    jotted = Jotted("一件事", place)
    return Matter(
        public_id="x",
        day=MONDAY,
        words=jotted.words,
        quadrant=jotted.quadrant,
        sort=jotted.sort,
        is_planned=is_planned,
        since=NINE,
        **facts,
    )


def done(**facts) -> Matter:
    return matter(closing=Closing.DONE, closed_at=NINE + minutes(5), **facts)


def focus(**facts) -> Focus:
    return Focus(public_id="x", goal="写到最后一次扫描", started_at=NINE, **facts)


@pytest.mark.parametrize(
    ("place", "quadrant", "sort"),
    [
        ("complaint", Quadrant.NOW, Sort.COMPLAINT),
        ("fault", Quadrant.DELEGATED, Sort.FAULT),
        ("enquiries", Quadrant.SCHEDULED, Sort.ENQUIRIES),
        ("filed", Quadrant.FILED, Sort.OTHER),
    ],
)
def test_what_has_a_limit_has_its_quadrant(place, quadrant, sort):
    jotted = Jotted("楼道漏水", place)

    assert (jotted.quadrant, jotted.sort) == (quadrant, sort)


@pytest.mark.parametrize(("words", "place"), [("", "now"), ("长" * 101, "now"), ("漏水", "other")])
def test_a_line_says_something_short_and_goes_somewhere(words, place):
    with pytest.raises(Invalid):
        Jotted(words, place)


@pytest.mark.parametrize(
    ("place", "allowed"), [("complaint", minutes(30)), ("fault", minutes(120))]
)
def test_a_limit_is_exceeded_only_after_its_last_moment(place, allowed):
    limit = matter(place).limit

    assert limit.state(NINE + allowed) is LimitState.RUNNING
    assert limit.state(NINE + allowed + minutes(0.1)) is LimitState.EXCEEDED


def test_what_was_answered_in_time_stays_so():
    limit = matter("complaint", answered_at=NINE + minutes(29)).limit

    assert limit.state(NINE + minutes(300)) is LimitState.KEPT


def test_what_was_answered_late_is_late():
    limit = matter("complaint", answered_at=NINE + minutes(31)).limit

    assert limit.state(NINE + minutes(31)) is LimitState.LATE


def test_what_is_done_is_answered():
    limit = done(place="complaint").limit

    assert limit.state(NINE + minutes(300)) is LimitState.KEPT


def test_enquiries_and_other_matters_have_no_limit():
    assert matter("enquiries").limit is None
    assert matter("now").limit is None


def test_the_rate_counts_what_was_written_in_the_morning():
    sheet = Sheet(MONDAY, [done(), done(), matter(), done(is_planned=False)], NINE)

    assert sheet.rate == Rate(planned=3, done=2, came_in=1)


@pytest.mark.parametrize(
    ("planned", "found", "percent"), [(8, 6, 75), (8, 5, 63), (8, 7, 88), (8, 3, 38), (0, 0, None)]
)
def test_the_rate_is_rounded_as_the_course_does(planned, found, percent):
    assert Rate(planned, found).percent == percent


def test_the_rate_of_a_week_is_counted_over_the_week():
    week = sum((Rate(8, done, 1) for done in (6, 5, 7, 3, 5)), Rate(0, 0))

    assert (week, week.percent) == (Rate(40, 26, 5), 65)


def test_more_than_three_open_matters_under_now_are_too_many():
    assert not Sheet(MONDAY, [matter()] * 3 + [done()]).is_overfull
    assert Sheet(MONDAY, [matter()] * 4).is_overfull


def test_a_quadrant_shows_what_is_open_first():
    first, second = done(), matter()

    assert Sheet(MONDAY, [first, second]).of(Quadrant.NOW) == [second, first]


def test_only_what_is_open_is_still_exceeded():
    late = matter("complaint")
    sheet = Sheet(MONDAY, [late, done(place="complaint"), matter()])

    assert sheet.exceeded(NINE + minutes(31)) == [late]


@pytest.mark.parametrize(
    ("day", "today", "to"),
    [
        (FRIDAY, FRIDAY, date(2026, 3, 9)),
        (MONDAY, FRIDAY, FRIDAY),
        (FRIDAY, SATURDAY, date(2026, 3, 9)),
        (MONDAY, MONDAY, date(2026, 3, 3)),
    ],
)
def test_what_is_left_over_is_carried_to_a_working_day(day, today, to):
    assert next_day(day, today, PLAIN) == to


@pytest.mark.parametrize(
    ("after", "seconds"), [(-3, 0), (0, 0), (10, 600), (25, 1500), (26, 1500), (600, 1500)]
)
def test_never_more_than_25_minutes_count(after, seconds):
    assert counted(NINE, NINE + minutes(after)) == seconds


def test_a_session_runs_rests_and_is_over_by_itself():
    phases = [focus().phase(NINE + minutes(after)) for after in (0, 24.9, 25, 29.9, 30)]

    assert phases == [Phase.RUNNING, Phase.RUNNING, Phase.RESTING, Phase.RESTING, Phase.OVER]


def test_what_was_ended_early_is_over_at_once():
    assert focus(seconds=600, outcome=Outcome.CUT).phase(NINE + minutes(11)) is Phase.OVER


def test_the_time_that_is_left_is_never_more_than_25_minutes():
    assert [focus().left(NINE + minutes(after)) for after in (-60, 10, 60)] == [1500, 900, 0]


def test_a_session_that_lasted_is_whole_whatever_is_said_later():
    assert ended(Outcome.CUT, 1500) is Outcome.DONE
    assert ended(Outcome.CUT, 1499) is Outcome.CUT


def test_a_tally_counts_circles_halves_and_seconds_but_not_what_runs():
    sessions = [
        focus(seconds=1500, outcome=Outcome.DONE),
        focus(seconds=600, outcome=Outcome.DONE),
        focus(seconds=300, outcome=Outcome.CUT),
    ]
    running = Focus(public_id="y", goal="再一件", started_at=NINE + minutes(60))
    forgotten = focus()

    assert tally([*sessions, running, forgotten], NINE + minutes(70)) == Tally(3, 1, 3900)


@pytest.mark.parametrize("words", ["", "长" * 101])
def test_a_session_has_one_short_goal(words):
    with pytest.raises(Invalid):
        goal(words)


def test_the_usual_shares_are_those_of_the_course():
    assert list(Shares().minutes.values()) == [144, 192, 96, 48]


@pytest.mark.parametrize("shares", [(30, 40, 20, 11), (0, 0, 0, 0), (110, -10, 0, 0)])
def test_shares_are_100_percent_together(shares):
    with pytest.raises(Invalid):
        Shares(*shares)


def test_noted_half_hours_become_percent_that_add_up():
    found = noted({Share.RESPONSE: 1, Share.SOLVING: 1, Share.UPKEEP: 1})

    assert sorted(found.percent.values()) == [0, 33, 33, 34]


def test_nothing_noted_is_no_share():
    assert noted({}) is None


def test_the_share_that_is_furthest_off_is_the_one_to_look_at():
    assert furthest(Shares(), Shares(50, 35, 10, 5)) == Gap(Share.RESPONSE, 20)
    assert furthest(Shares(), Shares()) is None
