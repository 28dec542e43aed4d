"""Changing what a YAML text says: all that is not meant stays as its author wrote it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.yamlfile import read, revise
from lms.yamlfile.revising import pairs

WORDS = st.text(alphabet="ab甲，:#'\"-{[%\\ \n", max_size=8)
NAMES = st.sampled_from(["id", "text", "zh-Hans", "next", "甲 乙", "a:b"])
NODES = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, min_size=0, max_size=3)
    ),
    max_leaves=12,
)
MAPS = st.dictionaries(NAMES, NODES, min_size=1, max_size=4)
TEXT = """\
# 文件头：作者的话
id: kettle  # 和文件名一样

steps:
  # 开头
  - id: greet
    text: {zh-Hans: "您好", en: 'Hello'}
    next: find   # 去找毛病

  # —— 第二幕 ——

  # 找毛病
  - id: find
    text: |
      一行
      两行
    next:
      - {to: a, when: mood < 10}
      - {to: b}
      # 这里以后再加
  - id: close
    tags: [a,  b]
"""


@st.composite
def texts(draw):
    """A text as some author may have written it, with comments and all ways of quoting."""
    return _block(draw, draw(MAPS), 0) + "\n"


def _block(draw, node, column):
    """A list or map line by line, or anything else on one line."""
    if not isinstance(node, list | dict) or not node or (draw(st.booleans()) and column):
        return _flow(draw, node)
    lines = []
    items = node.items() if isinstance(node, dict) else [("-", item) for item in node]
    for name, value in items:
        gap = draw(st.sampled_from(["", "# 注\n", "\n", "# 甲\n\n# 乙: -\n"]))
        lines += [" " * column + line if line else "" for line in gap.splitlines()]
        lead = "-" if isinstance(node, list) else f"{_scalar(draw, name)}:"
        inner = _block(draw, value, column + 2)
        if "\n" in inner or inner.lstrip().startswith("- ") or _is_map_line(value, inner):
            is_compact = (
                lead == "-" and not inner.lstrip(" ").startswith("#") and draw(st.booleans())
            )
            lines += [
                " " * column + f"- {inner.lstrip(' ')}"
                if is_compact and inner[0] == " "
                else " " * column + lead + "\n" + inner
            ]
        else:
            note = draw(st.sampled_from(["", "  # 注"]))
            lines.append(" " * column + f"{lead} {inner}{note}")
    return "\n".join(lines)


def _is_map_line(value, inner):
    return isinstance(value, dict | list) and inner[:1] not in "[{"


def _flow(draw, node):
    if isinstance(node, list):
        return "[" + ", ".join(_flow(draw, one) for one in node) + "]"
    if isinstance(node, dict):
        inner = (f"{_scalar(draw, name)}: {_flow(draw, one)}" for name, one in node.items())
        return "{" + ", ".join(inner) + "}"
    return _scalar(draw, node)


def _scalar(draw, words):
    if words.isalpha() and draw(st.booleans()):
        return words
    if "\n" not in words and draw(st.booleans()):
        return "'" + words.replace("'", "''") + "'"
    return json.dumps(words, ensure_ascii=False)


@given(texts())
def test_a_text_that_is_to_say_what_it_says_stays_as_it_is(text):
    assert revise(text, read(text).data) == text


@given(texts(), MAPS)
def test_a_text_says_what_it_is_to_say(text, data):
    assert read(revise(text, data)).data == data


@given(texts(), st.data())
def test_another_word_changes_nothing_else(text, drawn):
    data = read(text).data
    path = drawn.draw(st.sampled_from([*scalars(data)] or [()]))
    if not path:
        return
    revised = revise(text, changed(data, path, "新词"))

    assert revised.count("注") == text.count("注")
    assert revised.count("#") == text.count("#") - at(data, path).count("#")


def scalars(node, path=()):
    if isinstance(node, str):
        yield path
        return
    for name, inner in node.items() if isinstance(node, dict) else enumerate(node):
        yield from scalars(inner, (*path, name))


def at(node, path):
    return at(node[path[0]], path[1:]) if path else node


def changed(node, path, words):
    if not path:
        return words
    copy = dict(node) if isinstance(node, dict) else list(node)
    copy[path[0]] = changed(node[path[0]], path[1:], words)
    return copy


def test_only_the_word_that_is_meant_is_written_anew():
    data = read(TEXT).data
    data["steps"][0]["text"]["en"] = "Good day: it's me"

    assert revise(TEXT, data) == TEXT.replace("'Hello'", "'Good day: it''s me'")


def test_a_text_written_line_by_line_stays_so():
    data = read(TEXT).data
    data["steps"][1]["text"] = "甲\n乙\n丙"

    assert "    text: |-\n      甲\n      乙\n      丙\n    next:" in revise(TEXT, data)


def test_what_is_moved_takes_its_comments_along():
    data = read(TEXT).data
    data["steps"].reverse()
    revised = revise(TEXT, data)

    assert revised.index("# 找毛病\n  - id: find") < revised.index("# 开头\n  - id: greet")
    assert "      # 这里以后再加\n" in revised
    assert revised.startswith("# 文件头：作者的话\nid: kettle  # 和文件名一样\n\nsteps:\n")


def test_what_goes_leaves_the_comments_that_stand_apart():
    data = read(TEXT).data
    del data["steps"][1]
    revised = revise(TEXT, data)

    assert "# —— 第二幕 ——" in revised
    assert "# 找毛病" not in revised


def test_new_names_and_items_are_written_as_authors_write_them():
    data = read(TEXT).data
    data["steps"][2] = {
        **data["steps"][2],
        "points": {"skills": "+2"},
        "lines": [{"text": {"en": "x: y"}}],
    }
    data["steps"][2]["tags"].append("c")
    data["steps"].append({"id": "neu", "next": "find"})

    assert revise(TEXT, data).endswith(
        "  - id: close\n    tags: [a,  b, c]\n    points: {skills: +2}\n    lines:\n"
        '      - text: {en: "x: y"}\n  - {id: neu, next: find}\n'
    )


@pytest.mark.parametrize(
    "text", ["? a\n: b\n", "a: [b: c]\n", "--- {a: b}\n...\n", "a:\n\n\n", "- - a\n  - b\n"]
)
def test_odd_ways_of_writing_stay_or_are_written_plainly(text):
    data = read(text).data
    wanted = {"a": {"new": "1"}} if isinstance(data, dict) else [["a", "c"], "d"]

    assert revise(text, data) == text
    assert read(revise(text, wanted)).data == wanted


def test_items_go_on_from_those_with_their_id():
    assert pairs([{"id": "a"}, {"id": "b"}, "x"], ["x", {"id": "b"}, {"id": "c"}]) == [2, 1, None]
