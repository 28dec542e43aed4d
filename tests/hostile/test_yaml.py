"""Nothing that is written as YAML costs more than two seconds or 200 MB, or comes through as code.

Every text is read in a child process that would be ended by more: the one that renders Markdown,
with another task.
"""

import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.errors import Invalid
from lms.library import kinds
from lms.library.domain import Bundle, ContentError
from lms.markdown import child
from lms.markdown.process import Renderer
from lms.yamlfile import LARGEST, YamlError, read
from tests.effort import within
from tests.hostile.measuring import renderer_at_work

MOST = 200 * 1024 * 1024  # bytes
READING = f"""
import importlib.util
found = importlib.util.spec_from_file_location("child", {child.__file__!r})
child = importlib.util.module_from_spec(found)
found.loader.exec_module(child)
child.use_lms_alone()
from lms.yamlfile import YamlError, read

def answer(text):
    try:
        read(text)
    except YamlError as refusal:
        return {{"html": "refused with %d" % len(refusal.faults)}}
    return {{"html": "taken"}}

child.give_up_rights()
child.serve(answer)
"""


@pytest.fixture(scope="module")
def reader():
    """Reads a text in the child; Invalid when it cost too much."""
    one = Renderer([sys.executable, "-I", "-c", READING])
    yield one
    one.close()


def cost(reader: Renderer, text: str) -> str:
    with renderer_at_work(reader) as use:
        try:
            outcome = reader.html(text)
        except Invalid:
            pytest.fail("this costs too much: " + text[:100] + " ...")
    assert use.seconds <= child.CPU + 0.1
    assert use.bytes <= MOST
    return outcome


def refused(text: str) -> list[str]:
    with pytest.raises(YamlError) as error:
        read(text)
    return [fault.message % fault.parameters for fault in error.value.faults]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &b c", "不能用锚点"),
        ("a: &b [c]", "不能用锚点"),
        ("a: *b", "不能用别名"),
        ("<<: {a: b}", "不能用合并"),
        ("'<<': {a: b}", "不能用合并"),
        ("a: !!str b", "不能用标签"),
        ("a: !!python/object/apply:os.system [id]", "不能用标签"),
        ("a: !<tag:yaml.org,2002:binary> aGk=", "不能用标签"),
        ("%TAG ! tag:example.com,2000:\n---\na: !b c", "不能用标签"),
        ("a: 1\na: 2", "写了两次"),
        ("a: 1\n---\nb: 2", "只能有一份内容"),
        ("? [a, b]\n: c", "名称要是一个词"),
        ("[" * 13 + "]" * 13, "嵌套太深"),
        ("a: b\x00c", "控制字符"),
        ("a: b\u202ec", "控制字符"),
        ("a: b\u2066c", "控制字符"),
        ("a: b\u200fc", "控制字符"),
        ("a: b\ufeffc", "控制字符"),
        ("a: b\x85c", "控制字符"),
        ("a: b\u2028c", "控制字符"),
        ("a: \ud800", "控制字符"),
        ("a: " + "b" * LARGEST, "文件太大"),
    ],
)
def test_what_only_machines_or_attackers_write_is_refused(text: str, words: str):
    assert any(words in message for message in refused(text))


@pytest.mark.parametrize(
    "written", ['"\\u0000"', '"\\u202e"', '"\\x1b"', '"\\N"', '"\\L"', '"\\ud800"', '"\\uFEFF"']
)
def test_escapes_bring_nothing_in_that_could_not_be_typed(written: str):
    assert refused(f"a: {written}")


