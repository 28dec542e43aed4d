"""What an author learns before anybody plays: the envelope, test-wise players, second looks."""

import pytest

from lms.scenarios.domain import Band, Bot, advice, envelope, fared, paths
from tests.effort import within
from tests.scenarios.scripts import choice, ending, script, step


def told(scenario) -> list[str]:
    return [found.message % found.parameters for found in advice(scenario)]


STORY = script(
    step("a", choice("good", "b", voice=2), choice("dull", "b"), choice("rude", "lost", voice=-2)),
    step("b", choice("fix", "won", skills=3), choice("talk", "fair", skills=1)),
    ending("won"),
    ending("fair", Band.ACCEPTABLE),
    ending("lost", Band.FAILING),
)


def test_the_envelope_says_what_each_ending_can_score():
    ranges = {it.ending.id: (it.total.least, it.total.most) for it in envelope(STORY)}

    assert ranges == {"won": (3, 5), "fair": (1, 3), "lost": (-2, -2)}


def test_the_envelope_is_told_by_competency():
    (won, *_) = envelope(STORY)

    skills, voice = won.by_competency["skills"], won.by_competency["voice"]
    assert (skills.least, skills.most, voice.least, voice.most) == (3, 3, 0, 2)


def test_the_envelope_of_the_start_is_the_best_play():
    most = max(it.total.most for it in envelope(STORY))

    assert most == paths(STORY).best.total


def test_going_round_earns_nothing():
    round_ = script(
        step("a", choice("again", "a", voice=-1), choice("go", "end", voice=2)), ending("end")
    )
    (end,) = envelope(round_)

    assert (end.total.least, end.total.most) == (2, 2)


def test_an_ending_that_no_play_reaches_has_no_range():
    story = script(
        step("a", choice("go", [("never", "far"), ("end", None)], voice=1), choice("no", "end")),
        ending("end"),
        ending("never"),
        flags=["far"],
    )

    assert [it.total is None for it in envelope(story)] == [False, True]


def test_who_always_picks_the_first_fares_as_the_first_choices_do():
    scores = {one.bot: (one.mean, one.passed) for one in fared(STORY)}

    assert scores[Bot.FIRST] == (100, 1)
    assert scores[Bot.LAST] == (0, 0)


def test_dice_are_the_same_every_time():
    assert fared(STORY) == fared(STORY)
    (dice,) = [one for one in fared(STORY) if one.bot is Bot.DICE]
    assert dice.plays == 1_000
    assert 0 < dice.passed < 1_000


def test_a_scenario_that_can_be_passed_without_knowing_is_told():
    assert any("不懂服务的人也能过：“first”" in words for words in told(STORY))


def row(place: int, long: bool = False):
    """Steps in which the best choice always stands at a place."""
    steps = []
    for n in range(6):
        choices = [choice(f"{'w' * (9 - i)}{n}", f"s{n + 1}", voice=0) for i in range(3)]
        name = "best" * (9 if long else 1)
        choices[place] = choice(f"{name}{n}", f"s{n + 1}", voice=2)
        steps.append(step(f"s{n}", *choices))
    return script(*steps, ending("s6"), start="s0")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_place_that_gives_the_best_away_is_told(place):
    assert any(f"写在第 {place + 1} 个" in words for words in told(row(place)))


def test_length_that_gives_the_best_away_is_told():
    assert any("最长的选项就是最好的" in words for words in told(row(1, long=True)))
    assert not any("最长的选项就是最好的" in words for words in told(row(1)))


def test_choices_that_are_worse_even_than_a_poor_one_are_told_when_there_are_several():
    choices = [choice(f"c{n}", "end", voice=2 - n) for n in range(4)]
    story = script(step("a", *choices), ending("end"))

    assert sum("样样不如" in words for words in told(story)) == 2


def test_what_only_the_best_choice_beats_is_a_mistake_to_learn_from():
    choices = (choice("good", "end", voice=2), choice("bad", "end"), choice("other", "end"))
    story = script(step("a", *choices), ending("end"))

    assert not any("样样不如" in words for words in told(story))


def test_a_condition_that_always_holds_is_told():
    story = script(
        step("a", choice("x", [("end", "mood >= 10"), ("b", None)], voice=1), choice("y", "end")),
        step("b", choice("z", "end"), choice("q", "end")),
        ending("end"),
        variables={"mood": 40},
    )

    assert any("任何情况下都成立" in words for words in told(story))


def test_a_way_back_that_costs_nothing_is_told():
    story = script(step("a", choice("again", "a"), choice("go", "end", voice=1)), ending("end"))

    assert any("绕回来" in words for words in told(story))


def test_two_hundred_steps_are_looked_through_within_two_seconds():
    steps = [
        step(f"s{n}", *(choice(f"c{i}", f"s{n + 1}", mood=i - 1, voice=i % 3) for i in range(4)))
        for n in range(200)
    ]
    story = script(*steps, ending("s200"), variables={"mood": 50}, start="s0")

    with within(2):
        advice(story)
        envelope(story)
