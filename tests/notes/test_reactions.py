"""A reader says in one press what is wrong with a paragraph; the author settles it."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.library import service as library
from lms.library.models import Document, DocumentAuthor
from lms.library.queries import published
from lms.messages.models import Message
from lms.notes import queries
from lms.notes.models import LessonReaction
from tests.conftest import counted_queries
from tests.notes.test_pages import MOST_QUERIES, keep, way_to_mark
from tests.notes.test_questions import told
from tests.pages import Browser

REACTING = "#wrong form"
REASON = "时限写成旧的了，已经换成新规定。"


@pytest.fixture
def wang(reader_of):
    """The author of the lesson."""
    author = reader_of("wang", "trainer")

    def adopt():
        number = published("lesson", "desk/first").document_id
        library.adopt(author.person, db.session.get_one(Document, number))

    with author.app.app_context():
        write(adopt)
    return author


def react(reader, kind="wrong", *, paragraph="正文一", quote="", status=200, **fields):
    """Press one of the three buttons at a paragraph."""
    way = way_to_mark(reader.open(), paragraph)
    form = reader.open(f"{way}&quote={quote}" if quote else way)
    return reader.browser.submit(form, REACTING, status, kind=kind, **fields)


def settle(author, verdict="changed", words=REASON, *, page=None, status=200):
    """Answer the first of what waits."""
    page = page or author.open("/reactions")
    return author.browser.submit(page, ".own-mark form", status, verdict=verdict, words=words)


def test_from_the_press_to_the_answer(lin, wang, desk):
    page = react(lin, quote="重点")
    assert "有错" in page.find("#one .own-marks").get_text()
    assert "3月9日前回您" in page.find("#one .own-marks").get_text()
    assert told(wang) == "/reactions"
    assert "1 处读者反馈等您回" in wang.open("/").find(".next-action").get_text()

    desk.change("01-first", ("正文一，", "改写过的"))
    shown = wang.open("/reactions").find(".own-mark")
    before, now = (one.get_text() for one in shown.select("dd"))
    assert "正文一" in before
    assert now.startswith("已改")
    assert "改写过的" in now
    assert "重点" in shown.q.get_text()
    settle(wang)

    assert REASON in lin.open("/messages").text
    address, _hash, anchor = told(lin).partition("#")
    answer = lin.open(address).find(f"#{anchor}").get_text()
    assert "改好了" in answer
    assert REASON in answer
    assert "读者反馈" not in wang.open("/").find("main").get_text()


def test_the_author_sees_how_many_and_what_they_wrote_never_who(lin, wang, reader_of):
    for reader, words in ((lin, "是七天吧？"), (reader_of("qiu", "trainee"), "")):
        react(reader, "outdated", words=words)
    page = wang.open("/reactions")

    assert "2 位读者" in page.text
    assert [one.get_text(" ", strip=True)[:5] for one in page.all(".remarks li")] == ["是七天吧？"]
    assert "lin" not in page.find("main").get_text()
    assert "qiu" not in page.find("main").get_text()


def test_the_same_word_of_the_same_paragraph_is_said_once(lin, wang):
    react(lin, words="")
    react(lin, words="后来想到一句")
    react(lin, "unclear")

    assert len(lin.open().all("#one .own-mark")) == 2
    with lin.app.app_context():
        kept = db.session.scalars(sa.select(LessonReaction).order_by(LessonReaction.id)).unique()
        assert [(one.kind, one.words) for one in kept] == [
            ("wrong", "后来想到一句"),
            ("unclear", ""),
        ]
    assert "1 位读者" in wang.open("/reactions").text


def test_what_is_taken_back_is_gone_but_not_once_it_is_answered(lin, wang):
    page = react(lin)
    removal = page.find(".own-mark form")["action"]
    lin.browser.submit(page, ".own-mark form")
    assert "没有等您回的反馈" in wang.open("/reactions").text

    removal = react(lin).find(".own-mark form")["action"]
    settle(wang, "kept", "再读一遍前一段就清楚了。")
    lin.browser.post(removal, {"back": "/courses/desk/first"}, 409)
    assert "这次不改" in lin.open().find("#one .own-marks").get_text()


def test_what_was_said_since_the_author_looked_waits_on(lin, wang, reader_of):
    react(lin)
    page = wang.open("/reactions")
    react(reader_of("qiu", "trainee"), words="还有一处")
    settle(wang, page=page)

    left = wang.open("/reactions")
    assert "1 位读者" in left.text
    assert "还有一处" in left.text


def test_the_same_settlement_twice_is_one_and_another_is_told(lin, wang):
    react(lin)
    page = wang.open("/reactions")
    for _time in range(2):
        settle(wang, page=page)
    settle(wang, "kept", "改口了。", page=page, status=409)

    with lin.app.app_context():
        links = sa.select(Message.id).where(Message.person_id == lin.person.id)
        assert len(db.session.scalars(links).all()) == 1


@pytest.mark.parametrize("wrong", [{"words": ""}, {"words": "长" * 1001}, {"verdict": "later"}])
def test_an_answer_that_is_none_is_refused(lin, wang, wrong):
    react(lin)
    settle(wang, **{"words": REASON, **wrong}, status=422)

    assert "1 位读者" in wang.open("/reactions").text


@pytest.mark.parametrize("wrong", [{"kind": "bad"}, {"words": "长" * 1001}])
def test_a_reaction_that_is_none_comes_back_with_what_was_typed(lin, wrong):
    page = react(lin, **{"kind": "wrong", "words": "写好的话", **wrong}, status=422)

    assert page.find("#wrong .problems")
    assert wrong.get("words", "写好的话") in page.find("#wrong textarea").get_text()
    assert page.find("form textarea#words").get_text().strip() == ""


def test_a_lesson_of_somebody_else_is_out_of_reach_one_of_nobody_is_in_everybodys(
    lin, reader_of, desk
):
    sun, adopter = reader_of("sun", "trainer"), reader_of("xu", "trainer")
    react(lin)
    action = sun.open("/reactions").find(".own-mark form")["action"]
    form = sun.open("/reactions").form(".own-mark form")

    def take():
        number = published("lesson", "desk/first").document_id
        db.session.add(DocumentAuthor(document_id=number, person_id=adopter.person.id))

    with lin.app.app_context():
        write(take)
    assert "没有等您回的反馈" in sun.open("/reactions").text
    sun.browser.post(action, {**form, "verdict": "kept", "words": "不是我的课"}, 404)
    assert "1 位读者" in adopter.open("/reactions").text


def test_who_only_learns_guides_or_hires_settles_nothing(lin, reader_of):
    react(lin)
    action = "/courses/desk/first/settlements"
    for role in ("trainee", "mentor", "hr", "admin"):
        asker = reader_of(f"a-{role}", role)
        asker.open("/reactions", status=403)
        asker.browser.post(action, {}, 403)
    reader_of("other", "mentor").browser.post(removal_of(lin), {}, 404)


def removal_of(reader) -> str:
    return reader.open().find(".own-mark form")["action"]


def test_it_is_late_after_five_working_days(lin, wang):
    react(lin)
    for day, words in ((9, "1 处读者反馈等您回"), (10, "1 处读者反馈过了答复日")):
        lin.clock.move_to(datetime(2026, 3, day, 1, tzinfo=UTC))
        home = Browser(wang.app, wang.person).open("/")

        assert words in home.find(".next-action").get_text()


def test_pages_ask_as_many_questions_however_much_is_said(lin, wang, app, reader_of):
    react(lin)
    keep(lin, "正文三", "一句")

    def questions(reader, address=None) -> int:
        page = (address,) if address else ()
        reader.open(*page)
        with counted_queries(app) as asked:
            reader.open(*page)
        return sum(one.startswith("SELECT") for one in asked)

    few = [questions(wang, address) for address in ("/", "/reactions")]
    for paragraph, kind in (("正文三", "wrong"), ("正文三", "unclear"), ("在吗", "outdated")):
        react(lin, kind, paragraph=paragraph, words="一句话")
    react(reader_of("qiu", "trainee"))

    assert [questions(wang, address) for address in ("/", "/reactions")] == few
    assert questions(lin) <= MOST_QUERIES


def test_a_mentors_home_counts_the_questions_that_wait(lin, reader_of, company):
    chen = reader_of("chen", "mentor")
    company.pair(chen.person, lin.person)
    form = lin.open(way_to_mark(lin.open(), "正文一"))
    sent = {**form.form("main form.form"), "words": "什么时候才算听完？"}
    lin.browser.post("/courses/desk/first/questions", sent)

    way = chen.open("/").find("a[href$='#questions']")
    assert "问了 1 句" in way.get_text()
    page = chen.open(way["href"].partition("#")[0])
    chen.browser.submit(page, "#questions form", words="等她停下来三秒。")
    assert not chen.open("/").all("a[href$='#questions']")
    with lin.app.app_context():
        assert queries.waiting_questions([lin.person.id]) == {}
