"""A story of Twine is looked at, then begun as a draft of its author's."""

import io

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.library.models import Document, Draft
from tests.pages import Browser

STORIES, NEW = "/studio/stories", "/studio/stories/new"
STORY = """:: StoryTitle
包裹丢了

:: StoryData
{"format": "Harlowe", "start": "开头"}

:: 开头
(set: $mood to 40)
我的包裹呢？
(live: 2s)[…]
[[我马上查->查到了]]
[[不知道->走了]]

:: 查到了
在路上。

:: 走了
她走了。
"""
DRAFT = "/studio/drafts/scenario/bao-guo-diu-le"


@pytest.fixture
def li(reader_of):
    return reader_of("li", "trainer").browser


def look(browser, text, status=200, **fields):
    page = browser.open(NEW)
    return browser.submit(page, f"form[action='{STORIES}']", status, text=text, **fields)


def begin(browser, page, status=200, **fields):
    return browser.submit(page, f"form[action='{STORIES}']", status, **fields)


def counted(app):
    with app.app_context():
        tables = (Document, Draft)
        return [db.session.scalar(sa.select(sa.func.count()).select_from(one)) for one in tables]


def test_a_story_is_shown_first_and_then_a_draft(li, lin):
    before = counted(li.app)
    shown = look(li, STORY)

    assert counted(li.app) == before
    assert "1 步、2 个选项、2 个结局" in shown.text
    assert "(live: 2s)" in shown.find("table").get_text()
    assert shown.find("#title")["value"] == "包裹丢了"
    draft = begin(li, shown)
    assert draft.address == DRAFT
    words = draft.find("#text").get_text()
    assert "# “开头”第 3 行：宏没有搬：(live: 2s)" in words
    assert 'id: bao-guo-diu-le\ntitle: "包裹丢了"' in words
    assert "“feedback”不能空着" in draft.find(".findings").get_text()
    lin.open("/scenarios/bao-guo-diu-le", status=404)
    once = counted(li.app)
    assert begin(li, shown).address == DRAFT
    assert counted(li.app) == once


def test_what_the_author_fills_in_can_be_published(li):
    draft = begin(li, look(li, STORY))
    words = draft.find("#text").get_text()
    for name in ("summary", "customer", "background", "task", "feedback"):
        words = words.replace(f'{name}: ""', f"{name}: 写好了")
    words = words.replace('band: ""', "band: success", 1).replace('band: ""', "band: failing")
    words = words.replace("points: {}", "points: {voice: 1}", 1)
    saved = li.submit(draft, "#writing", text=words)

    assert "没有问题，可以发布" in saved.text


def test_a_taken_name_is_refused_and_the_story_stays(li, reader_of):
    begin(li, look(li, STORY), name="mine")
    other = reader_of("zhou", "trainer").browser
    shown = look(other, STORY)
    refused = begin(other, shown, 422, name="mine")

    assert "“mine”已经有了" in refused.find(".field-error").get_text()
    assert refused.find("#text").get_text().strip() == STORY.strip()
    assert begin(other, refused, name="yours").address == "/studio/drafts/scenario/yours"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "请写标题"),
        ({"name": "Lost Parcel"}, "标识只用小写字母"),
        ({"title": "？！", "name": ""}, "自己起一个标识"),
    ],
)
def test_what_is_wrong_with_the_name_is_said_beside_it(li, fields, words):
    before = counted(li.app)
    page = begin(li, look(li, STORY), 422, **fields)

    assert words in page.find(".field-error").get_text()
    assert counted(li.app) == before


def test_a_text_that_is_no_story_stays_in_the_form(li):
    page = look(li, "只是一段话", 422)

    assert "没有读得出的段落" in page.find(".field-error").get_text()
    assert page.find("#text").get_text().strip() == "只是一段话"


def send(browser, content, status=200):
    fields = {"file": (io.BytesIO(content), "a.twee"), "text": "", "key": "a"}
    return browser.post(STORIES, fields, status, content_type="multipart/form-data")


def test_a_file_is_taken_and_stays_in_the_form(li):
    shown = send(li, STORY.encode("utf-8-sig").replace(b"\n", b"\r\n"))

    assert shown.find("#text").get_text().strip() == STORY.strip()
    assert begin(li, shown).address == DRAFT
    refused = send(li, ":: 开头\n\u202e转向\n[[a]]".encode(), 422)
    assert "转向" in refused.find("#text").get_text()
    assert "UTF-8" in send(li, "中".encode("gb18030"), 422).find(".field-error").get_text()
    li.post(STORIES, {"text": "x" * (5 * 1024 * 1024)}, 413)


def test_what_a_story_says_is_never_run(li):
    hostile = STORY.replace(
        "我的包裹呢？", "<img src=x onerror=alert(1)>\n<script>alert(2)</script>"
    )
    shown = look(li, hostile.replace("包裹丢了", "</title><script>alert(3)</script>"))

    assert not any("alert" in one.get_text() for one in shown.all("script"))
    assert not shown.all("main img")


def test_only_trainers_bring_stories_in(lin):
    lin.browser.open(NEW, status=403)
    lin.browser.post(STORIES, {}, 403)
    Browser(lin.browser.app, None).open(NEW)


def test_the_way_there_is_where_an_author_looks(li):
    for page in ("/studio/new", "/studio/imports/new"):
        assert li.open(page).all(f"main a[href='{NEW}']")
