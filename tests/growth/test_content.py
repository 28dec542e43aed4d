"""`courses/evidence.yaml`: the shipped rule, and what is wrong with others, line by line."""

import re
from pathlib import Path

import pytest

from lms.framework.domain import LEVELS
from lms.growth.content import EvidenceKind
from lms.growth.domain import Policy, Source, standings
from lms.library.domain import Bundle, ContentError
from tests.growth.facts import TODAY, fact

FILE = "courses/evidence.yaml"
SHIPPED = (Path(__file__).parents[2] / FILE).read_text(encoding="utf-8")


def parsed(text=SHIPPED):
    return EvidenceKind().parse(Bundle("evidence", {FILE: text}))


def problems(old, new):
    assert old in SHIPPED
    with pytest.raises(ContentError) as told:
        parsed(SHIPPED.replace(old, new, 1))
    return [str(problem) for problem in told.value.problems]


def test_the_shipped_rule_names_every_source_and_asks_more_with_every_level():
    rule = parsed()

    assert set(rule.terms) == set(Source)
    assert len(rule.levels) == LEVELS
    assert [one.at_least for one in rule.levels] == sorted({one.at_least for one in rule.levels})
    assert rule.policy("voice") is rule.policy("not named") is Policy.DECAYING


def test_nobody_works_alone_by_reading():
    assert all(Source.OBSERVATION in level.needs for level in parsed().levels[1:])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("source: gate,", "source: practice,", "来源“practice”写了两次"),
        ("  - {at_least: 0}\n", "", "正好要有 4 级，现在有 3 级"),
        ("{at_least: 0}", "{at_least: 10}", "第 1 级从 0 起"),
        ("at_least: 75", "at_least: 60", "第 3 级的分值要比上一级高"),
        ("needs: {observation: 4}", "needs: {observation: 6}", "但最多只算 5 条"),
        ("  - {source: observation", "  #", "第 2 级要“observation”，但 sources 里没有它"),
        ("  voice: decaying", "  humour: decaying", "没有“humour”这项素养"),
        ("weight: 6", "weight: 0", "weight"),
        ("voice: decaying", "voice: average", "average"),
    ],
)
def test_a_mistake_is_told_with_its_place(old, new, message):
    told = problems(old, new)

    assert any(message in one for one in told), told
    assert all(one.startswith(f"{FILE}:") for one in told)


def test_the_post_of_newcomers_must_exist():
    (reference,) = EvidenceKind().references(parsed())

    assert (reference.kind, reference.part) == ("careers", "junior-representative")


@pytest.mark.parametrize("guide", ["authoring.md", "authoring.zh.md"])
def test_the_example_of_the_authoring_guide_makes_the_number_that_stands_below_it(guide):
    text = (Path(__file__).parents[2] / "docs" / guide).read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (example,) = [block for block in blocks if block.startswith("id: evidence\n")]
    told = [
        fact(Source.PRACTICE, 80, 45),
        fact(Source.OBSERVATION, 100),
        fact(Source.CHECK, 50),
    ]
    voice = next(
        one for one in standings(told, parsed(example), TODAY) if one.competency == "voice"
    )

    assert (voice.value, voice.level) == (91, 2)
    assert "730 ÷ 8 = 91" in text
