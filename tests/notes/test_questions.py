"""A trainee asks the mentor about words of a lesson; the mentor answers."""

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.messages.models import Message
from tests.conftest import counted_queries
from tests.notes.test_pages import MOST_QUERIES, way_to_mark

ASK = "main form.form"
QUESTION = "什么时候才算听完？"


@pytest.fixture
def chen(lin, reader_of, company):
    """The mentor of lin."""
    mentor = reader_of("chen", "mentor")
    company.pair(mentor.person, lin.person)
    return mentor


def ask(lin, *, words=QUESTION, status=200):
    """Open the form at a paragraph with words selected, and send it to the mentor."""
    form = lin.open(way_to_mark(lin.open(), "正文一") + "&quote=重点")
    sent = {**form.form(ASK), "words": words}
    return lin.browser.post("/courses/desk/first/questions", sent, status)


def told(reader) -> str | None:
    """Where the newest message leads; nowhere without one."""
    wanted = sa.select(Message.link).order_by(Message.id.desc())
    return reader.asks(lambda one: db.session.scalar(wanted.where(Message.person_id == one.id)))


def waiting(chen):
    """The mentor's page of the apprentice, by the message."""
    return chen.open(told(chen).partition("#")[0])


def test_the_mentor_is_told_and_finds_the_sentence_with_the_way_to_it(lin, chen):
    ask(lin)
    page = waiting(chen)
    shown = page.find("#questions li")

    assert "来问您" in chen.open("/messages").text
    assert "重点" in shown.blockquote.get_text()
    assert QUESTION in shown.get_text()
    address, _hash, anchor = shown.a["href"].partition("#")
    assert chen.open(address).find(f"#{anchor}").name == "p"


def test_the_answer_is_told_and_stands_at_the_paragraph(lin, chen):
    assert "等chen回答" in ask(lin).find("#one .own-marks").get_text()
    chen.browser.submit(waiting(chen), "#questions form", words="等她停下来三秒。")

    assert "chen：等她停下来三秒。" in lin.open().find("#one .answer").get_text()
    address, _hash, anchor = told(lin).partition("#")
    assert "三秒" in lin.open(address).find(f"#{anchor} .answer").get_text()


def test_without_a_mentor_the_page_says_what_to_do(lin):
    form = lin.open(way_to_mark(lin.open(), "正文一"))
    refused = ask(lin, status=422)

    assert "还没有师父" in form.text
    assert "请找人事给您安排师父" in refused.find(".problems").get_text()
    assert QUESTION in refused.find("textarea").get_text()


def test_an_empty_question_is_not_sent(lin, chen):
    assert "您想问师父什么" in ask(lin, words="", status=422).find(".problems").get_text()
    assert told(chen) is None


def test_the_same_question_twice_is_one(lin, chen):
    form = lin.open(way_to_mark(lin.open(), "正文一"))
    for _time in range(2):
        sent = {**form.form(ASK), "words": QUESTION}
        lin.browser.post("/courses/desk/first/questions", sent)

    assert len(waiting(chen).all("#questions li")) == 1


def test_a_question_is_answered_once(lin, chen):
    ask(lin)
    page = waiting(chen)
    for _time in range(2):
        chen.browser.submit(page, "#questions form", words="等她停下来三秒。")
    chen.browser.submit(page, "#questions form", 409, words="改口了。")

    assert "等她停下来三秒。" in lin.open().find("#one .answer").get_text()


def test_an_answer_without_words_is_refused(lin, chen):
    ask(lin)
    chen.browser.submit(waiting(chen), "#questions form", 422, words="")

    assert not lin.open().all("#one .answer")


def test_another_mentor_neither_sees_nor_answers(lin, chen, reader_of):
    ask(lin)
    address = waiting(chen).find("#questions form")["action"]
    other = reader_of("other", "mentor")

    other.browser.post(address, {"words": "我来答", "key": "f" * 32}, 404)


def test_notes_and_questions_are_asked_for_in_one_statement(lin, chen, app):
    ask(lin)
    lin.open()
    with counted_queries(app) as asked:
        lin.open()

    assert sum(one.startswith("SELECT") for one in asked) <= MOST_QUERIES, asked
