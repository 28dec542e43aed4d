"""A reader marks a lesson: with and without a selection, when texts change, and takes it back."""

import pytest

from tests.conftest import counted_queries
from tests.courses.conftest import LESSON

MOST_QUERIES = 6  # of a lesson's page


def way_to_mark(page, words: str) -> str:
    """The address behind the pencil of the paragraph that says this."""
    links = page.all("article .to-mark")
    return next(one["href"] for one in links if words in one.parent.get_text())


def keep(reader, paragraph: str, words: str = "", *, quote: str = "", page=None, status: int = 200):
    """Open the form at a paragraph, with words that were selected or not, and send it."""
    address = way_to_mark(page or reader.open(), paragraph)
    form = reader.open(f"{address}&quote={quote}" if quote else address)
    return reader.browser.submit(form, "main form.form", status, words=words)


def test_a_sentence_is_highlighted_with_a_note_at_its_paragraph(lin):
    page = keep(lin, "正文一", "开口先说这句", quote="重点")

    assert page.find("#one mark.own").get_text() == "重点"
    assert "开口先说这句" in page.find("#one .own-marks").get_text()


def test_without_a_selection_the_reader_picks_a_sentence(lin):
    form = lin.open(way_to_mark(lin.open(), "在吗"))
    offered = [one["value"] for one in form.all("input[type=radio]")]
    page = lin.browser.submit(form, "main form.form", quote=offered[-1])

    assert offered[0] == ""
    assert "".join(one.get_text() for one in page.all(".dialogue mark")) == "点评先应一声。"


def test_a_note_is_seen_by_nobody_else(lin, reader_of):
    keep(lin, "正文一", "只给自己看")
    mentor = reader_of("mentor", "mentor")

    assert "只给自己看" not in mentor.open().text
    assert "还没有笔记" in mentor.open("/notes").text


def test_a_note_follows_its_words_and_is_kept_when_they_are_gone(lin, desk):
    keep(lin, "正文一", "记一下", quote="重点")
    desk.change("01-first", ("正文一，", "改写过的"))
    moved = lin.open()
    desk.change("01-first", ("**重点**", "别的"))
    gone = lin.open()

    assert "改写过的" in moved.find("#one mark.own").find_parent("p").get_text()
    assert "重点" in gone.find("#changed-marks blockquote").get_text()
    assert "记一下" in gone.find("#changed-marks").get_text()


def test_reading_in_another_language_shows_it_apart(lin):
    keep(lin, "正文一", "记一下")
    page = lin.open(headers={"Accept-Language": "en"})

    assert "记一下" in page.find("#elsewhere-marks").get_text()
    assert not page.all("#changed-marks")


def test_all_notes_stand_on_one_page_with_a_way_to_each(lin):
    keep(lin, "正文一", "头一条")
    keep(lin, "正文三", "第二条")
    page = lin.open("/notes")

    assert [one.get_text() for one in page.all(".own-words span")] == ["第二条", "头一条"]
    place = page.find(".own-list a")["href"].partition("#")[2]
    assert lin.open().find(f"#{place}")


def test_what_is_taken_back_is_gone(lin):
    page = keep(lin, "正文一", "不要了")
    page = lin.browser.submit(page, ".own-mark form")

    assert "不要了" not in page.text
    assert "还没有笔记" in lin.open("/notes").text


def test_the_same_post_twice_keeps_one_note(lin):
    form = lin.open(way_to_mark(lin.open(), "正文一"))
    for _time in range(2):
        lin.browser.submit(form, "main form.form", words="一次就够")

    assert len(lin.open("/notes").all(".own-mark")) == 1


@pytest.mark.parametrize("wrong", [{"chosen": "这里没有的话"}, {"words": "长" * 1001}])
def test_what_cannot_be_kept_comes_back_with_what_was_typed(lin, wrong):
    form = lin.open(way_to_mark(lin.open(), "正文一"))
    page = lin.browser.submit(form, "main form.form", 422, **{"words": "写好的话", **wrong})

    assert page.find(".problems")
    assert wrong.get("words", "写好的话") in page.find("textarea").get_text()


def test_a_paragraph_that_has_changed_meanwhile_is_told(lin, desk):
    form = lin.open(way_to_mark(lin.open(), "正文一"))
    desk.change("01-first", ("正文一，", "改写过的"))
    page = lin.browser.submit(form, "main form.form", 409, words="还在")

    assert "这一段刚刚改过" in page.text


def test_a_lesson_that_is_not_open_has_no_forms(lin, desk):
    address = way_to_mark(lin.open(), "正文一")
    desk.change("course.yaml", ("open: true", "open: false"))

    lin.open(address, status=404)


def test_those_who_only_read_have_no_pencils(reader_of):
    admin = reader_of("root", "admin")

    assert not admin.open().all(".to-mark")
    admin.open(f"{LESSON}/notes/new", status=403)
    admin.browser.post(f"{LESSON}/notes", {}, 403)


def test_a_lesson_asks_few_questions_however_much_is_marked(lin, app):
    lin.open()
    keep(lin, "正文一", "头一条")
    keep(lin, "正文三", "第二条")
    lin.open()
    with counted_queries(app) as asked:
        lin.open()

    assert sum(one.startswith("SELECT") for one in asked) <= MOST_QUERIES, asked
