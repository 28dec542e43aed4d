"""Texts made of others: other names and titles, every other word as it was."""

import pytest

from lms.library.domain import Wording
from lms.studio import content
from lms.studio.content import Naming

COURSE = """\
id: desk
title: {zh-Hans: 前台, en: Desk}
lessons:
  - id: desk/first
  - id: desk/second
    required: false
practice:
  - scenario: lost-parcel
"""
SCENARIO = """\
id: lost-parcel
title:
  zh-Hans: 包裹丢了
  en: The lost parcel
# what it is about
summary: 丢了
steps:
  - id: title
    title: 不动
"""
LESSON = """\
---
id: desk/first
title: 第一课
minutes: 3
---

正文 id: desk/first

![图](a.svg "图")
"""


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("包裹丢了", "bao-guo-diu-le"),
        ("VIP 客户来电", "vip-ke-hu-lai-dian"),
        ("！？", ""),
        ("长" * 80, "-".join(["zhang"] * 10)),
    ],
)
def test_a_title_proposes_a_name_by_its_sound(title, name):
    assert content.proposed(title) in (name, name.replace("zhang", "chang"))


def test_a_name_that_is_used_gets_a_number():
    names = content.alternatives("a" * 60)

    assert [next(names) for _ in range(3)] == ["a" * 60, "a" * 58 + "-2", "a" * 58 + "-3"]


def test_only_id_and_title_of_a_copy_are_new():
    copied = content.renamed(
        {"quizzes/scenarios/lost-parcel.yaml": SCENARIO},
        Naming("found", '找到"了', "quizzes/scenarios/found.yaml"),
    )

    assert copied == {
        "quizzes/scenarios/found.yaml": SCENARIO.replace("id: lost-parcel", "id: found").replace(
            "title:\n  zh-Hans: 包裹丢了\n  en: The lost parcel",
            'title: {zh-Hans: "找到\\"了", en: "Copy of The lost parcel"}',
        )
    }


def test_each_language_of_a_lesson_gets_a_file_and_a_title():
    texts = {
        "courses/desk/01-first.md": LESSON,
        "courses/desk/01-first.en.md": LESSON.replace("第一课", "First"),
        "courses/desk/01-first.zh-Hant.md": LESSON,
    }
    copied = content.renamed(texts, Naming("desk/call", "来电说法", "courses/desk/03-call.md"))
    titles = {path: text.split("\n")[2] for path, text in copied.items()}

    assert titles == {
        "courses/desk/03-call.md": 'title: "来电说法"',
        "courses/desk/03-call.en.md": 'title: "Copy of First"',
        "courses/desk/03-call.zh-Hant.md": 'title: "來電說法"',
    }
    assert all("正文 id: desk/first" in text for text in copied.values())
    assert all("a.svg" in text for text in copied.values())


def test_pictures_stay_with_their_course():
    naming = Naming("shop/first", "第一课", "courses/shop/01-first.md")
    (copied,) = content.renamed({"courses/desk/01-first.md": LESSON}, naming).values()

    assert "a.svg" not in copied


def test_a_lesson_is_listed_last_and_taken_out_again():
    listed = content.listed(COURSE, "desk/third")

    assert listed == COURSE.replace("false\n", "false\n  - id: desk/third\n")
    assert content.listed(listed, "desk/third") == listed
    assert content.unlisted(listed, "desk/third") == COURSE
    assert content.unlisted(COURSE, "desk/first") == COURSE.replace("  - id: desk/first\n", "")
    assert content.unlisted(COURSE, "desk/none") == COURSE


def test_an_empty_list_gets_its_first_lesson():
    assert (
        content.listed("id: desk\nlessons:\n", "desk/a") == "id: desk\nlessons:\n  - id: desk/a\n"
    )


@pytest.mark.parametrize("course", ["lessons: [{id: desk/a}]\n", "id: desk\n", "id: [\n"])
def test_a_list_that_cannot_be_read_stays_as_it_is(course):
    assert content.listed(course, "desk/b") == content.unlisted(course, "desk/b") == course


def test_the_titles_of_a_document_stand_in_its_files():
    lesson = {"01-a.md": LESSON, "01-a.en.md": LESSON.replace("第一课", "First")}

    assert content.titles_of(lesson) == Wording("第一课", "", "First")
    assert content.titles_of({"a.yaml": SCENARIO}) == Wording("包裹丢了", "", "The lost parcel")
    assert content.titles_of({"a.yaml": "id: ["}) == Wording("")


def test_the_title_of_a_text_is_read_even_while_it_has_faults():
    assert content.title_of("a.md", LESSON) == "第一课"
    assert content.title_of("a.yaml", SCENARIO) == "包裹丢了"
    assert content.title_of("a.yaml", "id: [") == content.title_of("a.yaml", "- 1\n") == ""
