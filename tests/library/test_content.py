"""Reading YAML into a schema: strings are typed, every problem is told at once, with its line."""

from typing import Annotated, Literal

import pytest
from pydantic import Field, Tag, field_validator

from lms.errors import N_
from lms.library.content import (
    Flag,
    Identifier,
    LocalisedText,
    Model,
    Place,
    Text,
    Whole,
    by_key,
    read,
    read_yaml,
    refuse,
    words,
)
from lms.library.domain import ContentError, Wording


class Choice(Model):
    id: Identifier
    text: LocalisedText
    points: dict[str, Annotated[Whole, Field(ge=-3, le=3)]] = Field(default_factory=dict)


class Question(Model):
    id: Identifier
    kind: Literal["choice"]
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=3)


class Ending(Model):
    id: Identifier
    kind: Literal["ending"]
    band: Literal["success", "failing"]


class LessonProof(Model):
    lesson: Place


class PlayProof(Model):
    scenario: Identifier
    at_least: Annotated[Whole, Field(ge=0, le=100)] = 80


class Sheet(Model):
    id: Identifier
    title: LocalisedText
    minutes: Annotated[Whole, Field(ge=1, le=60)] = 10
    open: Flag = True
    pass_mark: Whole | None = None
    note: Annotated[str, Field(max_length=5)] = ""
    steps: tuple[Annotated[Question | Ending, Field(discriminator="kind")], ...] = ()
    proof: (
        Annotated[
            Annotated[LessonProof, Tag("lesson")] | Annotated[PlayProof, Tag("scenario")],
            by_key("lesson", "scenario"),
        ]
        | None
    ) = None

    @field_validator("note")
    @classmethod
    def _no_shouting(cls, value: str) -> str:
        if value.isupper():
            raise refuse(N_("“%(field)s”不要全用大写（%(given)s）。"), given=value)
        return value


GOOD = "id: a\ntitle: 标题\n"


def problems(text: str, language: str = "zh-Hans") -> list[str]:
    with pytest.raises(ContentError) as error:
        read_yaml(Sheet, text, "sheet.yaml")
    return [words(problem, language) for problem in error.value.problems]


def test_a_string_is_the_chinese_text_and_the_traditional_one_is_derived():
    sheet = read_yaml(Sheet, "id: a\ntitle: 软件里的信息\n", "sheet.yaml")

    assert sheet.title == Wording("软件里的信息", "軟體裡的資訊", "")
    assert sheet.title.in_("en") == "软件里的信息"


def test_a_text_per_language_is_taken_as_written():
    sheet = read_yaml(Sheet, "id: a\ntitle: {zh-Hans: 心态, zh-Hant: 心態, en: Mind}\n", "s.yaml")

    assert [sheet.title.in_(tag) for tag in ("zh-Hans", "zh-Hant", "en")] == [
        "心态",
        "心態",
        "Mind",
    ]


def test_scalars_are_typed_by_the_schema():
    text = GOOD + "minutes: 12\nopen: false\npass_mark: +80\nproof: {scenario: x, at_least: 90}\n"
    sheet = read_yaml(Sheet, text, "sheet.yaml")

    assert (sheet.minutes, sheet.open, sheet.pass_mark) == (12, False, 80)
    assert sheet.proof == PlayProof(scenario="x", at_least=90)


def test_steps_are_told_apart_by_their_kind():
    sheet = read_yaml(
        Sheet, GOOD + "steps:\n  - {id: end, kind: ending, band: success}\n", "sheet.yaml"
    )

    assert sheet.steps == (Ending(id="end", kind="ending", band="success"),)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("minutes: 010", "“minutes”要写整数，例如 3，现在是“010”。"),
        ("minutes: 1.0", "“minutes”要写整数，例如 3，现在是“1.0”。"),
        ("minutes: 1:30", "“minutes”要写整数，例如 3，现在是“1:30”。"),
        ("minutes: 1_0", "“minutes”要写整数，例如 3，现在是“1_0”。"),
        ("minutes: ten", "“minutes”要写整数，例如 3，现在是“ten”。"),
        ("minutes: ９", "“minutes”要写整数，例如 3，现在是“９”。"),
        ("minutes: [1]", "“minutes”要写整数，例如 3，现在是“…”。"),
        ("minutes: 1099511627776", "“minutes”要写整数，例如 3，现在是“1099511627776”。"),
        ("minutes: 0", "“minutes”至少是 1，现在是 0。"),
        ("minutes: 61", "“minutes”最多是 60，现在是 61。"),
        ("open: no", "“open”只能写 true 或 false。"),
        ("open: True", "“open”只能写 true 或 false。"),
        ("note: [a]", "“note”要写一段文字，不能是列表或一组内容。"),
        ("note: abcdef", "“note”太长，最多 5 个字。"),
        ("note: ABC", "“note”不要全用大写（ABC）。"),
        ("minuts: 3", "不认识“minuts”，是不是“minutes”？"),
        ("steps: 3", "“steps”要写成列表，每项一行，以“- ”开头。"),
        ("steps: [3]", "“steps”要写成一组“名称: 内容”。"),
        ("steps: [{id: a}]", "缺少“kind”。"),
        ("steps: [{kind: chioce}]", "“kind”不能写“chioce”，可以写：choice | ending。"),
        (
            "steps: [{id: a, kind: ending, band: good}]",
            "“band”不能写“good”，可以写：success | failing。",
        ),
        ("steps: [{id: a, kind: ending, band: success, bond: x}]", "不认识“bond”，是不是“band”？"),
        ("steps: [{id: a, kind: choice, choices: []}]", "“choices”至少要有 2 项，现在有 0 项。"),
        ("proof: {x: y}", "“proof”要写下面的一种：lesson | scenario。"),
        ("proof: {scenario: x, at_lest: 3}", "不认识“at_lest”，是不是“at_least”？"),
        (
            "proof: {lesson: why}",
            "“lesson”只能用小写字母、数字、连字符，中间一条斜线；现在是“why”。",
        ),
        (
            "other: 1",
            (
                "不认识“other”；这里可以写："
                "id | minutes | note | open | pass_mark | proof | steps | title。"
            ),
        ),
    ],
)
def test_each_mistake_is_said_in_words_with_its_line(line: str, said: str):
    assert problems(GOOD + line + "\n") == [f"sheet.yaml:3: {said}"]


