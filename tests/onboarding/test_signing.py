"""Verdicts as numbered entries: what holds, what comes next, what may be taken back."""

from datetime import timedelta

import pytest

from lms.errors import Forbidden, Invalid, Stale
from lms.onboarding.domain import Judgement, Subject, Verdict
from lms.onboarding.domain.signing import (
    days_given,
    in_force,
    must_be_next,
    must_be_taken_back,
    next_number,
    passed,
)
from tests.onboarding.examples import NOW, entry

PASS = entry(1, Verdict.PASS)
EXTEND = entry(1, Verdict.EXTEND, extension_days=5)


def judgement(**changes: object) -> Judgement:
    facts: dict = {
        "subject": Subject.GATE,
        "subject_id": "gate-1",
        "verdict": Verdict.PASS,
        "words": "三通电话都先应答再提问",
        "number": 1,
    }
    return Judgement(**{**facts, **changes})


def test_a_withdrawal_strikes_the_entry_before_it():
    entries = [EXTEND, entry(2, Verdict.PASS), entry(3, Verdict.WITHDRAWN)]

    assert in_force(entries) == (EXTEND,)
    assert passed(entries) is None


def test_a_withdrawal_of_nothing_changes_nothing():
    assert in_force([entry(1, Verdict.WITHDRAWN)]) == ()


def test_the_last_pass_that_holds_lets_pass():
    again = entry(2, Verdict.PASS)

    assert passed([EXTEND, again]) is again


def test_the_next_number_counts_withdrawn_entries_too():
    assert next_number([]) == 1
    assert next_number([PASS, entry(2, Verdict.WITHDRAWN)]) == 3


def test_what_is_signed_is_not_signed_again():
    with pytest.raises(Stale):
        must_be_next([PASS], 2)


def test_an_entry_made_for_an_older_page_is_stale():
    with pytest.raises(Stale):
        must_be_next([EXTEND], 1)


def test_more_time_or_a_failed_gate_may_be_followed_by_another_verdict():
    must_be_next([EXTEND, entry(2, Verdict.FAIL)], 3)


def test_only_who_signed_takes_back_and_only_within_a_day():
    almost = NOW + timedelta(hours=23, minutes=59)

    assert must_be_taken_back([PASS], "sign-1", 7, almost) is PASS
    with pytest.raises(Forbidden):
        must_be_taken_back([PASS], "sign-1", 8, almost)
    with pytest.raises(Forbidden):
        must_be_taken_back([PASS], "sign-1", 7, NOW + timedelta(hours=24))


def test_only_the_last_entry_that_holds_is_taken_back():
    with pytest.raises(Stale):
        must_be_taken_back([EXTEND, entry(2, Verdict.PASS)], "sign-1", 7, NOW)
    with pytest.raises(Stale):
        must_be_taken_back([PASS, entry(2, Verdict.WITHDRAWN)], "sign-1", 7, NOW)


def test_the_extensions_that_hold_are_those_not_taken_back():
    entries = [EXTEND, entry(2, Verdict.EXTEND, extension_days=3), entry(3, Verdict.WITHDRAWN)]

    assert days_given(entries) == ((NOW, 5),)


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": Subject.TASK, "verdict": Verdict.FAIL},
        {"words": "好"},
        {"words": "好" * 501},
        {"verdict": Verdict.EXTEND, "extension_days": 0},
        {"verdict": Verdict.EXTEND, "extension_days": 21},
    ],
)
def test_a_verdict_is_refused_when_it_says_too_little_or_too_much(changes):
    with pytest.raises(Invalid):
        judgement(**changes)


def test_a_task_is_signed_without_words():
    assert judgement(subject=Subject.TASK, words="").verdict is Verdict.PASS
