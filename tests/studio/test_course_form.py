"""The outline of a course: every edit changes what is meant, and nothing else."""

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.config import ROOT
from lms.courses.content.outline import TONGUES, outline
from lms.errors import Invalid
from lms.studio.forms import CourseForm, arranged_course
from lms.studio.forms.course_outline import VALUES, WORDINGS

SHIPPED = sorted((ROOT / "courses").glob("*/course.yaml"))
TEXT = """\
# 王老师写的
id: desk
order: 1   # 先放最前
title: {zh-Hans: 坐席入门, en: The desk}
summary: 坐下来先学什么。
open: true

lessons:
  # 第一天
  - id: desk/first

  - id: desk/second  # 新人可以不读
    required: false
  # 第二天
  - {id: desk/third}
practice:
  - scenario: cold-kettle   # 先练这个
  - drill: two-at-once
"""


def sent(text, **changed):
    """What a browser sends of the form; a change to None is a box that is not ticked."""
    form = CourseForm(outline(text), {})
    words = {f"{one}.{tag}": form.value(f"{one}.{tag}") for one in WORDINGS for tag in form.tongues}
    words |= {name: form.value(name) for name in VALUES}
    places = [one.place for one in form.outline.lessons if form.is_required(one.place)]
    words |= {f"required.{place}": "on" for place in places}
    words = {name: said.replace("\n", "\r\n") for name, said in words.items()} | changed
    return {name: said for name, said in words.items() if said is not None}


def after(text, act="", **changed):
    """The text after the form was sent."""
    named = {name.replace("__", ".").replace("_", "-"): said for name, said in changed.items()}
    return arranged_course(CourseForm(outline(text), sent(text, **named)), act)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_a_form_that_nobody_touched_leaves_every_shipped_course_as_it_is(file):
    text = file.read_text("utf-8")

    assert after(text) == text


def test_a_changed_word_changes_one_line():
    assert after(TEXT, title__en="At the desk") == TEXT.replace("en: The desk", "en: At the desk")


def test_a_summary_in_one_language_gets_another_and_loses_it_again():
    both = after(TEXT, summary__en="What to learn first.")

    assert 'summary: {zh-Hans: 坐下来先学什么。, en: "What to learn first."}' in both or (
        outline(both).words("summary", "en") == "What to learn first."
    )
    assert outline(after(both, summary__en="")).words("summary", "en") == ""
    assert outline(both).words("summary", "zh-Hans") == "坐下来先学什么。"


def test_who_may_read_and_its_place_change_where_they_stand():
    changed = after(TEXT, order="3", open="false")

    assert changed == TEXT.replace("order: 1 ", "order: 3 ").replace("open: true", "open: false")


def test_a_lesson_is_required_or_not():
    assert after(TEXT, required__1="on") == TEXT.replace("\n    required: false", "")
    optional = after(TEXT, required__0=None)

    assert "  - id: desk/first\n    required: false\n" in optional
    assert [one.required for one in outline(optional).lessons] == [False, False, True]


def test_a_lesson_moves_with_its_comments_and_stays_at_the_ends():
    moved = after(TEXT, "down:lessons:0")

    assert [one.id for one in outline(moved).lessons] == ["desk/second", "desk/first", "desk/third"]
    assert "  # 第一天\n  - id: desk/first\n" in moved
    assert after(TEXT, "up:lessons:0") == TEXT
    assert after(TEXT, "down:lessons:2") == TEXT
    assert after(moved, "up:lessons:1").count("#") == TEXT.count("#")


def test_what_is_to_practise_is_moved_removed_and_added():
    moved = after(TEXT, "up:practice:1")
    assert [one.identity for one in outline(moved).practice] == [
        ("drill", "two-at-once"),
        ("scenario", "cold-kettle"),
    ]
    added = after(TEXT, "add:practice", **{"new-practice": "scenario:lost-parcel"})
    assert outline(added).practice[-1].identity == ("scenario", "lost-parcel")
    gone = after(added, "remove:practice:0")
    assert [one.id for one in outline(gone).practice] == ["two-at-once", "lost-parcel"]


def test_a_lesson_is_added_as_authors_write_it_and_removed_without_a_trace():
    text = TEXT.replace("  - {id: desk/third}", "  - id: desk/third")
    added = after(text, "add:lessons", **{"new-lessons": "lesson:desk/fourth"})

    assert "  - id: desk/third\n  - id: desk/fourth\n" in added
    assert after(added, "remove:lessons:3") == text


@pytest.mark.parametrize("lessons", ["", " []", "\n  # 还没有\n", ' [{id: "desk/first"}]'])
def test_a_lesson_is_added_to_whatever_list_there_is(lessons):
    text = f"id: desk\nlessons:{lessons}\n"
    added = after(text, "add:lessons", **{"new-lessons": "lesson:desk/new"})

    assert outline(added).lessons[-1].id == "desk/new"


def test_a_practice_list_begins_where_there_was_none():
    text = TEXT[: TEXT.index("practice:")]
    added = after(text, "add:practice", **{"new-practice": "drill:two-at-once"})

    assert added.startswith(text)
    assert outline(added).practice[0].identity == ("drill", "two-at-once")