PIECES = [
    *("[", "]", "{", "}", ",", ": ", "? ", "- ", "-", "&a ", "*a ", "<<: ", "!a ", "!!str ", "!<"),
    *("|\n", ">\n", "|2-\n", "'", '"', "#", "%YAML 1.1\n", "---\n", "...\n", "@", "`", "~"),
    *("\n", " ", "  ", "\t", "a", "字", "a: ", "a: b\n", "- a\n", "\\", "\\u0000", "\\x", "\ud800"),
    *("\x00", "\x85", "\u2028", "\ufeff", "\u202e", "\U0001f600", "0", "1:30", "0x", "=", ".inf"),
]
PATHOLOGICAL = st.lists(
    st.tuples(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join),
        st.sampled_from([1, 2, 10, 100, 1_000, 10_000, 100_000]),
    ),
    min_size=1,
    max_size=5,
).map(lambda parts: "".join(unit * times for unit, times in parts)[: LARGEST - 1])
BOMB = "a: &a [x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
KEYS = "".join(f"{number:x}: \n" for number in range(40_000))[: LARGEST - 1]
SAME_KEYS = "a: 1\n" * (LARGEST // 5)


@settings(max_examples=120, deadline=None)
@given(PATHOLOGICAL)
@example("[" * (LARGEST - 1))
@example("- " * (LARGEST // 2))
@example("a: " + '"' + "\\\n" * 100_000)
@example("\x00" * (LARGEST - 1))
@example("? " * (LARGEST // 2))
@example("\n" * (LARGEST - 1))
@example("!" * (LARGEST - 1))
@example("a: |" + "\n" * 200_000 + " b")
@example(KEYS)
@example(SAME_KEYS)
@example(BOMB)
def test_whatever_is_thrown_at_it_costs_little(reader: Renderer, text: str):
    assert cost(reader, text).startswith(("refused", "taken"))


NASTY = {
    "deep lists in brackets": "[" * 100_000 + "]" * 100_000,
    "deep maps in braces": "{a: " * 60_000,
    "deep lists in lines": "\n".join(" " * depth + "- " for depth in range(600)),
    "deep maps in lines": "\n".join(" " * depth + "a:" for depth in range(600)),
    "a billion laughs": BOMB,
    "anchors": "".join(f"- &a{number} b\n" for number in range(20_000)),
    "aliases of nothing": "- *a\n" * 50_000,
    "tags": "- !!python/object/apply:os.system [id]\n" * 6_000,
    "a number of 250,000 digits": "a: " + "9" * 250_000,
    "numbers to sixty": "a: " + ":".join(["59"] * 80_000),
    "dates that are none": "- 2026-02-31\n- 99999-99-99\n" * 9_000,
    "the same key": SAME_KEYS,
    "many keys": KEYS,
    "one key of 250,000 characters": "a" * 250_000 + ": b",
    "quotes that never end": "a: '" + "''" * 120_000,
    "escapes": 'a: "' + "\\x41" * 60_000 + '"',
    "folded lines": "a: >\n" + " b\n\n" * 50_000,
    "comments": "# a\n" * 60_000,
    "documents": "---\n" * 60_000,
    "directives": "%YAML 1.1\n" * 25_000 + "---\na",
    "tabs": "a:\t" + "\t" * 200_000,
    "question marks": "? a\n" * 60_000,
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_texts_cost_little(reader: Renderer, name: str):
    assert cost(reader, NASTY[name][: LARGEST - 1]).startswith(("refused", "taken"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=2_000))
def test_any_text_at_all_is_taken_or_refused_in_words(reader: Renderer, text: str):
    assert cost(reader, text).startswith(("refused", "taken"))


def endless(flags: int) -> str:
    """A scenario of a few lines in which everything may or may not have happened."""
    text = Path("tests/scenarios/cold-kettle.yaml").read_text("utf-8")
    names = [f"flag-{number}" for number in range(flags)]
    steps = [names[first : first + 5] for first in range(0, flags, 5)]
    lines = [
        text.partition("flags:")[0] + f"flags: [{', '.join(names)}]",
        "start: step-0",
        "steps:",
    ]
    for number, own in enumerate(steps):
        way_out = f"{{to: thanks, when: {' and '.join(names)}}}"
        way_on = f"{{to: step-{(number + 1) % len(steps)}}}"
        lines += [f"  - id: step-{number}", "    kind: choice"]
        lines += ["    lines: [{text: {zh-Hans: 喂, en: Hello}}]", "    choices:"]
        lines += [
            f"      - {{id: choice-{name}, effects: {{set: [{name}]}},"
            " text: {zh-Hans: 说, en: Say},"
            f" feedback: {{zh-Hans: 好, en: Good}},"
            f" next: [{way_out}, {way_on}]}}"
            for name in own
        ]
    return "\n".join([*lines, "  - id: thanks" + text.partition("  - id: thanks")[2]])


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
@pytest.mark.parametrize("flags", [15, 20, 40])
def test_a_scenario_without_end_is_refused_quickly(app, flags: int):
    bundle = Bundle("cold-kettle", {"quizzes/scenarios/cold-kettle.yaml": endless(flags)})
    with within(2), app.app_context(), pytest.raises(ContentError) as refusal:
        kinds.checked(kinds.of("scenario"), bundle)

    assert refusal.value.problems
