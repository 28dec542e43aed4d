"""Each fault is found, and said at its place."""

import pytest

from lms.scenarios.domain import Band, check, findings, names
from tests.scenarios.scripts import choice, ending, script, step


def found(*steps, **options) -> list[tuple]:
    return [(finding.path, finding.message) for finding in findings(script(*steps, **options))]


def plain(name: str, to: str, **options):
    return step(name, choice("x", to, skills=1, **options), choice("y", to))


def test_a_sound_scenario_has_no_findings():
    assert not found(plain("a", "end"), ending("end"))


def test_two_steps_of_one_name():
    faults = found(plain("a", "end"), ending("end"), ending("end"))

    assert (("steps", 2, "id"), names.TWICE) in faults


def test_two_choices_of_one_name():
    faults = found(step("a", choice("x", "end"), choice("x", "end")), ending("end"))

    assert faults == [(("steps", 0, "choices", 1, "id"), names.TWICE)]


def test_a_start_that_does_not_exist():
    assert found(plain("a", "end"), ending("end"), start="b") == [(("start",), names.NO_START)]


def test_a_start_that_is_the_end():
    faults = found(plain("a", "end"), ending("end"), start="end")

    assert faults == [(("start",), names.START_IS_END)]


def test_a_target_that_does_not_exist():
    faults = found(step("a", choice("x", "nowhere"), choice("y", "end")), ending("end"))

    assert faults == [(("steps", 0, "choices", 0, "next", 0, "to"), names.NO_TARGET)]


def test_a_list_of_ways_whose_last_has_a_condition():
    ways = [("end", "mood > 5"), ("end", "mood < 9")]
    faults = found(
        step("a", choice("x", ways), choice("y", "end")), ending("end"), variables={"mood": 1}
    )

    assert faults == [(("steps", 0, "choices", 0, "next", 1, "when"), names.LAST_HAS_CONDITION)]


def test_a_way_without_condition_before_the_last():
    faults = found(
        step("a", choice("x", [("end", None), ("end", None)]), choice("y", "end")), ending("end")
    )

    assert faults == [(("steps", 0, "choices", 0, "next", 0), names.NEVER_ASKED)]


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("trust > 5", names.NOT_A_VARIABLE),
        ("told > 5", names.IS_A_FLAG),
        ("mood", names.NEEDS_NUMBER),
        ("apologized", names.NOT_A_FLAG),
    ],
)
def test_a_condition_with_an_unknown_name(condition, message):
    faults = found(
        step("a", choice("x", "end", only=condition), choice("y", "end")),
        ending("end"),
        variables={"mood": 1},
        flags=["told"],
    )

    assert faults == [(("steps", 0, "choices", 0, "when"), message)]


def test_conditions_of_lines_and_ways_are_checked_too():
    faults = found(
        step(
            "a",
            choice("x", [("end", "odd"), ("end", None)]),
            choice("y", "end"),
            lines=[("hm", "strange"), ("so", None)],
        ),
        ending("end"),
    )

    assert [path for path, _ in faults] == [
        ("steps", 0, "lines", 0, "when"),
        ("steps", 0, "choices", 0, "next", 0, "when"),
    ]


def test_effects_on_what_was_not_declared():
    faults = found(
        step("a", choice("x", "end", mood=5, sets=["s"], clears=["c"]), choice("y", "end")),
        ending("end"),
    )

    place = ("steps", 0, "choices", 0, "effects")
    assert faults == [
        ((*place, "mood"), names.NO_VARIABLE),
        ((*place, "set"), names.NOT_A_FLAG),
        ((*place, "clear"), names.NOT_A_FLAG),
    ]


def test_a_flag_set_and_cleared_at_once():
    faults = found(
        step("a", choice("x", "end", sets=["s"], clears=["s"]), choice("y", "end")),
        ending("end"),
        flags=["s"],
    )

    assert faults == [(("steps", 0, "choices", 0, "effects", "clear"), names.SET_AND_CLEARED)]


def test_a_step_that_nothing_leads_to():
    faults = found(plain("a", "end"), plain("alone", "end"), ending("end"))

    assert faults == [(("steps", 1, "id"), check.UNREACHED)]


