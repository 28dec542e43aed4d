"""The clock of a turn: when a customer writes again, and which pages still ask the same."""

from datetime import timedelta
from pathlib import Path

import pytest

from lms.library.domain import Bundle
from lms.questions.domain.replies import grade
from lms.scenarios.content import ScenarioKind
from lms.scenarios.domain import (
    LetWait,
    Open,
    Pace,
    Reply,
    Rewound,
    is_still_asked,
    judge,
    next_wait,
    opening,
    replay,
    standing,
    waited_so_far,
    waiting_since,
)

FILE = "quizzes/scenarios/every-kind.yaml"
TEXT = Path(__file__).with_name("every-kind.yaml").read_text(encoding="utf-8")
SCENARIO = ScenarioKind().parse(Bundle("every-kind", {FILE: TEXT}))
STEP = SCENARIO.by_id["greet"]
SEED = 3


def take(*acts):
    """What these acts are judged to be, one after the other."""
    turns = []
    for act in acts:
        situation = standing(SCENARIO, replay(SCENARIO, turns))
        turns.append(
            judge(SCENARIO, situation, act, SEED, lambda criteria, text: grade(text, criteria))
        )
    return turns


LOOKED, WAITED = take(Open("order"))[0], take(LetWait(60))[0]
ANSWERED = take(Reply("好的，我看看。"))[0]


def test_extra_time_makes_every_span_longer():
    pace = Pace(extra=50)

    assert pace.longer(timedelta(minutes=10)) == timedelta(minutes=15)
    assert pace.reckoned(90) == 60
    assert pace.seconds_until(STEP.waits[0]) == 90


def test_an_unhurried_customer_never_writes_again():
    start = opening(SCENARIO)

    assert next_wait(STEP, start, Pace()).number == 1
    assert next_wait(STEP, start, Pace(is_unhurried=True)) is None


def test_a_customer_has_waited_at_least_until_she_wrote_the_last_time():
    after = standing(SCENARIO, replay(SCENARIO, [WAITED]))

    assert waited_so_far(STEP, opening(SCENARIO), Pace()) == 0
    assert waited_so_far(STEP, after, Pace(extra=100)) == 120


@pytest.mark.parametrize(
    ("turns", "since"),
    [
        ([], 0),
        ([LOOKED, WAITED], 0),
        ([ANSWERED], 1),
        ([ANSWERED, Rewound(1)], 2),
        ([ANSWERED, LOOKED], 1),
    ],
)
def test_she_waits_since_she_was_last_answered(turns, since):
    assert waiting_since(turns) == since


@pytest.mark.parametrize(
    ("turns", "number", "asked"),
    [
        ([], 1, True),
        ([], 2, False),
        ([LOOKED, WAITED], 1, True),
        ([LOOKED, WAITED], 3, True),
        ([LOOKED, ANSWERED], 1, False),
        ([LOOKED, ANSWERED], 2, False),
        ([LOOKED, ANSWERED], 3, True),
        ([LOOKED], 0, False),
    ],
)
def test_a_page_asks_the_same_until_the_customer_is_answered(turns, number, asked):
    assert is_still_asked(SCENARIO, turns, number, SEED) is asked
