"""What facts say about a competency: pure rules."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.framework.domain import COMPETENCIES
from lms.growth.domain import FEWEST, NEWEST, WEIGHTS, Fact, Source, standings

DAY = datetime(2026, 3, 2, tzinfo=UTC)
SOURCES = {"o": Source.OBSERVATION, "p": Source.PLAY, "c": Source.CHECK}
facts_of_anybody = st.lists(
    st.builds(
        lambda competency, source, share, day: fact(source, share, day, competency),
        st.sampled_from(COMPETENCIES),
        st.sampled_from(Source),
        st.integers(0, 100),
        st.integers(0, 90),
    )
)


def fact(source, share, day=0, competency="voice"):
    at = DAY + timedelta(days=day)
    return Fact(competency=competency, source=source, share=share, at=at, words="一件事")


def voice(text):
    """The standing on voice after facts such as `o100 p50 c0`, one a day."""
    facts = [fact(SOURCES[t[0]], int(t[1:]), day) for day, t in enumerate(text.split())]
    return next(one for one in standings(facts) if one.competency == "voice")


def test_all_seven_are_there_in_their_order():
    assert tuple(one.competency for one in standings([])) == COMPETENCIES


@pytest.mark.parametrize(
    ("facts", "lacking"), [("", 3), ("o100", 2), ("p50 c0", 1), ("c1 c1 c1", 0)]
)
def test_below_three_facts_there_is_no_value_but_the_number_that_is_missing(facts, lacking):
    assert voice(facts).lacking == lacking
    assert (voice(facts).value is None) == (lacking > 0)


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ("c100 c100 c0", 67),  # 66.7, as people round
        ("o100 o0 o100 o0", 50),
        ("o100 p0 c0", 50),  # 3 × 100 of 6
        ("o0 p100 c100", 50),
        ("p66 p66 p66 c80 c80", 71),  # (2 × 66 + 80) ÷ 3 = 70.67
        ("o50 o50 p66", 56),  # (150 + 132) ÷ 5 = 56.4
        ("c50 c50 c51", 50),  # 50.33
        ("c0 c0 c1 c1", 1),  # halves go up
    ],
)
def test_a_value_is_the_weighted_mean_of_what_the_sources_say(facts, value):
    assert voice(facts).value == value


def test_of_each_source_only_the_five_newest_facts_count():
    old, new = "c0 " * 7, "c100 " * NEWEST

    assert voice(old + new).value == 100
    assert voice(old + new).number == NEWEST


def test_many_facts_of_one_source_do_not_outweigh_another():
    assert voice("o100 " + "c0 " * 5).value == 75  # 3 × 100 of 4


def test_the_heaviest_source_stands_first():
    assert [portion.source for portion in voice("c1 p1 o1").portions] == list(Source)
    assert list(WEIGHTS.values()) == sorted(WEIGHTS.values(), reverse=True)


def test_facts_say_nothing_about_another_competency():
    others = [one for one in standings([fact(Source.PLAY, 90)] * FEWEST) if one.value is not None]

    assert [one.competency for one in others] == ["voice"]


@given(facts_of_anybody)
def test_a_value_lies_between_the_least_and_the_most_of_what_counts(facts):
    for one in standings(facts):
        shares = [fact.share for portion in one.portions for fact in portion.facts]
        assert one.number == len(shares)
        assert one.value is None or min(shares) <= one.value <= max(shares)


@given(facts_of_anybody, st.randoms())
def test_the_order_in_which_facts_are_found_does_not_matter(facts, random):
    distinct = {(f.competency, f.source, f.at): f for f in facts}
    shuffled = list(distinct.values())
    random.shuffle(shuffled)

    assert standings(shuffled) == standings(distinct.values())


@given(facts_of_anybody)
def test_the_value_is_what_comes_out_of_the_printed_numbers(facts):
    for one in standings(facts):
        if one.value is not None:
            total = sum(portion.weight * portion.share for portion in one.portions)
            assert abs(one.value - total / one.weights) <= 0.5
