import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.scenarios.domain import (
    Band,
    Choose,
    Result,
    Share,
    ending_at,
    felt,
    judge,
    movements,
    opening,
    replay,
    result,
    shortfalls,
    shown_choices,
    worst_turns,
)
from tests.scenarios.scripts import choice, ending, script, step, ungraded

STORY = script(
    step(
        "greet",
        choice("warm", "solve", skills=2, voice=1, mood=10),
        choice("flat", "solve", skills=1),
        choice("rude", "end", voice=-3, mood=-50),
    ),
    step(
        "solve",
        choice("promise", "end", only="mood >= 50", skills=3),
        choice("vague", "end", skills=1),
        choice("bribe", "fired", skills=1, voice=2),
        lines=[("now?", None)],
    ),
    ending("end"),
    ending("fired", Band.FAILING),
    variables={"mood": 45},
    pass_mark=80,
)


def play(*names: str):
    situation, verdicts = opening(STORY), []
    for name in names:
        shown = [move.id for move in shown_choices(STORY, situation, 1)]
        verdicts.append(judge(STORY, situation, Choose(shown.index(name) + 1), 1, ungraded))
        situation = situation.after(verdicts[-1])
    return replay(STORY, verdicts)


@pytest.mark.parametrize(
    ("points", "best", "percent"),
    [(0, 6, 0), (-4, 6, 0), (5, 6, 83), (6, 6, 100), (9, 6, 100), (3, 0, 0), (-3, 0, 0)],
)
def test_a_share_is_rounded_down_and_stays_between_0_and_100(points, best, percent):
    assert Share(points, best).percent == percent


@given(st.integers(-500, 500), st.integers(1, 500))
def test_a_full_share_needs_the_best(points, best):
    assert (Share(points, best).percent == 100) == (points >= best)


def test_the_best_play_earns_everything():
    came = result(STORY, play("warm", "promise"))

    assert (came.score, came.passed) == (100, True)
    assert came.by_competency == {"skills": Share(5, 5), "voice": Share(1, 3)}


def test_a_score_below_the_mark_does_not_pass():
    came = result(STORY, play("flat", "vague"))

    assert (came.score, came.passed) == (33, False)


def test_losses_count_against_gains():
    came = result(STORY, play("rude"))

    assert (came.score, came.total) == (0, Share(-3, 6))


def test_a_failing_ending_never_passes():
    generous = result(STORY, play("warm", "bribe"))

    assert (generous.score, generous.passed) == (100, False)


def test_without_an_ending_nothing_passes():
    assert not result(STORY, play("warm")).passed
    assert not result(STORY, ()).passed


def test_a_stored_result_comes_back_as_it_was():
    came = result(STORY, play("warm", "promise"))

    assert Result.of(came.stored(), passed=True) == came


def test_only_competencies_with_something_to_earn_are_shown():
    scenario = script(
        step("a", choice("x", "end", skills=1, voice=-1), choice("y", "end")), ending("end")
    )

    assert set(result(scenario, ()).by_competency) == {"skills"}


def test_the_cost_of_a_turn_is_what_can_no_longer_be_had():
    (late,) = worst_turns(STORY, play("warm", "vague"))
    (early,) = worst_turns(STORY, play("flat", "vague"))

    assert (late.scene.number, late.best.answer.id, late.cost) == (2, "promise", 2)
    assert (early.scene.number, early.best.answer.id, early.cost) == (1, "warm", 4)


def test_an_answer_that_ends_in_failure_is_never_the_better_one():
    (worst,) = worst_turns(STORY, play("flat", "bribe"))[:1]

    assert (worst.best.answer.id, worst.shut_out, worst.cost) == ("vague", True, 0)


def test_the_better_choice_says_what_the_customer_would_have_said():
    (worst,) = worst_turns(STORY, play("rude"))

    assert [str(line.text) for line in worst.best.lines] == ["now?"]
    assert worst.best.after.variables == {"mood": 55}
    assert (worst.best.points, worst.best.moved) == ({"skills": 2, "voice": 1}, {"mood": 10})


def test_a_turn_that_costs_nothing_is_none_of_the_worst():
    assert worst_turns(STORY, play("warm", "promise")) == ()


def test_an_ending_has_no_next_line():
    (worst,) = worst_turns(STORY, play("warm", "vague"))

    assert worst.best.lines == ()
    assert ending_at(STORY, worst.best.after)


def test_every_other_answer_says_what_it_would_have_brought():
    (worst,) = worst_turns(STORY, play("rude"))
    (flat,) = worst.others

    assert (flat.answer.id, str(flat.text), flat.moved) == ("flat", "flat", {})
    assert [str(line.text) for line in flat.lines] == ["now?"]
    assert flat.ending is None


def test_an_answer_that_ends_the_talk_says_how():
    (worst,) = worst_turns(STORY, play("flat", "vague"))
    (late,) = worst_turns(STORY, play("warm", "vague"))

    assert late.best.ending.id == "end"
    assert {other.answer.id: other.ending.id for other in late.others} == {"bribe": "fired"}
    assert worst.best.ending is None


def test_what_the_customer_felt_is_told_from_the_start_and_only_if_it_moved():
    assert felt(STORY, play("warm", "vague")) == {"mood": (45, 55, 55)}
    assert felt(STORY, play("flat", "vague")) == {}
    assert felt(STORY, ()) == {}


@pytest.mark.parametrize(
    ("names", "lacks"),
    [
        (("warm", "promise"), []),
        (("flat", "vague"), ["total"]),
        (("warm", "bribe"), ["failing"]),
        (("warm",), ["no-ending", "total"]),
        ((), ["no-ending", "total"]),
    ],
)
def test_every_reason_why_a_play_does_not_pass_is_named(names, lacks):
    scenes = play(*names)
    came = result(STORY, scenes)

    found = shortfalls(STORY, scenes, came.total, came.by_competency)
    assert [one.lack for one in found] == lacks
    assert came.passed is not bool(found)


def test_movements_name_what_has_moved():
    assert movements({"mood": 10, "trust": 5}, {"mood": 4, "trust": 5}) == {"mood": -6}
