"""The lexicon and the criteria of replies as authors write them: what is refused, on which line."""

import re

import pytest

from lms.config import ROOT
from lms.library.domain import ContentError
from lms.questions.content import LEXICON, LexiconKind, criteria, lexicon, sayings
from lms.questions.domain.replies import Band, grade, phrases
from tests.questions.sayings import LEXICON as FILE
from tests.questions.sayings import criteria_of, parsed, shipped

WORDS = """\
id: lexicon
words:
  - id: day
    phrases: [今天, 明天]
  - id: time
    phrases: [【day】上午]
forbidden:
  - id: what-hurry
    form: 急什么
    variants: [急什么]
    why: 有道理。
    better: 不着急。
elements:
  - id: promise
    title: 约定
    phrases: [【time】答复]
    why: 要约定。
    better: 明天上午答复您。
"""
REPLY = """\
reply:
  elements:
    - id: apology
      need: required
      lexicon: apology
      points: {etiquette: 1}
    - id: thanks
      need: better
      title: 致谢
      phrases: [谢谢]
    - id: first
      need: better
      title: 先后
      order: [apology, thanks]
    - id: insult
      need: forbidden
      title: 骂人
      phrases: [笨蛋]
      points: {etiquette: -1}
  length: {least: 2, most: 100}
"""


def problems(read, text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(ContentError) as refused:
        read(text)
    return [(it.line, it.message) for it in refused.value.problems]


def test_both_can_be_read():
    assert set(parsed(WORDS).entries) == {"what-hurry", "promise"}
    assert {it.id for it in criteria_of(REPLY).elements} == {"apology", "thanks", "first", "insult"}


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("id: promise", "id: what-hurry", 14, lexicon.TWICE),
        ("【day】上午", "【week】上午", 5, lexicon.NO_GROUP),
        ("[今天, 明天]", "[【time】, 明天]", 3, lexicon.NO_GROUP),
        ("【time】答复", "（上午", 16, phrases.UNREADABLE),
        ("【time】答复", "（a（b））", 16, phrases.UNREADABLE),
        ("【time】答复", "…答复", 16, phrases.LOOSE),
        ("【time】答复", "答^复", 16, phrases.LOOSE),
        ("【time】答复", "。，", 16, phrases.EMPTY),
        ("【time】答复", "【Time】答复", 16, phrases.WRONG_GROUP),
        (
            "【time】答复",
            "…".join(["（给/）"] * 6),
            16,
            phrases.TOO_MANY,
        ),
        ("【time】答复", "答" * 201, 16, phrases.TOO_LONG),
        ("[急什么]", "[急什么, 急什么]", 10, sayings.REPEATED),
        ("phrases: [【time】答复]", "polite: [sorry]", 16, lexicon.NO_FORM),
        ("    phrases: [【time】答复]\n", "", 14, lexicon.NOTHING_SAID),
        (
            "    variants: [急什么]",
            "    variants: [急什么]\n    unless: [day]",
            11,
            lexicon.NO_ELEMENT,
        ),
    ],
)
def test_a_fault_of_the_lexicon_is_named_with_its_line(old, new, line, message):
    assert WORDS.count(old) == 1

    assert (line, message) in problems(parsed, WORDS.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("id: thanks", "id: apology", 7, criteria.TWICE),
        ("      phrases: [谢谢]\n", "", 7, criteria.NO_SOURCE),
        ("      title: 致谢\n", "", 7, criteria.NO_TITLE),
        ("[apology, thanks]", "[apology]", 14, criteria.TWO_AT_LEAST),
        ("[apology, thanks]", "[apology, first]", 14, criteria.NO_ELEMENT),
        ("title: 先后", "phrases: [好]", 14, criteria.ORDER_ALONE),
        ("need: required", "need: better", 2, criteria.NONE_REQUIRED),
        ("{etiquette: -1}", "{etiquette: 1}", 19, criteria.NOT_BELOW),
        ("{etiquette: 1}", "{etiquette: -1}", 6, criteria.NOT_ABOVE),
        ("least: 2", "least: 200", 20, criteria.NOT_ORDERED),
        ("[谢谢]", "[谢谢, （谢]", 10, phrases.UNREADABLE),
    ],
)
def test_a_fault_of_criteria_is_named_with_its_line(old, new, line, message):
    assert REPLY.count(old) == 1

    assert (line, message) in problems(criteria_of, REPLY.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("need: required", "need: maybe"),
        ("{etiquette: 1}", "{etiquette: 4}"),
        ("most: 100", "most: 100000"),
        ("phrases: [谢谢]", "pattern: (谢+)+"),
        ("phrases: [谢谢]", "phrases: 谢谢"),
    ],
)
def test_what_has_another_shape_is_refused_on_its_line(old, new):
    ((line, _),) = problems(criteria_of, REPLY.replace(old, new))

    assert line == REPLY[: REPLY.index(old)].count("\n") + 1


def test_a_lexicon_that_would_be_slow_is_refused():
    many = "\n".join(f"      - {chr(0x4E00 + n) * 190}" for n in range(400))
    groups = [
        f"  - id: g{n}\n    phrases:\n" + "\n".join(many.split("\n")[n * 200 : n * 200 + 200])
        for n in range(2)
    ]

    assert (None, lexicon.TOO_MUCH) in [
        (None, message)
        for _, message in problems(parsed, "id: lexicon\nwords:\n" + "\n".join(groups))
    ]


def test_faults_are_said_all_at_once():
    text = REPLY.replace("id: thanks", "id: apology").replace("{etiquette: -1}", "{etiquette: 2}")

    assert len(problems(criteria_of, text)) >= 2


def test_the_shipped_lexicon_has_the_forms_of_the_house():
    book = shipped()

    assert len(book.polite) == 20
    assert len([it for it in book.forbidden if it.tone == "taboo"]) == 30
    for entry in (*book.polite, *book.forbidden, *book.elements):
        for text in (entry.title, entry.why, entry.better):
            assert text.in_("zh-Hans")
            assert text.in_("en") != text.in_("zh-Hans"), entry.id
    assert LexiconKind.pattern == FILE
    assert LexiconKind.name == LEXICON


@pytest.mark.parametrize("guide", ["authoring.md", "authoring.zh.md"])
def test_the_examples_of_the_authoring_guide_can_be_read(guide):
    text = (ROOT / "docs" / guide).read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (words,) = [block for block in blocks if block.startswith("id: lexicon\n")]
    (reply,) = [block for block in blocks if block.startswith("reply:\n")]
    typed = "很抱歉，您的包裹没收到，我马上联系网点查，今天五点前给您答复。"

    assert {"sorry", "what-hurry", "apology"} <= set(parsed(words).entries)
    assert grade(typed, criteria_of(reply), shipped()).band is Band.GOOD
