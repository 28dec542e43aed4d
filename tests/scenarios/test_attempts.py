from datetime import UTC, datetime, timedelta

import pytest

from lms.scenarios.domain import Assessment, Attempt, Counts, EndedBy, Mode, counting, standing_of
from lms.scenarios.domain.attempts import unused_extra

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
RULES = Assessment(minutes=20, attempts=3, cool_off_hours=12, counts=Counts.BEST)


def attempt(
    name: str,
    mode: Mode = Mode.ASSESSMENT,
    *,
    hours_ago: float = 24,
    score: int | None = 50,
    passed: bool = False,
    ended_by: EndedBy | None = EndedBy.ENDING,
) -> Attempt:
    ended_at = NOON - timedelta(hours=hours_ago)
    ended = ended_at if ended_by else None
    return Attempt(name, mode, ended_at - timedelta(minutes=9), ended, ended_by, score, passed)


def test_a_newcomer_has_all_attempts_and_may_begin():
    standing = standing_of([], RULES, NOON)

    assert (standing.attempts_left, standing.may_assess, standing.open) == (3, True, None)
    assert (standing.practice, standing.assessment) == (None, None)


def test_practice_uses_no_attempt():
    standing = standing_of([attempt("p", Mode.PRACTICE)] * 5, RULES, NOON)

    assert standing.attempts_left == 3
    assert standing.practice.public_id == "p"


def test_an_open_assessment_is_an_attempt_used():
    standing = standing_of([attempt("a", ended_by=None, score=None)], RULES, NOON)

    assert (standing.attempts_left, standing.open.public_id) == (2, "a")


def test_after_a_failed_assessment_the_next_waits():
    standing = standing_of([attempt("a", hours_ago=2)], RULES, NOON)

    assert standing.free_at == NOON + timedelta(hours=10)
    assert not standing.may_assess


def test_the_pause_ends_on_the_minute():
    assert standing_of([attempt("a", hours_ago=12)], RULES, NOON).may_assess


def test_after_a_passed_assessment_there_is_no_pause():
    assert standing_of([attempt("a", hours_ago=1, passed=True)], RULES, NOON).may_assess


def test_a_run_out_clock_is_a_failed_attempt():
    late = attempt("a", hours_ago=1, ended_by=EndedBy.CLOCK)

    assert not standing_of([late], RULES, NOON).may_assess
    assert standing_of([late], RULES, NOON).assessment is late


def test_without_attempts_left_no_assessment():
    used = [attempt(name, hours_ago=48) for name in "abcd"]

    assert standing_of(used, RULES, NOON).attempts_left == 0
    assert not standing_of(used, RULES, NOON).may_assess


def test_an_attempt_that_was_granted_is_one_more():
    used = [attempt(name, hours_ago=48) for name in "abc"]
    standing = standing_of(used, RULES, NOON, extra=1)

    assert (standing.attempts_left, standing.may_assess, standing.extra) == (1, True, 1)
    assert not standing_of([*used, attempt("d", hours_ago=48)], RULES, NOON, extra=1).attempts_left


def test_a_granted_attempt_waits_as_others_do():
    used = [attempt("a", hours_ago=48), attempt("b", hours_ago=24), attempt("c", hours_ago=2)]

    assert not standing_of(used, RULES, NOON, extra=1).may_assess


@pytest.mark.parametrize(
    ("extra", "taken", "left"),
    [(0, 3, 0), (1, 0, 1), (1, 3, 1), (1, 4, 0), (2, 4, 1), (2, 5, 0), (1, 9, 0)],
)
def test_attempts_of_the_rules_are_used_before_granted_ones(extra, taken, left):
    assert unused_extra(extra, taken, RULES) == left


def test_the_best_of_several_counts_and_passing_comes_first():
    plays = [
        attempt("high", score=95),
        attempt("passed", hours_ago=9, score=85, passed=True),
        attempt("later", hours_ago=5, score=85, passed=True),
    ]

    assert counting(plays, Mode.ASSESSMENT, Counts.BEST).public_id == "passed"


def test_where_the_last_counts_the_last_counts():
    plays = [attempt("new", hours_ago=1, score=10), attempt("old", score=90, passed=True)]

    assert counting(plays, Mode.ASSESSMENT, Counts.LAST).public_id == "new"
    assert counting([], Mode.ASSESSMENT, Counts.LAST) is None


def test_in_practice_the_best_counts_whatever_the_scenario_says():
    plays = [
        attempt("new", Mode.PRACTICE, hours_ago=1, score=10),
        attempt("old", Mode.PRACTICE, score=90),
    ]

    assert counting(plays, Mode.PRACTICE, Counts.LAST).public_id == "old"


def test_plays_without_a_mark_count_nothing():
    laid_aside = attempt("p", Mode.PRACTICE, score=None, ended_by=EndedBy.LEFT)

    assert counting([laid_aside], Mode.PRACTICE, Counts.BEST) is None


@pytest.mark.parametrize(
    ("hours_ago", "waits"),
    [
        (0, 12),
        (11.99, 0.01),
        (12, None),
        (-1, 13),  # the clock went back by an hour
        (-24, 36),
        (-24.01, None),  # far ahead: nobody waits until then
        (-24 * 365, None),
        (24 * 365, None),
    ],
)
def test_the_pause_whatever_the_clock_does(hours_ago, waits):
    free_at = standing_of([attempt("a", hours_ago=hours_ago)], RULES, NOON).free_at

    assert free_at == (NOON + timedelta(hours=waits) if waits else None)
