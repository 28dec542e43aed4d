"""Authored YAML: what is taken, what is refused, and that each refusal says where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.yamlfile import DEEPEST, LARGEST, Fault, YamlError, read
from tests.effort import within


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(YamlError) as error:
        read(text)
    return [(fault.line, fault.message % fault.parameters) for fault in error.value.faults]


def test_every_scalar_stays_a_string():
    data = read("answer: no\nat: 1:30\ncode: 010\nday: 2026-02-31\nnothing:\nhalf: 0.5\n").data

    assert data == {
        "answer": "no",
        "at": "1:30",
        "code": "010",
        "day": "2026-02-31",
        "nothing": "",
        "half": "0.5",
    }


def test_lists_and_maps_nest():
    assert read("a:\n  - {b: [c, d]}\n  - e\n").data == {"a": [{"b": ["c", "d"]}, "e"]}


def test_every_value_knows_its_line():
    lines = read("id: x\nsteps:\n  - id: one\n    text: |\n      long\n  - id: two\n").lines

    assert lines[("id",)] == 1
    assert lines[("steps",)] == 2
    assert lines[("steps", 0)] == 3
    assert lines[("steps", 0, "text")] == 4
    assert lines[("steps", 1, "id")] == 6


def test_a_missing_value_is_told_at_the_nearest_thing_that_exists():
    text = read("a: 1\nb:\n  c: 2\n")

    assert text.line(("b", "d", 0)) == 2
    assert text.line(("z",)) == 1


def test_lines_count_from_the_first_line_in_the_file_around():
    text = read("a: 1\nb: 2\n", first_line=10)

    assert text.lines[("b",)] == 11


def test_all_duplicate_keys_are_refused_with_both_lines():
    assert faults("a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n") == [
        (3, "“a”写了两次（第 1 行已有）；请留下一个。"),
        (4, "“d”写了两次（第 4 行已有）；请留下一个。"),
    ]


def test_keys_that_only_look_different_are_duplicates():
    assert faults("a: 1\n'a': 2\n")[0][0] == 2


def test_anchors_aliases_merges_and_tags_are_refused_at_once():
    found = faults("a: &x 1\nb: *x\nc:\n  <<: {d: 1}\ne: !!python/object:os.system 1\nf: ! g\n")

    assert [line for line, _ in found] == [1, 2, 4, 5, 6]


def test_an_alias_bomb_is_refused():
    rows = ["a: &a [x, x, x]"]
    rows += [f"{b}: &{b} [*{a}, *{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]

    assert len(faults("\n".join(rows))) > 8


def test_as_deep_as_allowed_is_taken_and_one_more_refused():
    assert read("[" * DEEPEST + "]" * DEEPEST).data

    assert faults("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == [(1, "嵌套太深；最多 12 层。")]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "[\n" * 100_000,
        "- " * 100_000,
        "{a: " * 60_000,
        "? " * 100_000,
        "{" * 200_000,
    ],
    ids=["brackets", "lines", "dashes", "maps", "keys", "braces"],
)
def test_endless_nesting_is_refused_at_once(text: str):
    with within(0.5):
        assert faults(text)


def test_a_text_that_is_too_large_is_refused_before_it_is_read():
    assert faults("字" * (LARGEST // 3 + 1)) == [
        (1, "文件太大（257 KB）；最多 256 KB，请分成几个文件。")
    ]


def test_a_large_flat_text_is_read_quickly():
    text = "".join(f"key-{n}: value\n" for n in range(14_000))

    with within(2):
        assert len(read(text).lines) == 14_001


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\u202e", "U+202E"),
        ("\ufeff", "U+FEFF"),
    ],
)
def test_invisible_control_characters_are_refused_with_their_place(character: str, name: str):
    assert faults(f"a: 1\nb: x{character}y\n") == [
        (2, f"第 5 个字符是看不见的控制字符（{name}），请删掉。")
    ]


def test_a_lone_surrogate_is_refused():
    assert faults("a: \ud800")[0][0] == 1


def test_rare_chinese_characters_and_emoji_are_taken():
    assert read("名: 㛃𬭎𬀩·👍").data == {"名": "㛃𬭎𬀩·👍"}


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: b: c\n", 1, "多余的冒号"),
        ("a: 1\n\tb: 2\n", 2, "制表符"),
        ("a:\n\t- b\n", 2, "制表符"),
        ("a: @b\n", 1, "双引号"),
        ("x: - a\n", 1, "另起一行"),
        ('title: "abc" def\n', 1, "引号"),
        ("a: 1\nb 2\nc: 3\n", 3, "缺少冒号"),
        ("a:\n  b: 1\n c: 2\n", 3, "缩进不对"),
        ("a:\n  - b\n  c: d\n", 3, "列表"),
        ('a: "b\n', 2, "引号没有写完"),
        ("a: [b, c\n", 2, "没有写完"),
        ("a: {b: c\n", 2, "没有写完"),
        ('a: "\\q"\n', 1, "反斜杠"),
        ("a: !x!y b\n", 1, "标签"),
        ("a: 1\n---\nb: 2\n", 2, "一份内容"),
        ("? [a, b]\n: c\n", 1, "一个词"),
        ("{[a]: b}\n", 1, "一个词"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(text: str, line: int, part: str):
    found = faults(text)

    assert part in found[-1][1]
    assert found[-1][0] == line


def test_an_empty_text_is_an_empty_string():
    assert read("").data == ""
    assert read("# only a comment\n").data == ""


def test_document_markers_around_one_document_are_taken():
    assert read("---\na: 1\n...\n").data == {"a": "1"}


@given(st.text(alphabet="ab:-[]{}?&*!|>'\"%@`#,\n\t ", max_size=60))
def test_any_text_is_taken_or_refused_with_a_place(text: str):
    found: tuple[Fault, ...] = ()
    try:
        read(text)
    except YamlError as error:
        found = error.faults

    assert all(fault.line >= 1 and fault.message % fault.parameters for fault in found)
