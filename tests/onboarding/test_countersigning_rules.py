"""The rules of the second signature and of statements."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lms.errors import Forbidden, Invalid, Stale
from lms.onboarding.domain import Capacity, Verdict
from lms.onboarding.domain.countersigning import Answer, Signatures, must_be_another, must_wait
from lms.onboarding.domain.signing import must_be_next
from lms.onboarding.domain.statement import Statement, Words, figures, is_open, next_number
from lms.people.domain import WrongField
from tests.onboarding.examples import MONDAY, NOW, entry, month, task, template, view

PASSED = entry(1, Verdict.PASS)
CONFIRMED = entry(1, Verdict.PASS, by_id=8, capacity=Capacity.LEAD)
SENT_BACK = entry(1, Verdict.FAIL, by_id=8, capacity=Capacity.LEAD)
WHOLE = Words(*["十个字以上的一段自己的话。"] * 4)


def test_one_signature_is_enough_where_no_second_is_asked_for():
    assert Signatures((PASSED,)).is_passed


def test_two_signatures_are_needed_where_the_lead_confirms():
    alone = Signatures((PASSED,), needs_lead=True)

    assert not alone.is_passed
    assert alone.waits_for_lead
    assert Signatures((PASSED,), (CONFIRMED,), needs_lead=True).is_passed


def test_a_gate_sent_back_is_the_mentors_again():
    back = Signatures((PASSED,), (SENT_BACK,), needs_lead=True)

    assert back.is_sent_back
    assert not back.waits_for_lead
    must_be_next(back.mentor, 2, is_sent_back=True)
    with pytest.raises(Stale):
        must_be_next(back.mentor, 2)


def test_an_answer_counts_for_the_entry_that_it_answers():
    again = Signatures((PASSED, entry(2, Verdict.PASS)), (SENT_BACK,), needs_lead=True)

    assert again.waits_for_lead
    assert must_wait(again, 2).number == 2
    with pytest.raises(Stale):
        must_wait(again, 1)


def test_an_extension_waits_for_nobody():
    given = Signatures((entry(1, Verdict.EXTEND, extension_days=3),), needs_lead=True)

    assert not given.waits_for_lead
    with pytest.raises(Stale):
        must_wait(given, 1)


def test_nobody_confirms_their_own_verdict():
    must_be_another(PASSED, 8)
    with pytest.raises(Forbidden):
        must_be_another(PASSED, PASSED.by_id)


def test_a_deputy_and_whoever_sends_back_says_why():
    Answer(capacity=Capacity.LEAD, verdict=Verdict.PASS, number=1)
    for capacity, verdict in (
        (Capacity.DEPUTY, Verdict.PASS),
        (Capacity.LEAD, Verdict.FAIL),
        (Capacity.MENTOR, Verdict.PASS),
        (Capacity.LEAD, Verdict.EXTEND),
    ):
        with pytest.raises(Invalid):
            Answer(capacity=capacity, verdict=verdict, number=1)


def test_a_draft_may_be_short_and_what_is_sent_is_whole():
    replace(WHOLE, learnt="").check(is_sent=False)
    WHOLE.check(is_sent=True)
    with pytest.raises(WrongField) as refused:
        replace(WHOLE, learnt="还好").check(is_sent=True)
    assert refused.value.field == "learnt"
    with pytest.raises(WrongField):
        replace(WHOLE, done="长" * 801).check(is_sent=False)


def test_a_statement_is_written_once_until_the_mentor_asks_for_more():
    draft = Statement(number=1, words=WHOLE, saved_at=NOW)
    sent = replace(draft, sent_at=NOW)
    later = NOW + timedelta(hours=1)

    assert is_open(None, None, is_sent_back=False)
    assert is_open(draft, None, is_sent_back=False)
    assert not is_open(sent, None, is_sent_back=False)
    assert is_open(sent, entry(1, Verdict.EXTEND, at=later), is_sent_back=False)
    assert not is_open(sent, entry(1, Verdict.PASS, at=later), is_sent_back=False)
    assert is_open(sent, entry(1, Verdict.PASS, at=later), is_sent_back=True)
    assert [next_number(one) for one in (None, draft, sent)] == [1, 1, 2]


def test_the_figures_count_up_to_the_gate():
    plan = template(month(1, task("first", 1), task("second", 1)), month(2, task("third", 30)))
    seen = view(plan, MONDAY + timedelta(days=1), proved=("first",))

    found = figures(seen.gates[0], seen.tasks_before(plan.months[0].gate))

    assert (found.done, found.tasks, found.proved, found.asked) == (1, 2, 1, 2)
    assert (found.lessons, found.late) == (1, 1)
    assert [one.task.id for one in found.missing] == ["second"]
