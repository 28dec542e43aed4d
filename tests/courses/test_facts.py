"""What the trade has to know is taught: every listed fact stands in the lesson named for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from lms.config import ROOT

FACTS = Path(__file__).parent / "facts"
FIELDS = {"fact", "domain", "lesson", "teaches", "ours"}
FEWEST = 200


def _facts() -> Iterator[dict]:
    for file in sorted(FACTS.glob("*.yaml")):
        for fact in yaml.safe_load(file.read_text("utf-8")):
            yield {**fact, "file": file.name}


def _text(lesson: str) -> str:
    course, name = lesson.split("/")
    return next((ROOT / "courses" / course).glob(f"[0-9][0-9]-{name}.md")).read_text("utf-8")


@pytest.fixture(scope="module")
def facts() -> list[dict]:
    return list(_facts())


def test_every_fact_is_said_by_the_lesson_that_teaches_it(facts):
    texts = {lesson: _text(lesson) for lesson in {fact["lesson"] for fact in facts}}
    missing = [
        f"{fact['file']}: {fact['fact']}: {words} ({fact['lesson']})"
        for fact in facts
        for words in fact["teaches"]
        if words not in texts[fact["lesson"]]
    ]

    assert len(facts) > FEWEST
    assert not missing


def test_facts_are_well_written_down(facts):
    names = [fact["fact"] for fact in facts]

    assert [fact for fact in facts if set(fact) - {"file"} != FIELDS or not fact["teaches"]] == []
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_course_with_a_list_teaches_something_in_each_lesson(facts):
    told = {fact["lesson"] for fact in facts}
    silent = {
        f"{file.stem}/{lesson.stem[3:]}"
        for file in FACTS.glob("*.yaml")
        for lesson in (ROOT / "courses" / file.stem).glob("[0-9][0-9]-*.md")
        if not lesson.stem.endswith((".en", ".zh-Hant"))
    } - told

    assert not silent
