"""Drills as authors write them: read whole, or refused with everything that is wrong."""

import pytest

from lms.library.content import words
from lms.library.domain import Bundle, ContentError, Reference
from lms.scenarios.content import DrillKind

FILE = "quizzes/drills/both.yaml"
TEXT = """id: both
title: {zh-Hans: 两边, en: Both}
summary: {zh-Hans: 一起来了, en: At once}
minutes: 10
windows:
  - scenario: kettle
    arrives: 0
    first_reply: 30
    reply: 60
    telltale: ["6408", {zh-Hans: 水壶, en: kettle}]
  - scenario: parcel
    arrives: 45
    first_reply: 40
    reply: 90
"""
KIND = DrillKind()


def parse(text: str):
    return KIND.parse(Bundle("both", {FILE: text}))


def test_a_drill_is_read_whole():
    drill = parse(TEXT)

    assert (drill.pass_mark, drill.mix_up, drill.minutes) == (60, 25, 10)
    assert [(it.scenario, it.arrives, it.first_reply, it.reply) for it in drill.windows] == [
        ("kettle", 0, 30, 60),
        ("parcel", 45, 40, 90),
    ]
    assert KIND.references(drill) == [
        Reference("scenario", "kettle"),
        Reference("scenario", "parcel"),
    ]
    assert KIND.meta(drill).title.en == "Both"


@pytest.mark.parametrize(
    ("old", "new", "line", "part"),
    [
        ("id: both", "id: others", 1, "both"),
        ("arrives: 0", "arrives: 5", 7, "0"),
        ("scenario: parcel", "scenario: kettle", 11, "kettle"),
        ("arrives: 45", "arrives: 600", 12, "600"),
        ('["6408",', '["6",', 10, "至少"),
        ("summary: {zh-Hans: 一起来了, en: At once}", "summary: 一起来了", 3, "英文"),
        ("minutes: 10", "minutes: 10\nhours: 1", 5, "hours"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(old, new, line, part):
    with pytest.raises(ContentError) as refusal:
        parse(TEXT.replace(old, new, 1))

    problems = refusal.value.problems
    assert {(problem.file, problem.line) for problem in problems} == {(FILE, line)}
    assert part in words(problems[0], "zh-Hans")
