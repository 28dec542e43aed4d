"""Role-plays beside real work, by the same rubric."""

from lms.growth.domain import Source, World, standings, worlds
from tests.growth.facts import TODAY, fact, facts, rule, voice


def test_role_plays_stand_beside_real_work():
    (both,) = worlds([voice("a90 p82 o100 o42 c100")])

    assert both.simulated == World(mean=86, number=2)
    assert both.real == World(mean=71, number=2)
    assert both.behind == 15


def test_both_worlds_must_have_shown_something():
    assert worlds([voice("a90 p80"), voice("o100 c100")]) == []


def test_what_is_simulated_is_not_real_work():
    terms = rule().terms
    measured = rule(terms={**terms, Source.SIMULATED: terms[Source.OBSERVATION]})
    seen = [*facts("o50"), fact(Source.SIMULATED, 100)]
    (both,) = worlds(standings(seen, measured, TODAY))

    assert (both.simulated.mean, both.real.mean) == (100, 50)


def test_the_widest_gap_stands_first():
    level = voice("a80 o80")
    behind = standings(facts("a90 o50", "skills"), rule(), TODAY)

    assert [one.competency for one in worlds([level, *behind])] == ["skills", "voice"]
