"""Grading takes no time to speak of, whatever is thrown at it; measured in processor time."""

import random

import pytest

from lms.questions.content.criteria import LONGEST_REPLY
from lms.questions.domain.replies.letters import MOST_LETTERS, MOST_TYPED, letters
from tests.effort import seconds_of, slowness
from tests.questions.sayings import book
from tests.scenarios.labelled import TUNED, grader, labelled, situations

SITUATION = "short-items"
AT_ONCE = 0.02  # seconds for 500 characters against all elements of a situation
AT_MOST = 2.0  # seconds for anything
WORDS = sorted({word for part in book().finder._parts for word in part})
NATURAL = "".join(it.text for it in labelled(TUNED) if it.situation == SITUATION)


def seconds(typed: str, rounds: int = 5) -> float:
    grading, said = grader(SITUATION), situations()[SITUATION]["customer"]
    return min(seconds_of(lambda: grading.grade(typed, said)) for _ in range(rounds))


def test_a_reply_of_500_characters_is_graded_at_once():
    elements = situations()[SITUATION]["elements"]

    assert len(elements) + len(book().lexicon.forbidden) >= 10
    assert seconds(NATURAL[:500]) <= AT_ONCE * slowness()


def test_the_time_grows_with_the_length_of_the_reply_and_no_faster():
    assert seconds(NATURAL[:1600]) <= 4 * 3 * seconds(NATURAL[:400])


@pytest.mark.parametrize(
    "typed",
    [
        "您" * 5_000,
        "的" * 5_000,
        "一" * 5_000,
        "不" * 5_000,
        "？" * 100_000,
        " " * 1_000_000,
        "\ufdfa" * 5_000,  # one character that is eighteen letters
        "👍🏽" * 5_000,
        "e\u0301" * 50_000,
        "今天五点前给您回电话" * 500,
        "补发或者退款" * 500,
        "（" * 5_000,
        "，".join(random.Random(3).choices(WORDS, k=2_000)),
        "".join(random.Random(5).choices(WORDS, k=2_000)),
        "".join(chr(random.Random(place).randrange(0x4E00, 0x9FFF)) for place in range(5_000)),
    ],
    ids=lambda typed: f"{typed[:6]!a}",
)
def test_nothing_takes_long(typed):
    assert seconds(typed, rounds=1) <= AT_MOST * slowness()


def test_more_than_anybody_may_type_is_not_read():
    assert MOST_LETTERS >= 2 * LONGEST_REPLY
    assert len(letters("您好" * 10_000)) == MOST_LETTERS
    assert len(letters(" " * MOST_TYPED + "您好")) == 0
