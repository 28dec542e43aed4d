"""What authors write is taken whole or refused with everything that is wrong, by file and line."""

import re
from pathlib import Path

import pytest

from lms.library import kinds
from lms.library.content import words
from lms.library.domain import Bundle, ContentError, Reference
from lms.scenarios.content import ScenarioKind
from lms.scenarios.domain import Band, ChoiceStep, Counts, Ending, paths

FILE = "quizzes/scenarios/cold-kettle.yaml"
TEXT = Path(__file__).with_name("cold-kettle.yaml").read_text(encoding="utf-8")
ROOT = Path(__file__).parents[2]
KIND = ScenarioKind()


def parse(text: str = TEXT, address: str = "cold-kettle"):
    return kinds.checked(KIND, Bundle(address, {FILE: text}))


def problems(*changes: tuple[str, str]) -> list[str]:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(ContentError) as refusal:
        parse(text)
    return [words(problem, "zh-Hans") for problem in refusal.value.problems]


def line_of(part: str, text: str = TEXT) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_scenario_is_read_whole():
    scenario = parse()

    assert (scenario.id, scenario.pass_mark, scenario.start) == ("cold-kettle", 70, "greet")
    assert scenario.assessment.counts is Counts.BEST
    assert scenario.variables == {"mood": 40, "trust": 50, "elapsed": 0}
    assert [type(step) for step in scenario.steps] == [ChoiceStep] * 3 + [Ending] * 3
    assert scenario.endings[2].band is Band.FAILING
    first = scenario.steps[0].choices[0]
    assert (first.points, first.effects.changes) == (
        {"etiquette": 2, "service-awareness": 1},
        {"mood": 15, "trust": 5},
    )
    assert paths(scenario).best.total == 11


def test_all_languages_are_there():
    title = parse().title

    assert (title.in_("zh-Hans"), title.in_("zh-Hant"), title.in_("en")) == (
        "水壶不热",
        "水壺不熱",
        "The cold kettle",
    )


def test_it_refers_to_the_competencies_on_which_it_gives_points():
    assert Reference("competencies", "competencies", "voice") not in KIND.references(parse())
    assert Reference("competencies", "competencies", "skills") in KIND.references(parse())


def test_the_library_is_told_its_name_and_address():
    meta = KIND.meta(parse())

    assert (meta.name, meta.address, str(meta.title)) == ("cold-kettle", "cold-kettle", "水壶不热")
    assert "promise" in KIND.parts(parse())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: cold-kettle", "id: kettle", "id 要和文件名一样：“cold-kettle”"),
        ("{to: quiet}", "{to: quit}", "没有叫“quit”的步骤"),
        ("start: greet", "start: begin", "开头的步骤“begin”不存在"),
        ("when: mood < 40", "when: mod < 40", "条件里的“mod”不是这个情景的变量"),
        ("when: mood < 40", "when: mood <", "后面要写一个整数"),
        ("points: {knowledge: 3, skills: 1}", "points: {knowledge: 4, skills: 1}", "最多是 3"),
        ("kind: ending", "kind: finish", "不能写“finish”"),
        ("band: success", "band: great", "不能写“great”"),
        ("pass_mark: 70", "pass_mark: 101", "最多是 100"),
        ("flags: [apologised, checked]", "flags: [apologised, checked, checked]", "写了两次"),
        ("hint:", "hnit:", "是不是“hint”"),
        ("{to: hung-up, when: mood < 10}", "{to: hung-up}", "后面的都轮不到"),
        (', en: "Say that again?"}', "}", "这里没有英文"),
        ("minutes: 3", "minutes: 3.5", "要写整数"),
        ("      - id: ask-again", "      - id: send-back", "“send-back”用了两次"),
    ],
)
def test_a_fault_is_said_in_words_at_its_line(old, new, expected):
    (problem,) = problems((old, new))

    assert expected in problem
    assert problem.startswith(f"{FILE}:{line_of(old)}: ")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("speaker: mentor", "speaker: mentr", "没有叫“mentr”的人"),
        ("- id: mentor", "- id: narration", "“narration”已经有了"),
    ],
)
def test_a_speaker_must_be_known_and_only_once(old, new, expected):
    file = "quizzes/scenarios/every-kind.yaml"
    text = Path(__file__).with_name("every-kind.yaml").read_text("utf-8").replace(old, new, 1)
    with pytest.raises(ContentError) as refused:
        KIND.parse(Bundle("every-kind", {file: text}))

    assert expected in words(refused.value.problems[0], "zh-Hans")


def test_a_choice_without_feedback_is_refused():
    feedback = next(line for line in TEXT.splitlines() if "尽快不是时间" in line)

    assert "缺少“feedback”" in problems((feedback + "\n", ""))[0]


def test_all_faults_are_said_at_once():
    found = problems(
        ("{to: quiet}", "{to: quit}"), ("when: checked", "when: checkd"), ("mood < 40", "mood <")
    )

    assert len(found) == 3


def test_what_can_be_walked_is_checked_only_when_the_names_are_sound():
    (problem,) = problems(("when: mood >= 50 and", "when: mood >= 99 and"))

    assert "“thanks”永远走不到" in problem
    assert problem.startswith(f"{FILE}:{line_of('- id: thanks')}: ")


def test_a_pass_mark_out_of_reach_is_said_at_the_mark():
    hopeless = ("band: success", "band: failing"), ("band: acceptable", "band: failing")
    (problem,) = problems(*hopeless)

    assert problem.startswith(f"{FILE}:{line_of('pass_mark')}: 及格线 70% 够不到")


def test_a_scenario_may_do_without_english():
    chinese = re.sub(r", en: [^\n]*}$", "}", TEXT, flags=re.MULTILINE)

    assert str(parse(chinese).title) == "水壶不热"


def test_every_shipped_scenario_is_sound():
    bundles = list(KIND.files(ROOT))

    assert bundles
    for bundle in bundles:
        assert KIND.parse(bundle).id == bundle.address
