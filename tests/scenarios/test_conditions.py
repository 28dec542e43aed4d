from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.errors import Invalid
from lms.scenarios.domain.conditions import (
    DEEPEST,
    LONGEST,
    OPERATORS,
    AllOf,
    AnyOf,
    Comparison,
    FlagIsSet,
    Not,
    parse,
)

ANGRY = {"mood": 20, "trust": 60}


def holds(text: str, *flags: str) -> bool:
    return parse(text).holds(ANGRY, frozenset(flags))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mood >= 20", True),
        ("mood > 20", False),
        ("mood <= 20", True),
        ("mood < 20", False),
        ("mood = 20", True),
        ("mood == 20", True),
        ("mood != 20", False),
        ("mood ≥ 21", False),
        ("mood ≤ 19", False),
        ("mood ≠ 19", True),
        ("mood>=20", True),
    ],
)
def test_a_comparison_asks_for_a_value(text, expected):
    assert holds(text) is expected


def test_a_flag_is_written_by_its_name():
    assert holds("time-promised", "time-promised")
    assert not holds("time-promised", "apologised")


def test_and_binds_tighter_than_or():
    assert parse("a or b and c") == AnyOf((FlagIsSet("a"), AllOf((FlagIsSet("b"), FlagIsSet("c")))))


def test_not_binds_tightest():
    assert parse("not a and b") == AllOf((Not(FlagIsSet("a")), FlagIsSet("b")))


def test_brackets_come_first():
    assert parse("(a or b) and c") == AllOf(
        (AnyOf((FlagIsSet("a"), FlagIsSet("b"))), FlagIsSet("c"))
    )


def test_chinese_words_and_brackets_mean_the_same():
    assert parse("（a 或 b）且 非 c") == parse("(a or b) and not c")


def test_a_double_negation_holds_when_the_thing_does():
    assert holds("not not a", "a")


def test_atoms_are_all_comparisons_and_flags():
    found = list(parse("(mood >= 50 or a) and not b").atoms())

    assert found == [Comparison("mood", ">=", 50), FlagIsSet("a"), FlagIsSet("b")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有写完"),
        ("   ", "没有写完"),
        ("a and", "没有写完"),
        ("not", "没有写完"),
        ("(a or b", "右括号"),
        ("a b", "“b”的位置不对"),
        (") a", "“)”的位置不对"),
        ("and a", "“and”的位置不对"),
        ("mood >= b", "后面要写一个整数"),
        ("mood >=", "后面要写一个整数"),
        ("mood >= 50分", "位置不对"),
        ("mood >= 5o", "看不懂"),
        ("Mood >= 50", "看不懂"),
        ("__import__('os')", "看不懂"),
        ("mood >= 50; drop", "看不懂"),
        ("a-", "看不懂"),
        ("x" * (LONGEST + 1), "太长"),
        ("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), "太深"),
        ("not " * (DEEPEST + 1) + "a", "太深"),
    ],
)
def test_what_is_no_condition_is_refused_in_words(text, words):
    with pytest.raises(Invalid) as refusal:
        parse(text)

    assert words in str(refusal.value)


def test_many_negations_side_by_side_are_fine():
    assert holds(" and ".join(["not a"] * 30))


@given(
    sign=st.sampled_from(sorted(OPERATORS)), number=st.integers(0, 100), value=st.integers(1, 100)
)
def test_the_truth_of_a_comparison_changes_only_at_its_cuts(sign, number, value):
    comparison = Comparison("mood", sign, number)
    now = comparison.holds({"mood": value}, frozenset())
    just_below = comparison.holds({"mood": value - 1}, frozenset())

    assert now == just_below or value in comparison.cuts


@given(st.text(alphabet="abmood><=!()且或非 and not or 0159-", max_size=40))
def test_any_text_is_a_condition_or_refused(text):
    with suppress(Invalid):
        assert list(parse(text).atoms())
