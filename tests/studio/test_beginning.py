"""New documents: begun from a text for their kind or from another document, then published."""

import pytest

from lms.db import db, write
from lms.library.models import Document, DocumentAuthor
from lms.library.queries import published
from tests.pages import Browser

NEW = "/studio/new"
LESSON = "/studio/drafts/lesson/desk/di-san-ke"


def adopt(author, kind, name):
    """Make somebody an author of a document."""

    def put_down():
        number = published(kind, name).document_id
        db.session.add(DocumentAuthor(document_id=number, person_id=author.person.id))
        return db.session.get_one(Document, number).id

    with author.browser.app.app_context():
        write(put_down)


def begin(browser, kind, status=200, **fields):
    page = browser.open(f"{NEW}/{kind}")
    return browser.submit(page, f"form[action='{NEW}/{kind}']", status, **fields)


def publish(browser, identity):
    page = browser.open(f"/studio/publications/{identity}")
    return browser.submit(page, f"form[action='/studio/publications/{identity}']")


@pytest.fixture
def head(wang):
    """wang, who also writes the course."""
    adopt(wang, "course", "desk")
    return wang.browser


def test_a_new_lesson_is_published_with_its_place_in_the_course(head, lin):
    begun = begin(head, "lesson", course="desk", title="第三课")

    assert begun.heading == "第三课"
    assert "没有问题，可以发布" in begun.text
    assert "第三课" in head.open("/studio").find("table").get_text()
    lin.open("/courses/desk/di-san-ke", status=404)
    shown = head.open("/studio/publications/lesson/desk/di-san-ke")
    assert "一起发布" in shown.text
    assert any("desk/di-san-ke" in one.get_text() for one in shown.all("[aria-label='差别'] ins"))
    publish(head, "lesson/desk/di-san-ke")
    assert "第三课" in lin.open("/courses/desk").text
    assert lin.open("/courses/desk/di-san-ke").heading == "第三课"


