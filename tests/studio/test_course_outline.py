"""The outline of a course in the Studio: a form over its text, saved like the text itself."""

import pytest

from lms.db import db, write
from lms.library.models import DocumentAuthor
from lms.library.queries import published
from tests.conftest import counted_queries
from tests.pages import Browser

OUTLINE = "/studio/courses/desk/outline"
TEXT = "/studio/drafts/course/desk"
FORM = "form.step-form"
ALL = (("course", "desk"), ("lesson", "desk/first"), ("lesson", "desk/second"))


@pytest.fixture
def author_of(reader_of):
    def make(login, documents=ALL):
        reader = reader_of(login, "trainer")

        def adopt():
            for one in documents:
                number = published(*one).document_id
                db.session.add(DocumentAuthor(document_id=number, person_id=reader.person.id))

        with reader.app.app_context():
            write(adopt)
        return reader.browser

    return make


@pytest.fixture
def wang(author_of):
    return author_of("wang")


def words(browser):
    return browser.open(TEXT).find("#text").get_text()


def test_the_draft_of_a_course_leads_to_its_outline(wang):
    assert wang.open(TEXT).find(f"a[href='{OUTLINE}']")
    page = wang.open(OUTLINE)

    assert page.heading == "大纲：坐席入门"
    assert page.find("a[href='/studio/drafts/lesson/desk/first']").get_text() == "第一课"


def test_an_untouched_form_changes_nothing(wang):
    before = words(wang)
    wang.submit(wang.open(OUTLINE), FORM)

    assert words(wang) == before


def test_an_edit_changes_the_text_at_that_place_alone(wang):
    before = words(wang)
    page = wang.submit(wang.open(OUTLINE), FORM, **{"title.en": "At the desk"})

    assert "存好了" in page.text
    assert "没有问题，可以发布" in page.text
    assert words(wang) == before.replace("The desk", "At the desk")


def test_lessons_are_moved_removed_and_put_back(wang):
    page = wang.submit(wang.open(OUTLINE), FORM, act="down:lessons:0")
    text = words(wang)
    assert text.index("desk/second") < text.index("desk/first")
    page = wang.submit(page, FORM, act="remove:lessons:0")
    assert "desk/second" not in words(wang)
    assert page.find("#new-lessons option")["value"] == "lesson:desk/second"
    page = wang.submit(page, FORM, act="add:lessons")

    assert "  - id: desk/first\n  - id: desk/second\n" in words(wang)
    assert "您的课都在上面了" in page.text


def test_what_is_wrong_stands_at_its_lesson(wang):
    page = wang.open(OUTLINE)
    fields = page.form(FORM)
    fields.pop("required.0")
    page = wang.post(OUTLINE, fields)

    assert "至少要有一课是必读的" in page.text
    page = wang.submit(wang.open(OUTLINE), FORM, act="remove:lessons:0", **{"required.0": "on"})
    twice = words(wang).replace("  - id: desk/second\n", "  - id: desk/second\n" * 2)
    draft = wang.open(TEXT)
    fields = {one["name"]: one["value"] for one in draft.all("[form=writing][value]")}
    wang.submit(draft, "#writing", text=twice, **fields)

    assert "列了两次" in wang.open(OUTLINE).find("#lessons .findings").get_text()


def test_two_who_edit_at_once_see_both_texts(wang, author_of):
    sun = author_of("sun")
    of_sun = sun.open(OUTLINE)
    wang.submit(wang.open(OUTLINE), FORM, **{"title.zh-Hans": "王的"})
    both = sun.submit(of_sun, FORM, 409, **{"title.zh-Hans": "孙的"})

    assert "孙的" in both.find("#text").get_text()
    assert "王的" in both.find("#theirs").get_text()


def test_a_form_from_before_a_publication_comes_back_with_what_was_typed(wang):
    old = wang.open(OUTLINE)
    wang.submit(wang.open(OUTLINE), FORM, **{"title.zh-Hans": "先发布的"})
    wang.post("/studio/publications/course/desk")
    page = wang.submit(old, FORM, 409, **{"title.zh-Hans": "我写的"})

    assert "我写的" in page.find("[name='title.zh-Hans']").get_text()
    wang.submit(page, FORM)
    assert "我写的" in words(wang)


def test_a_text_that_is_no_outline_leads_to_the_text(wang):
    page = wang.open(TEXT)
    base = page.find("[name=base]")["value"]
    wang.submit(page, "#writing", text="a: [", number="0", base=base)
    page = wang.open(OUTLINE)

    assert "读不成大纲" in page.find("[role=alert]").get_text()
    assert page.all(f"a[href='{TEXT}']")
    assert not page.all(FORM)


def test_nobody_but_its_authors_sees_or_changes_it(wang, reader_of, lin):
    stranger = reader_of("li", "trainer").browser
    before = words(wang)
    for browser, refused in ((stranger, 404), (lin.browser, 403)):
        browser.open(OUTLINE, status=404)
        browser.post(OUTLINE, {"act": "remove:lessons:0"}, refused)
    Browser(wang.app, None).open(OUTLINE)
    wang.open("/studio/courses/none/outline", status=404)

    assert words(wang) == before


def test_it_asks_a_fixed_number_of_queries(wang):
    with counted_queries(wang.app) as statements:
        wang.open(OUTLINE)

    assert len(statements) <= 25
