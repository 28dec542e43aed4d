"""Remarks on lines: beside the editor, on the review, moving with what is written."""

import sqlalchemy as sa

from lms.db import db
from lms.studio.models import Remark
from tests.conftest import counted_queries
from tests.studio.conftest import LESSON
from tests.studio.test_reviews import ask, li

__all__ = ["li"]
REMARK = "/studio/remarks/lesson/desk/first"
FORM = f"form[action='{REMARK}']"


def line_of(author, words):
    lines = author.words().split("\n")
    return next(number for number, text in enumerate(lines, 1) if words in text)


def remark(author, line, words, status=200):
    return author.browser.submit(author.open(), FORM, status, line=str(line), words=words)


def count(author):
    with author.browser.app.app_context():
        return db.session.scalar(sa.select(sa.func.count(Remark.id)))


def test_a_remark_moves_with_its_line(wang, sun):
    wang.change("正文一", "改过的一")
    line = line_of(wang, "改过的一")
    shown = remark(sun, line, "太生硬")

    assert f"第 {line} 行" in shown.find(".remarks").get_text()
    assert shown.find(".remarks q").get_text().startswith("改过的一")
    wang.change("引子。", "引子。\n\n多一段。")
    assert f"第 {line + 2} 行" in wang.open().find(".remarks").get_text()
    assert "写了一条意见" in wang.open("/messages").text


def test_a_line_that_was_changed_is_told_with_its_old_words(wang):
    wang.change("正文一", "改过的一")
    remark(wang, line_of(wang, "改过的一"), "太生硬")
    wang.change("改过的一", "又改的一")
    shown = wang.open().find(".remarks").get_text()

    assert "写的那一行已经改了" in shown
    assert "改过的一" in shown


def test_a_remark_is_answered_and_settled(wang, sun):
    wang.change("正文一", "改过的一")
    shown = remark(sun, line_of(sun, "改过的一"), "太生硬")
    answered = wang.browser.submit(
        wang.open(), "form[action^='/studio/remark-answers/']", words="哪里？"
    )

    assert "哪里？" in answered.find(".remarks").get_text()
    assert "回复了您" in sun.open("/messages").text
    assert "还有 1 条逐行的意见" in wang.open("/studio/publications/lesson/desk/first").text
    wang.browser.submit(wang.open(), "form[action^='/studio/remark-settlements/']")
    settled = wang.open()
    assert "了结的意见，1 条" in settled.text
    assert not settled.all("form[action^='/studio/remark-answers/']")
    way = shown.find("form[action^='/studio/remark-answers/']")["action"]
    sun.browser.post(way, {"words": "再说", "key": "b" * 32}, 409)


def test_a_reviewer_remarks_on_what_is_under_review(wang, li):
    wang.change("正文一", "改过的一")
    line = line_of(wang, "改过的一")
    ask(wang, li)
    wang.change("引子。", "引子。\n\n多一段。")
    page = li.page()
    li.browser.submit(page, FORM, line=str(line), words="太生硬")

    assert f"第 {line} 行" in li.page().find(".remarks").get_text()
    assert f"第 {line + 2} 行" in wang.open().find(".remarks").get_text()


def test_a_remark_needs_a_line_and_words(wang):
    wang.change("正文一", "改过的一")
    remark(wang, 9999, "太远", 422)
    remark(wang, line_of(wang, "改过的一"), "", 422)
    remark(wang, "x", "太生硬", 422)

    assert count(wang) == 0


def test_the_same_post_again_makes_one_remark(wang):
    wang.change("正文一", "改过的一")
    sent = {"file": "", "line": "9", "words": "太生硬", "key": "c" * 32}
    sent["file"] = wang.open().find(f"{FORM} [name=file]")["value"]
    sent["line"] = str(line_of(wang, "改过的一"))
    wang.browser.post(REMARK, sent)
    wang.browser.post(REMARK, sent)

    assert count(wang) == 1


def test_nobody_else_remarks(wang, lin, reader_of):
    wang.change("正文一", "改过的一")
    shown = remark(wang, line_of(wang, "改过的一"), "太生硬")
    ways = [REMARK] + [
        shown.find(f"form[action^='/studio/remark-{what}/']")["action"]
        for what in ("answers", "settlements")
    ]
    other = reader_of("mo", "trainer").browser
    for way in ways:
        other.post(way, {"words": "x", "line": "1"}, 404)
        lin.browser.post(way, {"words": "x", "line": "1"}, 404)
    assert count(wang) == 1
    other.open(LESSON, status=404)


def test_many_remarks_cost_as_many_queries_as_one(wang, sun):
    wang.change("正文一", "改过的一")
    line, counts = line_of(wang, "改过的一"), []
    for number in range(3):
        remark(sun, line, f"意见 {number}")
        with counted_queries(wang.browser.app) as statements:
            wang.open()
        counts.append(len(statements))

    assert counts[0] == counts[2]
