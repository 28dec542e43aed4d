"""What facts say about a competency: pure rules."""

from dataclasses import replace
from itertools import cycle, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.framework.domain import COMPETENCIES
from lms.growth.domain import PART, Policy, Source, Terms, rounded, standings
from tests.effort import within
from tests.growth.facts import NOW, SOURCES, TODAY, chance, fact, facts, rule, voice

facts_of_anybody = st.lists(
    st.builds(
        fact,
        st.sampled_from(Source),
        st.integers(0, 100),
        st.integers(-2, 150),
        st.sampled_from(COMPETENCIES),
        st.sampled_from(["", "same"]),
    )
)


def test_all_seven_are_there_in_their_order():
    assert tuple(one.competency for one in standings([], rule(), TODAY)) == COMPETENCIES


@pytest.mark.parametrize(
    ("days", "weight"), [(0, 400), (25, 300), (50, 200), (99, 4), (100, 0), (365, 0), (-3, 412)]
)
def test_a_weight_falls_evenly_to_nothing_at_the_end_of_the_shelf_life(days, weight):
    terms = Terms(weight=4, shelf_days=100, newest=3, share=100)

    assert terms.weight_after(days) == min(weight, 4 * PART)


@pytest.mark.parametrize(
    ("text", "lacking"), [("", 3), ("o100", 2), ("p50 c0", 1), ("c1 c1 c1", 0)]
)
def test_below_three_facts_there_is_no_value_but_the_number_that_is_missing(text, lacking):
    assert voice(text).lacking == lacking
    assert (voice(text).value is None) == (lacking > 0)
    assert (voice(text).level is None) == (lacking > 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("c100 c100 c0", 67),  # 66.7, as people round
        ("o100 p0 c0", 57),  # 400 of 7
        ("o100@50 o0@50 o50", 50),  # (2×100 + 2×0 + 4×50) ÷ 8
        ("o100@75 c0 c0", 33),  # 1×100 ÷ 3
        ("a80 p60 p60@50", 70),  # (3×80 + 2×60 + 1×60) ÷ 6
        ("c0 c0 c2", 1),  # halves go up
    ],
)
def test_a_value_is_the_mean_in_which_old_facts_weigh_less(text, value):
    assert voice(text).value == value


@pytest.mark.parametrize(
    ("policy", "value"), [(Policy.DECAYING, 70), (Policy.HIGHEST, 90), (Policy.LATEST, 60)]
)
def test_a_competency_may_have_another_policy(policy, value):
    assert voice("o60 a90@50 p80@50", policy).value == value


def test_the_highest_is_not_one_that_is_out_of_date():
    assert voice("o60 o50 o40 a100@100", Policy.HIGHEST).value == 60


@pytest.mark.parametrize(
    ("text", "number", "aside"),
    [
        ("o100@100 o100@99 c50", 2, (1, 0, 0)),  # past its shelf life
        ("p50@9=tram p90=tram p70=bus", 2, (0, 1, 0)),  # played again
        ("c1 c2@1 c3@2 c4@3 c5@4", 3, (0, 0, 2)),  # beyond the newest three
        ("p50@120=tram p90@110=tram", 0, (1, 1, 0)),
        ("g100 g100", 0, (0, 0, 0)),  # a source that the rule does not name
    ],
)
def test_what_does_not_count_is_told_with_its_reason(text, number, aside):
    found = voice(text)

    assert found.number == number
    assert (found.aside.stale, found.aside.replaced, found.aside.beyond) == aside


def test_earlier_facts_that_were_only_counted_are_told_as_replaced():
    played = replace(fact(Source.PRACTICE, 80, item="tram"), earlier=40)
    found = standings([played, *facts("o90 o90")], rule(), TODAY)[3]

    assert (found.number, found.aside.replaced) == (3, 40)


def test_of_the_same_thing_the_newest_counts_even_when_it_went_worse():
    assert [one.fact.share for one in voice("p90@9=tram p50=tram").inputs] == [50]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("c100 c100 c100", 1),  # reading alone proves no level
        ("o100 c100 c100", 2),
        ("o50 c100 c100", 1),  # the observation does not reach the level itself
        ("o100 o80 c100", 4),
        ("o100 o60 a100", 2),  # 86, but only one observation at 75
        ("o0 p0 c0", 1),
    ],
)
def test_a_level_asks_a_number_and_facts_that_reach_it(text, level):
    assert voice(text).level == level


def test_what_is_missing_to_a_level_is_told():
    lack = voice("o50 a60 c100").short_of(3)

    assert (lack.points, dict(lack.needs), lack.lacking) == (15, {Source.OBSERVATION: 2}, 0)
    assert voice("o100 o90 a95").short_of(3) is None


@given(facts_of_anybody)
def test_a_value_is_what_comes_out_of_the_printed_numbers(found):
    for one in standings(found, rule(), TODAY):
        total = sum(item.weight * item.fact.share for item in one.inputs)
        assert one.products == total
        if one.value is not None:
            shares = [item.fact.share for item in one.inputs]
            assert one.value == rounded(total, sum(item.weight for item in one.inputs))
            assert min(shares) <= one.value <= max(shares)


@given(facts_of_anybody)
def test_no_fact_is_lost_each_counts_or_is_told_aside(found):
    counted = [one for one in found if one.source in rule().terms]
    told = sum(one.number + one.aside.number for one in standings(found, rule(), TODAY))

    assert told == len(counted)


@given(facts_of_anybody, st.randoms())
def test_the_order_in_which_facts_are_found_does_not_matter(found, random):
    distinct = list({(f.competency, f.source, f.at): f for f in found}.values())
    shuffled = distinct[:]
    random.shuffle(shuffled)

    assert standings(shuffled, rule(), TODAY) == standings(distinct, rule(), TODAY)


@given(facts_of_anybody, st.sampled_from("opac"), st.integers(0, 100))
def test_a_forecast_is_what_the_number_will_be_once_it_has_happened(found, source, share):
    done = chance(source, voice=share).fact("voice", NOW, TODAY)
    before = standings(found, rule(), TODAY)[3]
    after = standings([*found, done], rule(), TODAY)[3]
    forecast = before.with_facts([done], TODAY)

    assert before.competency == "voice"
    assert (forecast.value, forecast.level) == (after.value, after.level)


def test_ten_thousand_facts_of_one_person_take_fifty_milliseconds():
    ages = islice(cycle(range(120)), 10_000)
    many = [
        fact(list(SOURCES.values())[n % 5], n % 101, days, COMPETENCIES[n % 7], f"item {n % 900}")
        for n, days in enumerate(ages)
    ]
    with within(0.05):
        found = standings(many, rule(), TODAY)

    assert all(one.value is not None for one in found)


def test_facts_say_nothing_about_another_competency():
    found = standings(facts("o90 o90 o90", "skills"), rule(), TODAY)

    assert [one.competency for one in found if one.value is not None] == ["skills"]