def test_a_name_is_given_by_the_sound_of_the_title_and_never_twice(head):
    begin(head, "scenario", title="包裹丢了")
    begin(head, "scenario", title="包裹丢了")
    changed = head.open("/studio/drafts/scenario/bao-guo-diu-le")
    head.submit(changed, "#writing", text="id: bao-guo-diu-le\n")
    begin(head, "scenario", title="包裹丢了")

    assert "bao-guo-diu-le.yaml" in head.open("/studio/drafts/scenario/bao-guo-diu-le").text
    head.open("/studio/drafts/scenario/bao-guo-diu-le-2")
    head.open("/studio/drafts/scenario/bao-guo-diu-le-3", status=404)
    proposed = head.open(f"{NEW}/scenario?title=退货")
    assert proposed.find("#name")["value"] == "tui-huo"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "", "name": "a"}, "请写标题"),
        ({"title": "第三课", "name": "First Call"}, "标识只用小写字母"),
        ({"title": "第三课", "name": "first"}, "“desk/first”已经有了"),
        ({"title": "？！"}, "自己起一个标识"),
        ({"title": "课" * 61}, "最多 60 个字"),
        ({"title": "第三课", "course": "shop"}, "请从列表中选一项"),
        ({"title": "第三课", "origin": "desk/none"}, "请从列表中选一项"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(head, fields, words):
    page = begin(head, "lesson", 422, **{"course": "desk", **fields})

    assert words in page.find(".field-error").get_text()


def test_a_copy_is_a_document_of_its_own(head, lin):
    shown = head.open("/studio/drafts/lesson/desk/first")
    form = head.open(shown.find("a[href*='origin=']")["href"])
    copy = head.submit(form, f"form[action='{NEW}/lesson']", title="第一课新编", name="again")

    assert "没有问题，可以发布" in copy.text
    assert "正文一" in copy.find("#text").get_text()
    assert len(copy.all(".files a")) == len(shown.all(".files a"))
    publish(head, "lesson/desk/again")
    assert "正文一" in lin.open("/courses/desk/again").text
    assert "正文一" in lin.open("/courses/desk/first").text


def test_a_new_lesson_thrown_away_leaves_the_course_and_frees_its_name(head):
    begin(head, "lesson", course="desk", title="第三课")
    shown = head.open("/studio/publications/lesson/desk/di-san-ke")
    told = head.submit(shown, "form[action*='discards/lesson']")

    assert "标识又空出来了" in told.text
    assert "第三课" not in told.find("table").get_text()
    head.open(LESSON, status=404)
    assert "di-san-ke" not in head.open("/studio/drafts/course/desk").find("#text").get_text()
    begin(head, "lesson", course="desk", title="第三课")
    head.open(LESSON)


def test_a_new_course_comes_out_with_its_first_lessons(head, lin):
    begin(head, "course", title="夜班", name="night")
    begin(head, "lesson", course="night", title="交接", name="hand-over")
    begin(head, "lesson", course="night", title="守夜", name="watch")
    publish(head, "course/night")

    page = lin.open("/courses/night")
    assert page.heading == "夜班"
    assert "交接" in page.text
    assert lin.open("/courses/night/watch").heading == "守夜"


def test_one_unfinished_lesson_is_named_where_the_course_waits_for_it(head):
    begin(head, "lesson", course="desk", title="第三课")
    begin(head, "lesson", course="desk", title="第四课", name="fourth")
    head.submit(head.open("/studio/drafts/lesson/desk/fourth"), "#writing", text="没写完")
    refused = head.post("/studio/publications/lesson/desk/di-san-ke", status=422)

    assert "04-fourth.md" in refused.find(".findings").get_text()
    head.post("/studio/discards/lesson/desk/fourth")
    assert "第 1 版发布了" in publish(head, "lesson/desk/di-san-ke").text


def test_a_lesson_need_not_wait_for_another_one(head):
    begin(head, "lesson", course="desk", title="第三课")
    begin(head, "lesson", course="desk", title="第四课", name="fourth")
    head.submit(head.open("/studio/drafts/lesson/desk/fourth"), "#writing", text="没写完")
    shown = head.open("/studio/publications/lesson/desk/di-san-ke")
    alone = head.submit(shown, "form[action*='listings']")

    assert "没有问题，可以发布" in alone.text
    assert "第 1 版发布了" in publish(head, "lesson/desk/di-san-ke").text
    waiting = head.open("/studio/publications/lesson/desk/fourth")
    assert "还没有列这一课" in waiting.text
    listed = head.submit(waiting, "form[action*='listings']")
    assert not listed.all("form[action*='listings']")
    assert "desk/fourth" in head.open("/studio/drafts/course/desk").find("#text").get_text()


def test_only_authors_of_the_course_list_lessons(wang, reader_of):
    wang.browser.post("/studio/listings/desk/first", status=404)
    reader_of("li", "trainer").browser.post("/studio/listings/desk/first", status=404)


def test_without_a_course_of_ones_own_no_lesson_is_begun(wang, reader_of):
    page = wang.open(f"{NEW}/lesson")

    assert "先写一门课程" in page.text
    assert not page.all("form[action*='new/lesson']")
    stranger = reader_of("li", "trainer").browser
    stranger.post(f"{NEW}/lesson", {"title": "课", "course": "desk", "origin": ""}, 422)


def test_only_what_one_may_change_can_be_copied(wang, reader_of):
    stranger = reader_of("li", "trainer").browser
    begin(stranger, "course", title="夜班", name="night")
    offered = {one["value"] for one in stranger.open(f"{NEW}/lesson").all("#origin option")}

    assert "desk/second" in offered  # nobody's
    assert "desk/first" not in offered  # wang's
    begin(stranger, "lesson", 422, course="night", title="抄一份", origin="desk/first")
    assert not stranger.open("/studio/drafts/course/night").all("a[href*='origin=']")


def test_only_kinds_with_many_documents_can_be_begun(head, lin):
    links = [one["href"] for one in head.open(NEW).all(".grid a")]

    assert f"{NEW}/scenario" in links
    assert f"{NEW}/lexicon" not in links
    head.open(f"{NEW}/lexicon", status=404)
    head.open(f"{NEW}/nothing", status=404)
    lin.browser.open(NEW, status=403)
    Browser(lin.browser.app, None).open(NEW)


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_the_text_for_every_kind_can_be_published_as_it_is(shipped, company, browser_of):
    browser = browser_of(company.person("li", "trainer"))
    told = {}
    for kind in ("course", "scenario", "drill", "checklist", "card", "plan"):
        told[kind] = begin(browser, kind, title="新的", name="brand-new").text
    told["lesson"] = begin(browser, "lesson", title="课", course="brand-new").text
    del told["course"]  # which waited for its first lesson

    assert {kind for kind, text in told.items() if "没有问题，可以发布" in text} == set(told)
    for kind in ("checklist", "course", "scenario"):
        assert "第 1 版发布了" in publish(browser, f"{kind}/brand-new").text


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_a_copied_scenario_keeps_its_pictures(shipped, company, browser_of):
    browser = browser_of(company.person("li", "trainer"))
    copy = begin(browser, "scenario", title="又少了", name="short-again", origin="short-items")

    assert "没有问题，可以发布" in copy.text
    assert "第 1 版发布了" in publish(browser, "scenario/short-again").text
