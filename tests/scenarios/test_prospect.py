"""What a scenario measures, told before anybody has played it."""

from dataclasses import replace
from pathlib import Path

from lms.library.domain import Bundle
from lms.library.kinds import checked
from lms.scenarios.content import ScenarioKind
from lms.scenarios.domain.prospect import prospect
from tests.effort import within

KETTLE = (Path(__file__).parent / "cold-kettle.yaml").read_text(encoding="utf-8")


def parsed(text=KETTLE, name="cold-kettle"):
    return ScenarioKind().parse(Bundle(name, {f"{name}.yaml": text}))


def test_the_best_ending_reaches_all_points_and_the_mark_is_in_reach():
    found = prospect(parsed())

    assert found.is_in_reach
    assert max(spread.most for spread in found.spreads) == found.most == 100
    assert all(0 <= spread.least <= spread.most <= 100 for spread in found.spreads)


def test_a_mark_that_nobody_reaches_is_told():
    scenario = parsed()

    assert not replace(prospect(scenario), most=50).is_in_reach


def test_the_same_text_is_the_same_scenario_and_walked_once():
    assert parsed() is parsed()


def test_fifty_steps_are_checked_and_reckoned_in_a_third_of_a_second():
    head, _, _ = KETTLE.partition("steps:")
    text = (
        head.replace("start: greet", "start: step-0") + "steps:\n" + "".join(map(step, range(49)))
    )
    text += (
        "  - id: step-49\n    kind: ending\n    band: success\n"
        "    title: {zh-Hans: 好, en: Good}\n    text: {zh-Hans: 好, en: Good}\n"
    )
    bundle = Bundle("cold-kettle", {"cold-kettle.yaml": text})

    with within(0.3):
        scenario = checked(ScenarioKind(), bundle)
    with within(0.6):
        assert prospect(scenario).is_in_reach


def step(number):
    options = "".join(
        f"      - id: option-{place}\n        text: {{zh-Hans: 话{place}, en: Words}}\n"
        f"        points: {{skills: {place}}}\n        effects: {{mood: {5 * place - 5:+}}}\n"
        f"        feedback: {{zh-Hans: 评, en: Told}}\n        next: step-{number + 1}\n"
        for place in range(3)
    )
    return (
        f"  - id: step-{number}\n    kind: choice\n"
        f"    lines: [{{text: {{zh-Hans: 句, en: Line}}}}]\n    choices:\n{options}"
    )