def test_a_missing_name_is_told_at_the_map_that_lacks_it():
    text = GOOD + "steps:\n  - kind: choice\n    choices: []\n  - id: b\n    kind: ending\n"

    assert problems(text) == [
        "sheet.yaml:4: 缺少“id”。",
        "sheet.yaml:5: “choices”至少要有 2 项，现在有 0 项。",
        "sheet.yaml:6: 缺少“band”。",
    ]


def test_a_list_is_not_called_short_because_what_stands_in_it_is_wrong():
    text = GOOD + "steps:\n  - id: a\n    kind: choice\n    choices: [{id: B}, {id: C}]\n"
    short = text.replace(", {id: C}", "")

    assert not any("至少" in one for one in problems(text))
    assert "sheet.yaml:6: “choices”至少要有 2 项，现在有 1 项。" in problems(short)


def test_a_misspelt_name_is_not_told_as_missing_too():
    assert problems("id: a\ntitel: b\n") == ["sheet.yaml:2: 不认识“titel”，是不是“title”？"]


def test_all_problems_are_told_at_once_in_the_order_of_the_lines():
    assert problems("id: Bad Id\nminutes: x\nopne: true\n") == [
        "sheet.yaml:1: “id”只能用小写字母、数字和连字符；现在是“Bad Id”。",
        "sheet.yaml:1: 缺少“title”。",
        "sheet.yaml:2: “minutes”要写整数，例如 3，现在是“x”。",
        "sheet.yaml:3: 不认识“opne”，是不是“open”？",
    ]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("title: {en: Only English}", "缺少“zh-Hans”。"),
        ("title: {zh: 标题}", "不认识“zh”；这里可以写：en | zh-Hans | zh-Hant。"),
        ("title: {zh-hans: 标题}", "不认识“zh-hans”，是不是“zh-Hans”？"),
        ("title:", "“title”不能空着。"),
        ("title: '  '", "“title”不能空着。"),
        ("title: [a]", "“title”要写成一组“名称: 内容”。"),
    ],
)
def test_a_wrong_text_is_told(title: str, said: str):
    assert f"sheet.yaml:2: {said}" in problems(f"id: a\n{title}\n")


def test_a_name_inside_a_text_is_told_at_its_own_line():
    assert problems("id: a\ntitle:\n  zh-Hans: 标题\n  fr: Titre\n") == [
        "sheet.yaml:4: 不认识“fr”；这里可以写：en | zh-Hans | zh-Hant。"
    ]


def test_what_yaml_refuses_is_told_with_the_file():
    assert problems("a: 1\na: 2\n") == ["sheet.yaml:2: “a”写了两次（第 1 行已有）；请留下一个。"]


def test_an_empty_file_is_told():
    assert problems("") == ["sheet.yaml:1: “YAML”要写成一组“名称: 内容”。"]


def test_lines_count_from_the_first_line_given():
    with pytest.raises(ContentError) as error:
        read_yaml(Sheet, "id: a\ntitle: b\nminutes: x\n", "lesson.md", first_line=41)

    assert error.value.problems[0].line == 43


def test_later_checks_find_the_lines_too():
    reading = read(Sheet, GOOD + "steps:\n  - {id: x, kind: ending, band: success}\n", "sheet.yaml")
    problem = reading.problem(("steps", 0, "next"), N_("没有“%(step)s”这一步。"), step="y")

    assert str(problem) == "sheet.yaml:4: 没有“y”这一步。"


def test_words_also_come_in_english():
    assert problems(GOOD + "minuts: 3\n", "en") == [
        "sheet.yaml:3: “minuts” is not known here; did you mean “minutes”?"
    ]


class Plain(Model):
    text: Text


def test_a_percent_sign_in_what_was_typed_does_no_harm():
    assert problems(GOOD + "minutes: 50%(x)s\n")[0].endswith("现在是“50%(x)s”。")


def test_a_long_text_is_refused():
    with pytest.raises(ContentError):
        read_yaml(Plain, f"text: {'字' * 20_001}\n", "plain.yaml")
