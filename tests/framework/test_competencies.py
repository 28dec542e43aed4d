"""The seven competencies: exactly those, in their order, in three languages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lms.config import ROOT
from lms.db import write
from lms.errors import ConfigurationError
from lms.framework import queries
from lms.framework.content import CompetenciesKind
from lms.framework.domain import COMPETENCIES
from lms.library import kinds, service
from lms.library.domain import Bundle, ContentError

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SHIPPED = (ROOT / "courses/competencies.yaml").read_text(encoding="utf-8")


def problems(text: str) -> list[str]:
    with pytest.raises(ContentError) as error:
        kinds.parse(CompetenciesKind(), Bundle("competencies", {"c.yaml": text}))
    return [str(problem) for problem in error.value.problems]


def test_the_shipped_file_holds_the_seven_in_order_and_in_three_languages():
    parsed = kinds.parse(CompetenciesKind(), Bundle("competencies", {"c.yaml": SHIPPED}))

    assert tuple(one.id for one in parsed.competencies) == COMPETENCIES
    assert parsed.title("mindset").in_("zh-Hans") == "阳光心态"
    assert parsed.title("mindset").in_("zh-Hant") == "陽光心態"
    assert parsed.title("mindset").in_("en") == "Positive mindset"


def test_a_missing_competency_is_told():
    text = "id: competencies\ncompetencies:\n  - {id: mindset, title: 心态, summary: 一句}\n"

    assert problems(text) == ["c.yaml:2: 这里正好要有 7 项能力，现在有 1 项。"]


def test_a_changed_order_is_told_where_it_is():
    text = SHIPPED.replace("id: voice", "id: x").replace("id: etiquette", "id: voice")

    assert [problem.partition(": ")[2] for problem in problems(text)] == [
        "第 3 项应是“etiquette”，现在是“voice”；七项的 id 和顺序不能变。",
        "第 4 项应是“voice”，现在是“x”；七项的 id 和顺序不能变。",
    ]


def test_every_competency_has_four_levels_by_which_it_is_recognised():
    parsed = kinds.parse(CompetenciesKind(), Bundle("competencies", {"c.yaml": SHIPPED}))
    texts = [text.en for one in parsed.competencies for level in one.levels for text in level]

    assert [level.zh_hans for level in parsed.levels] == ["有提示", "独立", "吃紧", "带人"]
    assert {len(one.levels) for one in parsed.competencies} == {4}
    assert min(len(level) for one in parsed.competencies for level in one.levels) >= 3
    assert len(set(texts)) == len(texts)


LESSONS = {
    "mindset": "06-positive-mindset",
    "service-awareness": "07-service-awareness",
    "etiquette": "08-service-etiquette",
    "voice": "09-voice-quality",
    "knowledge": "10-business-knowledge",
    "skills": "11-service-skills",
    "adaptability": "12-adaptability",
}


@pytest.mark.parametrize(("language", "ending"), [("zh-Hans", ".md"), ("en", ".en.md")])
def test_the_lessons_teach_the_same_levels(language, ending):
    parsed = kinds.parse(CompetenciesKind(), Bundle("competencies", {"c.yaml": SHIPPED}))
    untaught = []
    for one in parsed.competencies:
        file = ROOT / f"courses/role-awareness/{LESSONS[one.id]}{ending}"
        taught = file.read_text(encoding="utf-8").lower()
        texts = [text.in_(language) for level in one.levels for text in level]
        untaught += [text for text in texts if text.lower() not in taught]

    assert untaught == []


def test_levels_that_are_not_whole_are_told():
    prompted = "  - {zh-Hans: 有提示, en: Prompted}\n"
    few = SHIPPED.replace(SHIPPED.partition("      - - ")[2].partition("      - - ")[0], "甲\n", 1)

    assert problems(SHIPPED.replace(prompted, "", 1)) == [
        "c.yaml:2: 这里正好要有 4 级，现在有 3 级。"
    ]
    assert [problem.partition(": ")[2] for problem in problems(few)] == [
        "每一级至少写 3 个看得见、听得见的动作，这一级只有 1 个。"
    ]


def test_pages_ask_for_them_in_order(app):
    with app.app_context():
        _load(ROOT)

        assert tuple(one.id for one in queries.competencies()) == COMPETENCIES
        assert queries.title("voice").in_("en") == "Voice quality"
        with pytest.raises(KeyError):
            queries.title("singing")


def test_a_product_without_them_says_what_to_do(app):
    with app.app_context(), pytest.raises(ConfigurationError, match="content load"):
        queries.competencies()


def _load(root: Path) -> None:
    findings = service.prepare(root)
    own = [sound for sound in findings.sound if sound.kind.name == "competencies"]
    write(service.load, service.Findings(tuple(own), ()), (), now=NOW)
