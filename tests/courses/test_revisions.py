"""What happens to reading when a lesson or a course changes."""

from lms.courses import queries
from tests.courses.conftest import LESSON
from tests.courses.test_reading import finish

NEW_WORDS = ("正文三。", "正文三，改过。")
MATERIAL = ("material: false", "material: true")
SECOND_REQUIRED = ("\n    required: false", "")
SECOND = "/courses/desk/second"


def course_completed_at(reader):
    found = reader.asks(lambda person: queries.course_completion(person.id, "desk"))
    return found.completed_at if found else None


def test_a_change_of_words_keeps_what_was_read_and_completed(lin, desk):
    finish(lin)
    desk.change("01-first", NEW_WORDS)

    assert lin.completed() == {"desk/first"}
    assert "改过" in lin.open().text


def test_a_completion_keeps_its_revision(lin, desk):
    finish(lin)
    before = lin.asks(lambda person: queries.completed_lessons(person.id))["desk/first"]
    desk.change("01-first", NEW_WORDS)

    assert lin.asks(lambda person: queries.completed_lessons(person.id))["desk/first"] == before


def test_a_material_change_reopens_lesson_and_course(lin, desk):
    finish(lin)
    desk.change("01-first", NEW_WORDS, MATERIAL)

    assert lin.completed() == set()
    assert course_completed_at(lin) is None
    assert "已读 0 节" in lin.open().find("#rule").get_text()


def test_a_lesson_completed_again_completes_the_course_again(lin, desk):
    finish(lin)
    first = course_completed_at(lin)
    desk.change("01-first", NEW_WORDS, MATERIAL)
    finish(lin)

    assert lin.completed() == {"desk/first"}
    assert course_completed_at(lin) > first


def test_small_changes_after_a_material_one_keep_what_was_read_since(lin, desk):
    desk.change("01-first", NEW_WORDS, MATERIAL)
    finish(lin)
    desk.change("01-first", ("material: true", "material: false"), ("改过", "再改过"))

    assert lin.completed() == {"desk/first"}


def test_an_act_on_a_page_from_before_a_material_change_does_not_count(lin, desk):
    page = lin.open()
    desk.change("01-first", NEW_WORDS, MATERIAL)
    shown = lin.read("one", page)

    assert "刚刚更新过" in shown.text
    assert "已读 0 节" in shown.find("#rule").get_text()


def test_an_answer_is_graded_by_the_question_that_was_shown(lin, desk):
    page = lin.open()
    desk.change(
        "01-first",
        ("    text: 说清楚\n    right: true\n", "    text: 说清楚\n"),
        ("    text: Say it clearly\n    right: true\n", "    text: Say it clearly\n"),
        ("    text: 说含糊\n", "    text: 说含糊\n    right: true\n"),
        ("    text: Say it vaguely\n", "    text: Say it vaguely\n    right: true\n"),
    )
    lin.answer("q-single", "说清楚", page=page)

    assert "已答对 1 题" in lin.open().find("#rule").get_text()


def test_a_lesson_added_later_does_not_reopen_the_course(lin, desk):
    finish(lin)
    completed_at = course_completed_at(lin)
    desk.change("course.yaml", SECOND_REQUIRED)

    assert course_completed_at(lin) == completed_at


def test_a_material_lesson_added_later_reopens_the_course(lin, desk):
    desk.change("02-second", MATERIAL)
    finish(lin)
    desk.change("course.yaml", SECOND_REQUIRED)

    assert course_completed_at(lin) is None
    finish(lin, SECOND)
    assert course_completed_at(lin) is not None


def test_a_course_that_lost_its_last_missing_lesson_is_completed_by_a_button(lin, desk):
    desk.change("course.yaml", SECOND_REQUIRED)
    finish(lin)
    desk.change("course.yaml", ("  - id: desk/second", "  - id: desk/second\n    required: false"))
    page = lin.open("/courses/desk")
    lin.browser.submit(page, ".block form")

    assert course_completed_at(lin) is not None
    assert not lin.open("/courses/desk").all(".block form")


def test_the_button_of_a_course_completes_nothing_that_is_missing(lin):
    lin.browser.post("/courses/desk/completion")

    assert course_completed_at(lin) is None


def test_a_rule_that_became_easier_is_met_by_a_button(lin, desk):
    for section in ("one", "two", "three"):
        lin.read(section)
    lin.answer("q-single", "说清楚")
    lin.order("q-order", "先问候", "再询问", "后道谢")
    desk.change("01-first", ("active_minutes: 2", "active_minutes: 0"))
    lin.browser.submit(lin.open(), "#rule form")

    assert lin.completed() == {"desk/first"}


def test_a_section_that_is_gone_counts_no_more(lin, desk):
    lin.read("three")
    desk.change("01-first", ("{#three}", "{#four}"))

    assert "读完 3 节，已读 0 节" in lin.open(LESSON).find("#rule").get_text()
