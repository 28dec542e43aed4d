"""What would raise a number most, and what brings a post nearest: pure rules."""

import pytest

from lms.framework.domain import COMPETENCIES, CareerPath, Careers, Post
from lms.growth.domain import gains, gap, next_items, next_post, standings
from lms.library.domain import Wording
from tests.growth.facts import NOW, TODAY, chance, facts, rule, voice

SOLID = "o100 o100 a90 p90"  # level 4


def everywhere(text):
    """The same facts on all seven."""
    return [one for name in COMPETENCIES for one in facts(text, name)]


def post(name, **required):
    levels = dict.fromkeys(COMPETENCIES, 1) | required
    return Post(name, Wording(name), Wording(name), levels, "", "")


def proposed(text, *chances, **required):
    """What is proposed to somebody with these facts on everything, for a post that asks this."""
    found = standings(everywhere(text), rule(), TODAY)
    return next_items(gap(found, post("any", **required)), chances, NOW, TODAY)


def test_the_greatest_gain_stands_first_and_of_the_same_the_shorter_work():
    found = gains(
        voice("c50 c50 p50"),
        [
            chance("c", "long lesson", 20, voice=100),
            chance("c", "short lesson", 5, voice=100),
            chance("o", "observation", 30, voice=100),
            chance("a", "elsewhere", 5, skills=100),
        ],
        NOW,
        TODAY,
    )

    assert [gain.chance.item for gain in found] == ["observation", "short lesson", "long lesson"]
    assert [(g.before.value, g.after.value, g.points) for g in found[:1]] == [(50, 75, 25)]


def test_what_would_lower_a_number_is_not_proposed():
    assert gains(voice("o100 o100 a90"), [chance("a", voice=80)], NOW, TODAY) == []


def test_what_only_fills_a_need_of_the_next_level_is_proposed():
    (found,) = gains(voice("c100 c100 c100"), [chance("o", voice=100)], NOW, TODAY)

    assert (found.points, found.closes, found.after.level) == (0, 1, 2)


def test_without_a_number_yet_it_is_told_how_far_that_is():
    (found,) = gains(voice("c100"), [chance("c", voice=100)], NOW, TODAY)

    assert (found.before.value, found.after.value) == (None, None)
    assert (found.before.lacking, found.after.lacking, found.closes) == (2, 1, 1)


def test_for_a_post_only_what_helps_where_it_asks_more_is_proposed():
    found = proposed(
        "c50 c50 p50",
        chance("o", "seen", voice=100),
        chance("a", "skilful", skills=100),
        voice=2,
    )

    assert [item.chance.item for item in found] == ["seen"]
    assert [gain.before.competency for gain in found[0].gains] == ["voice"]


def test_the_second_is_reckoned_after_the_first():
    found = proposed(
        "c50 c50 p50",
        chance("o", "first", voice=100),
        chance("p", "second", voice=100),
        chance("p", "third", 20, voice=100),
        voice=4,
    )
    values = [(item.gains[0].before.value, item.gains[0].after.value) for item in found]

    assert [item.chance.item for item in found] == ["first", "second", "third"]
    assert values[0][1] == values[1][0]
    assert values[1][1] == values[2][0]


def test_what_helps_two_competencies_goes_before_what_helps_one():
    one, two = chance("p", "one", 5, voice=100), chance("p", "two", 25, voice=100, skills=100)
    found = proposed("c50 c50 p50", one, two, voice=2, skills=2)

    assert found[0].chance.item == "two"


def test_points_beyond_what_the_post_asks_do_not_count():
    found = proposed(
        "c58 c58 p58 o58",
        chance("o", "far beyond", 30, voice=100),
        chance("p", "just enough", 5, voice=100),
        voice=2,
    )

    assert found[0].chance.item == "far beyond"  # only an observation fills the need too


def test_nothing_is_proposed_to_who_has_all_that_is_asked():
    assert proposed(SOLID, chance("o", voice=100), voice=3) == []


def careers(*steps):
    names = [name for step in steps for name in step]
    asked = {"junior": 1, "senior": 3, "lead": 4, "expert": 4}
    posts = tuple(post(name, voice=asked[name]) for name in dict.fromkeys(names))
    return Careers((), (CareerPath("way", Wording("way"), "trade", steps),), posts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("c10 c10 c10", "senior"), ("", "junior"), (SOLID, "expert")],
)
def test_the_next_post_is_the_first_on_the_way_that_asks_more(text, expected):
    way = careers(("junior",), ("senior", "lead"), ("expert",))
    found = standings(everywhere(text), rule(), TODAY)

    assert next_post(way, "junior", found).id == expected


def test_without_a_start_there_is_no_way():
    assert next_post(careers(("junior",), ("senior",)), "elsewhere", ()) is None