def test_a_step_whose_conditions_never_hold():
    ways = [("b", "mood > 90"), ("end", None)]
    faults = found(
        step("a", choice("x", ways, mood=10, skills=1), choice("y", "end")),
        plain("b", "end"),
        ending("end"),
        variables={"mood": 50},
    )

    assert faults == [(("steps", 1, "id"), check.NEVER_HOLDS)]


def test_a_choice_that_is_never_offered():
    faults = found(
        step("a", choice("x", "end", skills=1), choice("y", "end", only="mood > 90")),
        ending("end"),
        variables={"mood": 50},
    )

    assert faults == [(("steps", 0, "choices", 1, "when"), check.NEVER_OFFERED)]


def test_a_step_with_nothing_to_choose_is_named_once():
    scenario = script(
        step("a", *(choice(f"x{by}", "b", mood=-by, skills=1) for by in (0, 40, 48))),
        step(
            "b",
            choice("x", [("end", "mood < 5"), ("end", None)], only="mood > 20 or mood = 3"),
            choice("y", "end", only="mood > 30"),
        ),
        ending("end"),
        variables={"mood": 50},
    )

    (finding,) = findings(scenario)
    assert (finding.path, finding.message) == (("steps", 1, "id"), check.STUCK)
    assert finding.parameters["example"] == " mood = 10"


def test_a_step_at_which_the_customer_may_say_nothing():
    faults = found(
        step("a", choice("x", "b", sets=["told"], skills=1), choice("y", "b")),
        step("b", choice("x", "end"), choice("y", "end"), lines=[("so", "told")]),
        ending("end"),
        flags=["told"],
    )

    assert faults == [(("steps", 1, "id"), check.SILENT)]


def test_steps_from_which_there_is_no_way_to_an_ending():
    faults = found(
        step("a", choice("x", "b"), choice("y", "end", skills=1)),
        step("b", choice("x", "c"), choice("y", "c")),
        step("c", choice("x", "b"), choice("y", "b")),
        ending("end"),
    )

    assert faults == [(("steps", 1, "id"), check.ENDLESS), (("steps", 2, "id"), check.ENDLESS)]


def test_a_circle_that_earns_points_again_and_again():
    faults = found(
        step("a", choice("flatter", "b", voice=1), choice("go", "end", skills=2)),
        step("b", choice("back", "a", skills=-3), choice("out", "end")),
        ending("end"),
    )

    assert faults == [(("steps", 0, "choices", 0, "points"), check.GAINS)]


def test_a_circle_that_a_flag_closes_may_earn_points_once():
    faults = found(
        step(
            "a",
            choice("flatter", "b", voice=1, sets=["told"], only="not told"),
            choice("go", "end", skills=2),
        ),
        step("b", choice("back", "a", skills=-3), choice("out", "end")),
        ending("end"),
        flags=["told"],
    )

    assert not faults


def test_a_scenario_without_points():
    faults = found(step("a", choice("x", "end"), choice("y", "end")), ending("end"))

    assert faults == [(("steps",), check.NO_POINTS)]


def test_a_pass_mark_that_only_failing_endings_reach():
    scenario = script(
        step("a", choice("bribe", "fired", skills=3), choice("help", "end", skills=2)),
        ending("end"),
        ending("fired", Band.FAILING),
        pass_mark=70,
    )

    (finding,) = findings(scenario)
    assert (finding.path, finding.message) == (("pass_mark",), check.OUT_OF_REACH)
    assert finding.parameters == {"mark": 70, "most": 66}


def test_a_pass_mark_just_in_reach():
    steps = (
        step("a", choice("bribe", "fired", skills=3), choice("help", "end", skills=2)),
        ending("end"),
        ending("fired", Band.FAILING),
    )

    assert not found(*steps, pass_mark=66)


def test_only_failing_endings():
    faults = found(plain("a", "end"), ending("end", Band.FAILING), pass_mark=1)

    assert faults == [(("pass_mark",), check.OUT_OF_REACH)]


def test_more_situations_than_can_be_walked(monkeypatch):
    monkeypatch.setattr("lms.scenarios.domain.walk.MOST_SITUATIONS", 1)
    faults = found(plain("a", "b"), plain("b", "c"), plain("c", "end"), ending("end"))

    assert faults == [(("steps",), check.TOO_MANY)]
