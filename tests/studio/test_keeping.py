"""Documents without an author are adopted; what readers are to see no more is archived."""

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.people.models import AuditEvent
from lms.studio.content import unlisted
from tests.pages import Browser
from tests.studio.test_beginning import begin, publish

ADOPTIONS, ARCHIVED = "/studio/adoptions", "/studio/archived"
LESSON = "/studio/archivings/lesson/desk/first"
COURSE = "/studio/archivings/course/desk"


def events(app):
    with app.app_context():
        wanted = sa.select(AuditEvent.kind, AuditEvent.parameters).order_by(AuditEvent.id)
        return [
            (kind, said["document"])
            for kind, said in db.session.execute(wanted)
            if kind.startswith("document.") and kind != "document.published"
        ]


@pytest.fixture
def li(reader_of):
    """A trainer who has adopted the whole course."""
    browser = reader_of("li", "trainer").browser
    names = [
        f["action"] for f in browser.open(ADOPTIONS).all("main form") if "/desk" in f["action"]
    ]
    for name in names:
        browser.post(name)
    return browser


def test_whoever_adopts_a_document_writes_it_from_then_on(reader_of):
    li, zhou = reader_of("li", "trainer").browser, reader_of("zhou", "trainer").browser
    shown, late = li.open(ADOPTIONS), zhou.open(ADOPTIONS)
    draft = li.submit(shown, "form[action$='/course/desk']")

    assert "现在您是作者" in draft.text
    assert draft.address == "/studio/drafts/course/desk"
    assert "/course/desk" not in str(zhou.open(ADOPTIONS).find("main"))
    assert "已经有作者" in zhou.submit(late, "form[action$='/course/desk']", 409).text
    zhou.open("/studio/drafts/course/desk", status=404)
    assert events(li.app) == [("document.adopted", "course/desk")]


def test_only_trainers_adopt(lin):
    lin.browser.open(ADOPTIONS, status=403)
    lin.browser.post(f"{ADOPTIONS}/course/desk", status=403)
    Browser(lin.browser.app, None).open(ADOPTIONS)


def test_what_is_used_is_let_go_of_elsewhere_first(li, lin):
    shown = li.open(LESSON)

    assert "整门课程" in shown.find(".lines").get_text()
    assert not shown.all("main form")
    li.post(LESSON, status=409)
    assert lin.open("/courses/desk/first").status == 200


def test_a_lesson_out_of_its_course_is_archived_and_comes_back(li, lin):
    course = li.open("/studio/drafts/course/desk")
    text = course.find("#text").get_text()
    fields = {one["name"]: one["value"] for one in course.all("[form=writing][value]")}
    li.submit(course, "#writing", text=unlisted(text, "desk/second"), **fields)
    publish(li, "course/desk")
    address = "/studio/archivings/lesson/desk/second"
    told = li.submit(li.open(address), f"form[action='{address}']")

    assert told.address == ARCHIVED
    assert "desk/second" not in lin.open("/courses/desk").text
    lin.open("/courses/desk/second", status=404)
    li.open("/studio/drafts/lesson/desk/second", status=404)
    back = li.submit(told, "form[action*='returns']")
    assert "又看得到" in back.text
    assert [kind for kind, _ in events(li.app)][-2:] == ["document.archived", "document.returned"]


def test_a_course_goes_with_its_lessons_and_comes_back_with_them(li, lin):
    shown = li.open(COURSE)
    assert "一起归档" in shown.text
    told = li.submit(shown, f"form[action='{COURSE}']")

    assert "坐席入门" in told.find("table").get_text()
    assert "desk" not in {one["href"].split("/")[-1] for one in lin.open("/courses").all("main a")}
    lin.open("/courses/desk", status=404)
    lin.open("/courses/desk/first", status=404)
    assert not lin.open("/search?q=正文").all("main a[href^='/courses/desk']")
    early = told.find("form[action$='/lesson/desk/first']")
    li.post(early["action"], status=409)
    li.submit(told, "form[action$='/course/desk']")
    assert lin.open("/courses/desk/first").status == 200
    assert lin.open("/search?q=正文").all("main a[href^='/courses/desk']")
    li.open(ARCHIVED)
    assert not li.open(ARCHIVED).all("table")


def test_nobody_archives_what_is_not_theirs(li, reader_of, lin):
    stranger = reader_of("zhou", "trainer").browser
    stranger.open(COURSE, status=404)
    stranger.post(COURSE, status=404)
    stranger.post("/studio/returns/course/desk", status=404)
    lin.browser.post(COURSE, status=403)
    li.open("/studio/archivings/competencies/competencies", status=404)
    begin(stranger, "course", title="夜班", name="night")
    assert "夜班" in stranger.open("/studio").text
    stranger.open("/studio/archivings/course/night", status=404)
    stranger.open("/studio/packages/course/night", status=404)


def test_a_draft_says_where_it_is_used(li):
    assert "整门课程" in li.open("/studio/drafts/lesson/desk/first").find(".lines").get_text()
