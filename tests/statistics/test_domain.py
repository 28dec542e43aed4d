"""Rules of statistics: what may be told, how items are analysed, what stands out, how maps lie."""

import pytest

from lms.scenarios.domain import Ending
from lms.statistics.domain import (
    Counts,
    Edge,
    Finding,
    Sums,
    discrimination,
    facility,
    layered,
    median,
    of_answer,
    of_step,
    rounded,
    streams_of,
    study,
)
from tests.scenarios.scripts import choice, ending, script, step


@pytest.mark.parametrize(
    ("people", "told"),
    [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (42, 40), (43, 45)],
)
def test_numbers_of_people_are_told_rounded_and_small_ones_not_at_all(people, told):
    assert rounded(people) == told


def test_the_middle_of_times():
    assert median({10: 1, 20: 3, 400: 2}) == 20
    assert median({10: 2, 30: 2}) == 10
    assert median({}) is None


def test_facility_is_the_share_of_points_that_were_earned():
    assert facility(Sums(people=40, earned=60), best=3) == 0.5
    assert facility(Sums(people=19, earned=19), best=1) is None
    assert facility(Sums(people=40), best=0) is None


def sums(*scores: int) -> Sums:
    return Sums(len(scores), 0, len(scores), sum(scores), sum(score * score for score in scores))


def test_discrimination_is_the_correlation_of_an_answer_with_the_score():
    # the same by Pearson: ten times 1 and ten times 0 beside 90, 80 … and 40, 30 …
    given, others = (90, 80) * 5, (40, 30) * 5

    assert discrimination(sums(*given), sums(*given, *others)) == pytest.approx(0.9806, abs=1e-4)
    assert discrimination(sums(*others), sums(*given, *others)) == pytest.approx(-0.9806, abs=1e-4)


def test_without_differences_nothing_discriminates():
    everybody = sums(*(50,) * 30)

    assert discrimination(everybody, everybody) is None
    assert discrimination(sums(*(50,) * 10), everybody) is None
    assert discrimination(sums(90), sums(*(90, 10) * 9)) is None


def about(given: int, all_: int = 100, *, best: bool | None = False, relation=None, offered=True):
    return of_answer(given, all_, is_best=best, is_offered=offered, relation=relation)


def test_what_stands_out_about_an_answer():
    assert about(0) is Finding.NOBODY
    assert about(0, offered=False) is Finding.SOUND
    assert about(3) is Finding.RARE
    assert about(30, relation=0.25) is Finding.EXPERTS_ERR
    assert about(30, relation=-0.25) is Finding.SOUND
    assert about(60, relation=-0.25) is Finding.MOST_ERR
    assert about(97, best=True) is Finding.EVERYBODY
    assert about(97, best=None) is Finding.EVERYBODY
    assert about(60, best=None, relation=0.4) is Finding.SOUND
    assert about(60, best=True, relation=0.4) is Finding.SOUND
    assert about(60, best=True, relation=0.05) is Finding.WEAK
    assert about(60, best=True, relation=-0.3) is Finding.KEY_FAILS


def test_of_fewer_than_twenty_people_there_is_no_verdict():
    assert about(19, 19, best=True) is Finding.TOO_FEW
    assert of_step(19, 19) is Finding.TOO_FEW
    assert of_step(20, 2) is Finding.LEFT
    assert of_step(100, 9) is Finding.SOUND


TALK = script(
    step("a", choice("good", "b", voice=2), choice("bad", "b", voice=-1), choice("odd", "end")),
    step("b", choice("on", "end", voice=1), choice("off", "end")),
    ending("end"),
)


def edge(step_id: str, answer: str, target: str, scores: tuple[int, ...], earned: int = 0) -> Edge:
    squares = sum(score * score for score in scores)
    return Edge(step_id, answer, target, len(scores), earned, len(scores), sum(scores), squares)


def forty() -> Counts:
    """Forty people: at `a` the good ones err; four leave at `b`."""
    return Counts(
        40,
        [
            edge("a", "bad", "b", (90, 80) * 10),
            edge("a", "good", "b", (40, 30) * 10, earned=40),
            edge("b", "", "", (10,) * 4),
            edge("b", "off", "end", (60,) * 6),
            edge("b", "on", "end", (70, 60) * 15, earned=30),
            edge("end", "", "", (60,) * 36),
        ],
        {"b": 4},
        {"a": {10: 30, 50: 10}, "b": {5: 3}},
    )


def test_a_study_goes_through_the_scenario_step_by_step():
    a, b, end = study(TALK, forty()).steps

    assert (a.reached, a.left, a.seconds, a.facility) == (40, 0, 10, 0.5)
    assert (b.reached, b.left, b.seconds) == (40, 4, None)
    assert (end.reached, len(end.answers)) == (36, 0)
    assert isinstance(end.step, Ending)
    assert [given.people for given in a.answers] == [20, 20, 0]
    assert [given.worth for given in a.answers] == [1, 0, 0]
    assert a.answers[0].targets == {"b": 20}


def test_streams_are_the_broad_ways_that_lead_on():
    found = study(TALK, forty())
    ways = [(way.step, way.target, way.people) for way in streams_of(TALK, found)]

    assert ways == [("a", "b", 40), ("b", "end", 36)]
    few = study(TALK, Counts(4, [edge("a", "good", "b", (40,) * 4)], {}, {}))
    assert streams_of(TALK, few) == []


def test_the_gravest_comes_first_and_no_more_than_three():
    found = study(TALK, forty()).to_mend(answers=True)

    assert [mend.finding for mend in found] == [
        Finding.EXPERTS_ERR,
        Finding.KEY_FAILS,
        Finding.LEFT,
    ]
    assert found[0].given.move.id == "bad"
    assert found[2].seen.step.id == "b"


def test_who_may_not_know_the_answers_is_told_of_steps_only():
    found = study(TALK, forty()).to_mend(answers=False)

    assert [(mend.seen.step.id, mend.given) for mend in found] == [("b", None)]


def test_on_a_map_no_way_forward_leaps_over_a_layer():
    ways = {"a": ["b", "c", "end"], "b": ["d"], "c": ["d", "a"], "d": ["end", "d"]}
    layout = layered("a", ways)
    layers = sorted({place.y for place in layout.places.values()})
    row = {step_id: layers.index(place.y) for step_id, place in layout.places.items()}

    assert row == {"a": 0, "b": 1, "c": 1, "end": 1, "d": 2}
    assert set(layout.lines) == {(one, to) for one, targets in ways.items() for to in targets}
    assert all(0 <= place.x <= layout.width for place in layout.places.values())


def test_on_a_map_steps_lie_beside_each_other_without_crossing_where_they_need_not():
    layout = layered("a", {"a": ["b", "c"], "b": ["e"], "c": ["d"]})

    assert layout.places["b"].x < layout.places["c"].x
    assert layout.places["e"].x < layout.places["d"].x
