"""What becomes of replies that were not understood: the rules."""

import json

import pytest

from lms.errors import Invalid
from lms.library.domain import Wording
from lms.questions.domain.kept import (
    Agreement,
    Cause,
    Move,
    agreement,
    cause_of,
    fingerprint,
    move,
    rule_of,
    with_forbidden,
    with_synonym,
)
from lms.questions.domain.replies import Band, grade
from tests.questions.sayings import criteria_of, shipped

ELEMENTS = [
    {"id": "check", "need": "required", "title": "核实", "phrases": ["去核实"]},
    {"id": "thanks", "need": "better", "lexicon": "thanks"},
    {"id": "order", "need": "better", "title": "先后", "order": ["check", "thanks"]},
    {"id": "insult", "need": "forbidden", "title": "骂人", "phrases": ["笨蛋"]},
]
CRITERIA = criteria_of(json.dumps({"reply": {"elements": ELEMENTS}}))
UNKNOWN = "我这就把底单翻出来瞧瞧"


def graded(typed, criteria=CRITERIA):
    return grade(typed, criteria, shipped())


@pytest.mark.parametrize(
    ("typed", "cause"),
    [
        (UNKNOWN, Cause.UNMATCHED),
        ("我去核实", None),
        ("您这个笨蛋", None),  # understood
        ("核实/底单/感谢/抱歉/补发/退款", None),  # a list
        ("。", None),
    ],
)
def test_a_text_that_meets_nothing_is_kept(typed, cause):
    assert cause_of(graded(typed), typed) is cause


def test_replies_of_the_same_letters_are_one():
    assert fingerprint("我這就去查！") == fingerprint("我这就 去查")
    assert fingerprint("我这就去查") != fingerprint("我这就去问")
    assert len(fingerprint("")) == 64


def test_a_synonym_counts_from_then_on():
    widened = with_synonym(CRITERIA, "check", UNKNOWN)

    assert graded(UNKNOWN).band is Band.POOR
    assert graded(UNKNOWN, widened).band is Band.GOOD
    assert graded("我去核实", widened).band is Band.GOOD
    assert graded(UNKNOWN).band is Band.POOR  # what was graded against stays what it was


@pytest.mark.parametrize("element", ["insult", "order"])
def test_what_is_not_said_in_words_has_no_synonym(element):
    with pytest.raises(ValueError, match=element):
        with_synonym(CRITERIA, element, UNKNOWN)


def test_something_more_may_be_forbidden():
    stricter = with_forbidden(CRITERIA, "shrug", Wording("推托"), "翻出来瞧瞧")

    assert graded(UNKNOWN, stricter).said == {"shrug"}
    with pytest.raises(ValueError, match="taken"):
        with_forbidden(CRITERIA, "check", Wording("推托"), "瞧瞧")
    with pytest.raises(ValueError, match="whole reply"):
        with_forbidden(CRITERIA, "shrug", Wording("推托"), UNKNOWN * 3)
    with pytest.raises(Invalid):
        with_forbidden(CRITERIA, "shrug", Wording("推托"), "（瞧瞧")


@pytest.mark.parametrize(
    ("before", "after", "passed", "passes", "expected"),
    [
        (60, 80, False, True, Move.RISES),
        (80, 80, False, True, Move.RISES),
        (80, 60, True, False, Move.FALLS),
        (80, 79, True, True, Move.FALLS),
        (80, 90, True, False, Move.FALLS),  # more points, but something critical
        (80, 80, True, True, Move.STAYS),
    ],
)
def test_who_rises_rises_at_once_and_who_falls_waits(before, after, passed, passes, expected):
    assert move(before, after, passed=passed, passes=passes) is expected


def test_it_is_told_how_far_a_rule_agrees_with_people():
    rulings = [("去核实", True, True, 2), ("去核实", True, False, 1), ("", False, True, 1)]
    found = agreement(rulings)

    assert found == {"去核实": Agreement(2, 1), "": Agreement(0, 1)}
    assert found["去核实"].total == 3


def test_the_rule_of_a_finding_is_its_phrase_or_example():
    met = {it.element: it for it in graded("我去核实").findings}
    like = {
        it.element: it for it in graded(UNKNOWN, with_synonym(CRITERIA, "check", UNKNOWN)).findings
    }

    assert rule_of(met["check"]) == "去核实"
    assert rule_of(met["thanks"]) == ""
    assert rule_of(like["check"]) == UNKNOWN
