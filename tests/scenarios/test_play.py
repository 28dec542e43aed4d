from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.errors import Invalid, Stale
from lms.scenarios.domain import (
    Choose,
    Effects,
    Mode,
    PlayState,
    Situation,
    Verdict,
    ending_at,
    judge,
    opening,
    replay,
    said,
    shown_choices,
    standing,
    state_of,
)
from tests.effort import seconds_of, slowness
from tests.scenarios.scripts import choice, ending, script, step, ungraded

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
SEED = 7

TALK = script(
    step(
        "a",
        choice("calm", "b", mood=20, sets=["told"], skills=2),
        choice("shout", [("end", "mood < 10"), ("b", None)], mood=-30, voice=-1),
        choice("ask", "b", only="told"),
    ),
    step(
        "b",
        choice("x", "end"),
        choice("y", "end"),
        lines=[("hm", "mood < 30"), ("well", "told"), ("so?", None)],
    ),
    ending("end"),
    variables={"mood": 50},
    flags=["told"],
)


def take(name: str, situation: Situation) -> Verdict:
    names = [move.id for move in shown_choices(TALK, situation, SEED)]
    return judge(TALK, situation, Choose(names.index(name) + 1), SEED, ungraded)


@given(st.lists(st.integers(-100, 100)), st.integers(0, 100))
def test_variables_stay_between_0_and_100(changes, mood):
    for change in changes:
        variables, _ = Effects({"mood": change}).on({"mood": mood}, frozenset())
        mood = variables["mood"]

        assert 0 <= mood <= 100


def test_flags_are_cleared_before_they_are_set():
    effects = Effects(sets=frozenset({"a", "b"}), clears=frozenset({"b", "c"}))

    assert effects.on({}, frozenset({"c", "d"}))[1] == {"a", "b", "d"}


def test_a_choice_earns_its_points_and_leads_on():
    verdict = take("calm", opening(TALK))

    assert verdict == Verdict(
        "a", "calm", {"skills": 2}, Effects({"mood": 20}, frozenset({"told"})), "b"
    )


def test_the_next_step_is_asked_after_the_effects():
    angry = Situation("a", {"mood": 30}, frozenset())

    assert take("shout", angry).target == "end"
    assert take("shout", opening(TALK)).target == "b"


def test_a_choice_is_offered_only_when_its_condition_holds():
    told = Situation("a", {"mood": 50}, frozenset({"told"}))

    assert {move.id for move in shown_choices(TALK, opening(TALK), SEED)} == {"calm", "shout"}
    assert {move.id for move in shown_choices(TALK, told, SEED)} == {"calm", "shout", "ask"}


@pytest.mark.parametrize("position", [0, -1, 3, 99])
def test_a_position_that_is_not_shown_is_refused(position):
    with pytest.raises(Invalid):
        judge(TALK, opening(TALK), Choose(position), SEED, ungraded)


def test_nothing_can_be_said_at_an_ending():
    with pytest.raises(Stale):
        judge(TALK, Situation("end", {"mood": 50}, frozenset()), Choose(1), SEED, ungraded)


def test_all_lines_whose_condition_holds_are_said_in_order():
    cool = Situation("b", {"mood": 20}, frozenset({"told"}))
    warm = Situation("b", {"mood": 60}, frozenset())

    assert [str(line.text) for line in said(TALK.by_id["b"], cool)] == ["hm", "well", "so?"]
    assert [str(line.text) for line in said(TALK.by_id["b"], warm)] == ["so?"]


@given(st.integers(0, 2**31 - 1))
def test_every_play_shows_the_same_choices_in_an_order_of_its_own(seed):
    shown = shown_choices(TALK, opening(TALK), seed)

    assert shown == shown_choices(TALK, opening(TALK), seed)
    assert sorted(move.id for move in shown) == ["calm", "shout"]


def test_orders_differ_between_plays():
    orders = {shown_choices(TALK, opening(TALK), seed)[0].id for seed in range(40)}

    assert orders == {"calm", "shout"}


def test_a_stored_verdict_comes_back_as_it_was():
    verdict = take("calm", opening(TALK))

    assert Verdict.of(verdict.stored()) == verdict


def test_a_verdict_is_a_move_that_nothing_holds_back():
    verdict = take("calm", opening(TALK))

    assert opening(TALK).satisfies(verdict.when)
    assert opening(TALK).after(verdict).step == "b"


def test_a_replay_folds_what_was_stored_and_never_judges_again():
    rewritten = Verdict("a", "calm", {"skills": 9}, Effects({"mood": -50}), "b")

    (scene,) = replay(TALK, [rewritten])
    assert scene.after == Situation("b", {"mood": 0}, frozenset())
    assert scene.verdict.points == {"skills": 9}


@given(st.lists(st.integers(0, 1), max_size=2))
def test_a_replay_ends_where_the_play_did(taken):
    situation, verdicts = opening(TALK), []
    for pick in taken:
        if ending_at(TALK, situation):
            break
        verdict = judge(TALK, situation, Choose(pick + 1), SEED, ungraded)
        verdicts.append(verdict)
        situation = situation.after(verdict)

    scenes = replay(TALK, verdicts)
    assert standing(TALK, scenes) == situation
    assert [scene.number for scene in scenes] == list(range(1, len(verdicts) + 1))


def test_a_play_without_turns_stands_at_the_opening():
    assert standing(TALK, ()) == opening(TALK)


def test_two_hundred_turns_are_replayed_within_five_milliseconds():
    verdict = take("calm", opening(TALK))
    verdicts = [Verdict.of(verdict.stored())] * 200
    best = min(seconds_of(lambda: replay(TALK, verdicts)) for _ in range(5))

    assert best < 0.005 * slowness()


def test_an_ending_is_told_from_a_step():
    assert ending_at(TALK, opening(TALK)) is None
    assert ending_at(TALK, Situation("end", {}, frozenset())).id == "end"


@pytest.mark.parametrize(
    ("ended_at", "deadline", "state"),
    [
        (None, None, PlayState.OPEN),
        (None, NOON + timedelta(seconds=1), PlayState.OPEN),
        (None, NOON, PlayState.EXPIRED),
        (NOON, None, PlayState.OVER),
        (NOON, NOON, PlayState.OVER),
    ],
)
def test_a_play_is_over_when_it_ended_and_expired_when_the_clock_ran_out(ended_at, deadline, state):
    assert state_of(ended_at, deadline, NOON) is state


def test_only_practice_tells_on_the_way():
    assert [mode for mode in Mode if mode.tells] == [Mode.PRACTICE]


def test_an_assessment_proves_more_than_a_practice():
    assert Mode.PRACTICE.rank < Mode.REHEARSAL.rank < Mode.ASSESSMENT.rank
