"""Practising missed checks: what is asked when, what it changes, and what it never changes."""

import pytest
import sqlalchemy as sa

from lms.courses import queries
from lms.courses.models import CheckPractice
from lms.db import db
from tests.conftest import counted_queries
from tests.courses.conftest import LESSON
from tests.pages import Browser


def sleep(reader, days: int) -> None:
    """Let days go by; whoever comes back signs in anew."""
    reader.wait(days * 24 * 60 * 60)
    reader.browser = Browser(reader.app, reader.person)


@pytest.fixture
def missed(lin):
    """A reader who answered a check wrong at first, then right, the day before."""
    lin.answer("q-single", "说清楚", page=lin.answer("q-single", "说含糊"))
    sleep(lin, 1)
    return lin


def practise(reader, word: str, page=None, status: int = 200, **fields):
    """Choose the option with this word, and submit."""
    page = page or reader.open("/practice")
    options = page.all("main form label.option")
    chosen = [one.input["value"] for one in options if word in one.get_text()]
    return reader.browser.submit(page, "main form.form", status, choice=chosen, **fields)


def kept(reader) -> list[tuple[int, bool]]:
    with reader.app.app_context():
        wanted = sa.select(CheckPractice.turn, CheckPractice.is_right).order_by(CheckPractice.id)
        return [tuple(row) for row in db.session.execute(wanted)]


def is_asked(reader) -> bool:
    return bool(reader.open("/practice").all("main form.form"))


def said(page) -> str:
    return page.find("main").get_text()


def test_who_missed_nothing_finds_a_kind_empty_page(lin):
    lin.answer("q-single", "说清楚")
    sleep(lin, 1)

    assert "没有要再练的题" in said(lin.open("/practice"))
    assert not is_asked(lin)


def test_a_missed_check_waits_until_the_next_day(lin):
    lin.answer("q-single", "说含糊")
    today = said(lin.open("/practice"))
    sleep(lin, 1)

    assert "还有 1 题隔几天再问，最早的一题在2026年3月3日" in today
    assert is_asked(lin)


def test_right_twice_on_different_days_ends_it(missed):
    first = said(practise(missed, "说清楚"))
    at_once = is_asked(missed)
    sleep(missed, 3)
    second = said(practise(missed, "说清楚"))
    sleep(missed, 30)

    assert "2026年3月6日再问您一次" in first
    assert not at_once
    assert "不再问了" in second
    assert "没有要再练的题" in said(missed.open("/practice"))


def test_a_wrong_answer_leads_to_the_section_and_comes_again_the_next_day(missed):
    page = practise(missed, "说含糊")
    check = page.find(".check").get_text()

    assert "2026年3月4日再问您" in said(page)
    assert "客户会再问一遍。" in check
    assert "清楚。" not in check  # what was not chosen stays untold
    assert page.find(f"main a[href^='{LESSON}']")["href"] == f"{LESSON}#one"
    assert not is_asked(missed)


def test_the_answer_is_in_no_byte_before_it_is_given(missed):
    text = missed.open("/practice").response.get_data(as_text=True)

    assert not [words for words in ("清楚。", "客户会再问一遍。", '"clear"') if words in text]


def test_practice_completes_nothing_and_is_no_answer_in_the_lesson(missed):
    before = missed.tries(), missed.completed(), missed.seconds()
    practise(missed, "说清楚")
    firsts = missed.asks(lambda person: [one.is_right for one in queries.first_answers(person.id)])

    assert (missed.tries(), missed.completed(), missed.seconds()) == before
    assert firsts == [False]


def test_the_same_answer_twice_is_one_and_another_after_it_is_stale(missed):
    page = missed.open("/practice")
    for _press in range(2):
        practise(missed, "说清楚", page)
    practise(missed, "说含糊", page, 409, key="another")

    assert kept(missed) == [(1, True)]


def test_a_page_kept_for_days_cannot_answer_the_next_time(missed):
    mark = missed.open("/practice").find("main input[name=page]")["value"]
    practise(missed, "说含糊")
    sleep(missed, 1)
    missed.browser.post("/practice/answers", {"page": mark, "choice": "1"}, 409)

    assert kept(missed) == [(1, False)]


def test_nothing_chosen_is_said_at_the_question(missed):
    page = practise(missed, "没有这样的选项", status=422)

    assert "请选一项再提交" in page.find("main .field-error").get_text()


def test_another_ones_page_or_answer_opens_nothing(missed, reader_of):
    other, page = reader_of("other", "trainee"), missed.open("/practice")
    mark = page.find("main input[name=page]")["value"]
    practise(missed, "说清楚", page)
    with missed.app.app_context():
        result = db.session.scalars(sa.select(CheckPractice.public_id)).one()
    other.browser.post("/practice/answers", {"page": mark, "choice": "1"}, 409)
    other.open(f"/practice/answers/{result}", status=404)

    assert kept(missed) == [(1, True)]


def test_a_changed_check_is_asked_in_its_new_words_and_one_that_has_gone_no_more(missed, desk):
    desk.change("01-first", ("stem: 哪一句好？", "stem: 哪一句更好？"))
    changed = missed.open("/practice").find("main legend").get_text()
    desk.change("01-first", ("id: q-single", "id: q-other"))

    assert changed.strip() == "哪一句更好？"
    assert "没有要再练的题" in said(missed.open("/practice"))


def test_the_home_says_it_in_one_line_until_it_is_done(missed):
    line = missed.open("/").find("main a[href='/practice']").get_text()
    practise(missed, "说清楚")

    assert " ".join(line.split()) == "1 题该再练一次 · 约 1 分钟"
    assert missed.open("/").all("main a[href='/practice']") == []


def test_the_home_asks_as_often_for_many_missed_checks_as_for_none(lin, app):
    def asked() -> int:
        lin.open("/")
        with counted_queries(app) as home:
            lin.open("/")
        return len(home)

    before = asked()
    lin.answer("q-single", "说含糊")
    for lesson in (LESSON, "/courses/desk/second"):
        lin.order("q-order", "后道谢", "再询问", "先问候", page=lin.open(lesson))
    sleep(lin, 1)

    assert lin.open("/").find("main a[href='/practice']").get_text().strip().startswith("3")
    assert asked() <= before
