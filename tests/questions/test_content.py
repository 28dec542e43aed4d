"""Questions as authors write them: what is read, what is refused, on which line."""

from textwrap import dedent

import pytest

from lms.library.domain import ContentError, Wording
from lms.questions.content import differences, question, read_question
from lms.questions.domain import Multiple, Ordering, Single, TrueFalse

SINGLE = """\
id: who-leaves
type: single
stem: 为什么离开？
competency: service-awareness
options:
  - id: price
    text: 价格贵
    feedback: 不是价格。
  - id: treated-badly
    text: 受到了不好的对待
    right: true
    feedback: 对。
"""
STATEMENT = """\
id: quiet
type: true-false
stem: 没有投诉就是满意。
competency: mindset
answer: false
feedback:
  true: 别太早放心。
  false: 对。
"""
ORDERING = """\
id: call
type: ordering
stem: 排好次序。
competency: skills
items:
  - {id: greet, text: 问候}
  - {id: confirm, text: 复述}
  - {id: solve, text: 给方案}
feedback:
  right: 对。
  wrong: 再看看。
"""


def read(text: str, file: str = "a.md", first_line: int = 10):
    return read_question(dedent(text), file, first_line=first_line)


def problems(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_each_type_becomes_its_question():
    made = [
        question({"zh-Hans": read(text)})
        for text in (SINGLE, SINGLE.replace("single", "multiple"), STATEMENT, ORDERING)
    ]

    assert [type(one) for one in made] == [Single, Multiple, TrueFalse, Ordering]
    assert [option.right for option in made[0].options] == [False, True]
    assert [item.id for item in made[3].items] == ["greet", "confirm", "solve"]


@pytest.mark.parametrize("text", [SINGLE, STATEMENT, ORDERING])
def test_the_languages_of_a_question_come_together(text):
    english = text.replace("stem: ", "stem: English ")
    made = question({"zh-Hans": read(text), "en": read(english)})

    assert made.stem.in_("en") == f"English {made.stem.in_('zh-Hans')}"
    assert made.stem.in_("zh-Hant") == made.stem.in_("zh-Hans")


def test_feedback_for_a_statement_belongs_to_what_was_said():
    made = question({"zh-Hans": read(STATEMENT)})

    assert made.if_true == Wording("别太早放心。", "", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SINGLE.replace("type: single", "type: singel"), "a.md:11:"),
        (SINGLE.replace("    right: true\n", ""), "a.md:14: 单选题要有且只有一个"),
        (SINGLE.replace("价格贵", "价格贵\n    right: true"), "a.md:14: 单选题要有且只有一个"),
        (
            SINGLE.replace("single", "multiple").replace("    right: true\n", ""),
            "a.md:14: 多选题至少",
        ),
        (SINGLE.replace("treated-badly", "price"), "a.md:18: “price”在这道题里出现了两次"),
        (SINGLE.replace("    feedback: 不是价格。\n", ""), "a.md:15: 缺少“feedback”"),
        (SINGLE + "hint: 想想\n", "a.md:22: 不认识“hint”"),
        (SINGLE[: SINGLE.index("  - id: treated")], "a.md:14: “options”至少要有 2 项"),
        (STATEMENT.replace("answer: false", "answer: no"), "a.md:14: “answer”只能写 true 或 false"),
        (STATEMENT.replace("  true: 别太早放心。\n", ""), "a.md:15: 缺少“true”"),
        (ORDERING.replace("  - {id: solve, text: 给方案}\n", ""), "a.md:14: “items”至少要有 3 项"),
        (ORDERING.replace("id: solve", "id: greet"), "a.md:17: “greet”在这道题里出现了两次"),
        ("id: x\n", "a.md:10: 缺少“type”"),
        ("- a\n", "a.md:10:"),
    ],
)
def test_what_is_wrong_is_said_on_its_line(text, expected):
    assert any(expected in problem for problem in problems(text))


def test_all_problems_are_said_at_once():
    text = SINGLE.replace("id: who-leaves", "id: Who Leaves").replace("stem: 为什么离开？\n", "")

    assert len(problems(text)) == 2


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        (SINGLE, ("type: single", "type: multiple"), "a.en.md:11: “type”要和简体中文稿一致"),
        (SINGLE, ("service-awareness", "mindset"), "a.en.md:13: “competency”要和简体中文稿一致"),
        (SINGLE, ("id: price", "id: cost"), "a.en.md:14: “options”要和简体中文稿一致"),
        (STATEMENT, ("answer: false", "answer: true"), "a.en.md:14: “answer”要和简体中文稿一致"),
        (ORDERING, ("id: greet", "id: hello"), "a.en.md:14: “items”要和简体中文稿一致"),
    ],
)
def test_a_language_that_contradicts_the_source_is_a_problem(text, change, expected):
    found = differences(read(text), read(text.replace(*change), "a.en.md"))

    assert [str(problem).startswith(expected) for problem in found] == [True]


def test_another_right_answer_in_another_language_is_a_problem_of_both_options():
    english = SINGLE.replace("    right: true\n", "").replace("贵", "贵\n    right: true")

    found = differences(read(SINGLE), read(english, "a.en.md"))

    assert [problem.line for problem in found] == [17, 19]


def test_languages_that_agree_have_no_differences():
    assert differences(read(SINGLE), read(SINGLE.replace("价格贵", "Price"))) == []


HINTED = {
    "broad": "hints: [想想客户当时的感受。]",
    "two": "hints:\n  - 想想客户当时的感受。\n  - 和钱没有关系。",
}


@pytest.mark.parametrize("text", [SINGLE, STATEMENT, ORDERING])
def test_a_question_of_any_type_may_have_hints_in_their_order(text):
    found = question({"zh-Hans": read(text + HINTED["two"])})

    assert [str(hint) for hint in found.hints] == ["想想客户当时的感受。", "和钱没有关系。"]
    assert question({"zh-Hans": read(text)}).hints == ()


@pytest.mark.parametrize(
    ("text", "hints", "words"),
    [
        (SINGLE, "[]", "“hints”至少要有 1 项"),
        (SINGLE, "[一, 二, 三, 四]", "“hints”最多 3 项"),
        (SINGLE, '[一, ""]', "不能空着"),
        (SINGLE, "[不是钱, 客户受到了“不好的对待”。]", "正确的选项“受到了不好的对待”"),
        (STATEMENT, "[这句话说得不对。]", "正确的选项“说得不对”"),
        (ORDERING, "[先问候，再复述，最后给方案。]", "按正确的次序说出了每一项"),
    ],
)
def test_too_many_hints_empty_ones_and_those_that_tell_the_answer_are_refused(text, hints, words):
    [problem] = problems(f"{text}hints: {hints}\n")

    assert words in problem


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        (SINGLE, "[价格贵的人会还价，不会走。]"),  # the wrong option may be named
        (SINGLE.replace("受到了不好的对待", "No"), "[Not now]"),
        (ORDERING, "[给方案之前要先做什么？问候又在哪里？]"),
    ],
)
def test_a_hint_may_name_what_is_not_the_answer(text, hints):
    assert len(read(f"{text}hints: {hints}\n").value.hints) == 1


def test_the_hints_of_another_language_must_be_as_many():
    source, other = read(SINGLE + HINTED["two"]), read(SINGLE + HINTED["broad"], "a.en.md")
    [fewer], [none] = differences(source, other), differences(source, read(SINGLE, "a.en.md"))

    assert "“hints”要和简体中文稿一致：那边是“2”，这里是“1”" in str(fewer)
    assert "这里是“0”" in str(none)
