"""Which way a play took: first answers, the time they took, and where it was left."""

from datetime import UTC, datetime, timedelta

from lms.scenarios.domain import Effects, Rewound, Staying, Verdict
from lms.scenarios.domain.ways import Taken, way
from tests.scenarios.scripts import choice, ending, script, step

NINE = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
TALK = script(
    step("a", choice("good", "b", voice=2), choice("bad", "b", voice=-1)),
    step("b", choice("on", "end"), choice("again", "a")),
    ending("end"),
)


def said(step_id: str, answer: str, target: str, staying: Staying = Staying.NO, **points: int):
    return Verdict(step_id, answer, points, Effects(), target, staying=staying)


def at(*seconds: int):
    return {number: NINE + timedelta(seconds=s) for number, s in enumerate((0, *seconds))}


def test_every_step_counts_once_with_its_first_answer_and_the_ending_with_none():
    turns = [
        said("a", "bad", "b", voice=-1),
        said("b", "again", "a"),
        said("a", "good", "b", voice=2),
        said("b", "on", "end"),
    ]

    assert way(TALK, turns, at(7, 10, 12, 13)).steps == (
        Taken("a", "bad", "b", 0, 7),
        Taken("b", "again", "a", 0, 3),
        Taken("end"),
    )


def test_an_answer_that_was_taken_back_was_the_first_all_the_same():
    turns = [said("a", "bad", "b", voice=-1), Rewound(1), said("a", "good", "b", voice=2)]
    found = way(TALK, turns, at(5, 20, 26))

    assert found.steps == (Taken("a", "bad", "b", 0, 5), Taken("b"))
    assert found.left_at == "b"


def test_a_play_that_reached_an_ending_was_left_nowhere():
    turns = [said("a", "good", "b", voice=2), said("b", "on", "end")]

    assert way(TALK, turns, at(5, 9)).left_at is None


def test_a_play_left_at_once_has_its_first_step_only():
    assert way(TALK, [], at()).steps == (Taken("a"),)


def test_looking_something_up_is_no_answer_and_its_time_belongs_to_the_turn():
    turns = [said("a", "card", "a", Staying.LOOKED), said("a", "good", "b", voice=2)]

    assert way(TALK, turns, at(30, 40)).steps[0] == Taken("a", "good", "b", 2, 40)


def test_whoever_goes_away_is_counted_with_an_hour():
    turns = [said("a", "good", "b", voice=2)]

    assert way(TALK, turns, at(90_000)).steps[0].seconds == 3600