def test_everything_typed_is_kept_whatever_button_is_pressed():
    changed = after(TEXT, "remove:lessons:1", title__en="At the desk", required__2=None)
    seen = outline(changed)

    assert seen.words("title", "en") == "At the desk"
    assert [(one.id, one.required) for one in seen.lessons] == [
        ("desk/first", True),
        ("desk/third", False),
    ]


@pytest.mark.parametrize(
    "act",
    ["", "up", "up:lessons", "up:lessons:9", "remove:id:0", "fly:lessons:0", "add:", "add:id"],
)
def test_what_no_button_says_changes_nothing(act):
    assert after(TEXT, act) == TEXT


def test_a_post_that_is_not_the_form_ticks_nothing_off():
    assert arranged_course(CourseForm(outline(TEXT), {"act": ""}), "") == TEXT


def test_the_place_of_a_line_is_told():
    seen = outline(TEXT)
    places = {line: seen.place_at(number) for number, line in enumerate(TEXT.splitlines(), 1)}

    assert places["    required: false"] == ("lessons", 1)
    assert places["  - drill: two-at-once"] == ("practice", 1)
    assert places["open: true"] is None


@pytest.mark.parametrize("text", ["a: [", "- a\n", "words", ""])
def test_a_text_that_is_no_course_says_so(text):
    with pytest.raises(Invalid):
        outline(text)


WORDS = st.text(alphabet="ab甲，:#'\"-{[%\\ \n", max_size=8)
NAMES = st.sampled_from(["desk/a", "desk/b", "desk/c", "b", "甲: 乙"])
GAPS = st.sampled_from(["", "# 注\n", "\n", "# 甲\n\n# 乙: -\n"])
NOTES = st.sampled_from(["", "  # 注"])


def scalar(draw, words):
    """A text as it may be quoted."""
    if words.isalpha() and draw(st.booleans()):
        return words
    if "\n" not in words and draw(st.booleans()):
        return "'" + words.replace("'", "''") + "'"
    return json.dumps(words, ensure_ascii=False)


def wording(draw):
    """A title or a summary: in one language or several, on one line or several."""
    if draw(st.booleans()):
        return f" {scalar(draw, draw(WORDS))}{draw(NOTES)}\n"
    tongues = draw(st.lists(st.sampled_from(TONGUES), min_size=1, unique=True))
    said = [f"{tag}: {scalar(draw, draw(WORDS))}" for tag in tongues]
    if draw(st.booleans()):
        return f" {{{', '.join(said)}}}{draw(NOTES)}\n"
    return "\n" + "".join(f"{draw(GAPS)}  {one}\n" for one in said)


def item(draw, key):
    """A lesson, or something to practise."""
    name = f"{key}: {scalar(draw, draw(NAMES))}"
    required = draw(st.sampled_from(["", "required: false", "required: true", "required: x"]))
    if key == "id" and required:
        return f"  - {name}{draw(NOTES)}\n    {required}\n"
    return f"  - {{{name}}}\n" if draw(st.booleans()) else f"  - {name}{draw(NOTES)}\n"


@st.composite
def texts(draw):
    """A course as some author may have written it, with comments and ways of quoting."""
    parts = [
        f"id: desk{draw(NOTES)}\n",
        f"order: {draw(st.sampled_from(['1', 'x', '12']))}\n",
        f"title:{wording(draw)}",
        f"summary:{wording(draw)}",
        f"open: {draw(st.sampled_from(['true', 'false', 'no']))}\n",
        "lessons:\n" + "".join(item(draw, "id") for _ in range(draw(st.integers(1, 4)))),
        draw(st.sampled_from(["", "practice:\n"])),
    ]
    if parts[-1]:
        parts[-1] += item(draw, "scenario") + item(draw, "drill")
    return "".join(draw(GAPS) + part for part in parts if part)


@settings(deadline=None)
@given(texts())
def test_a_text_that_nobody_touched_stays_as_it_is(text):
    assert after(text) == text


@settings(deadline=None)
@given(texts(), WORDS, st.data())
def test_other_words_are_said_and_no_comment_is_lost(text, words, drawn):
    name = drawn.draw(st.sampled_from(["title.zh-Hans", "summary.en", "order"]))
    changed = arranged_course(CourseForm(outline(text), sent(text, **{name: words})), "")
    seen, was = outline(changed), outline(text)

    word, _, tag = name.partition(".")
    said = seen.words(word, tag) if tag else seen.value(word)
    assert said.strip() == words.strip()
    assert [(one.id, one.required) for one in seen.lessons] == [
        (one.id, one.required) for one in was.lessons
    ]


@settings(deadline=None)
@given(texts(), st.data())
def test_moving_loses_no_lesson_and_no_comment(text, drawn):
    places = range(len(outline(text).lessons))
    way = drawn.draw(st.sampled_from(["up", "down"]))
    moved = after(text, f"{way}:lessons:{drawn.draw(st.sampled_from(places))}")

    assert moved.count("#") == text.count("#")
    rows = [
        Counter((one.id, one.required) for one in outline(words).lessons) for words in (text, moved)
    ]
    assert rows[0] == rows[1]
