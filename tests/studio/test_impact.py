"""Before publishing an author sees who is in the middle of it, and what is said is what happens."""

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.library.models import Document, DocumentAuthor
from lms.studio.domain import Doing
from lms.studio.queries import users
from tests.pages import fields_of
from tests.scenarios.conftest import Actor, set_up

DRAFT = "/studio/drafts/lesson/desk/first"
LESSON = "/studio/publications/lesson/desk/first"
KETTLE = "/studio/{page}/scenario/cold-kettle"


def counted(app, kind, name):
    with app.app_context():
        wanted = sa.select(Document).where(Document.kind == kind, Document.name == name)
        return {one.use: one.people for one in users(db.session.scalars(wanted).one())}


def test_readers_half_way_are_counted_and_told_of_as_few(wang, lin):
    lin.read("one")
    wang.change("正文一", "改过的一")
    shown = wang.open(LESSON)

    assert counted(lin.app, "lesson", "desk/first") == {
        Doing.READING: 1,
        Doing.DONE: 0,
        Doing.TESTED: 0,
    }
    assert "不到 5 人" in shown.text
    assert "没有人" in shown.text
    assert "“一”一节改了文字" in shown.text
    assert "读过的小节、答对的小测照算" in shown.text


def test_who_read_before_a_material_revision_is_half_way_no_more(wang, lin):
    lin.read("one")
    for file in (0, 1):
        page = wang.open(f"{DRAFT}?file={file}")
        wang.change("material: false", "material: true", page)
    shown = wang.open(LESSON)
    wang.browser.submit(shown, f"form[action='{LESSON}']")

    assert "都不再算" in shown.text
    assert counted(lin.app, "lesson", "desk/first")[Doing.READING] == 0


@pytest.fixture
def kettle(app, company, tmp_path, browser_of):
    """A scenario with an author and a player."""
    stage = set_up(app, tmp_path)
    wang, lin = company.person("wang", "trainer"), company.person("lin", "trainee")
    stage.assign(lin)

    def adopt():
        document = db.session.scalars(sa.select(Document).where(Document.kind == "scenario")).one()
        db.session.add(DocumentAuthor(document_id=document.id, person_id=wang.id))

    with app.app_context():
        write(adopt)
    return browser_of(wang), Actor(stage, browser_of(lin))


def test_who_plays_stays_on_the_revision_that_they_began_with(app, kettle):
    author, player = kettle
    page = player.begin()
    draft = author.open(KETTLE.format(page="drafts"))
    fields = fields_of(draft.find("#writing"))
    fields |= {one["name"]: one["value"] for one in draft.all("[form=writing][value]")}
    words = draft.find("#text").get_text().replace("请报订单号。", "麻烦报一下订单号。")
    author.post(KETTLE.format(page="drafts"), {**fields, "text": words})
    shown = author.open(KETTLE.format(page="publications"))

    assert counted(app, "scenario", "cold-kettle") == {Doing.PLAYING: 1, Doing.DRILLING: 0}
    assert "选项“麻烦报一下订单号。”换了说法" in shown.text
    assert "按开局时的那一版演完" in shown.text
    author.submit(shown, f"form[action='{KETTLE.format(page='publications')}']")
    assert "请报订单号。" in player.browser.open(page.address).text
