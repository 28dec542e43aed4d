"""A week is looked back upon, sent to the mentor once, and talked about in a session."""

from datetime import date

import pytest
import sqlalchemy as sa

from lms.errors import ProductError
from lms.mentoring.models import SessionReview
from lms.messages.models import Message
from lms.workday.domain import Brought, Rate, Shares, Tally, Week, may_be_sent
from lms.workday.models import WeekReview
from tests.mentoring.two import FORM, Two
from tests.onboarding.conftest import kit

__all__ = ["kit"]

MONDAY = date(2026, 3, 2)
BROUGHT = {"stuck": "三位客户在等退款", "change": "跟网点要钟点", "request": "跟财务打个招呼"}


@pytest.fixture
def two(kit, browser_of):
    """A mentor and an apprentice at work."""
    return Two(kit, browser_of)


def worked(two):
    """The apprentice has ticked one of two matters off and noted half an hour."""
    for words in ("第一件", "第二件"):
        two.lin.post("/workday/matters", {"words": words, "place": "now"})
    two.lin.post("/workday/start")
    tick = two.lin.open("/workday").find(".matter form[action$='/closing']")
    two.lin.post(tick["action"])
    two.lin.post("/workday/half-hours", {"share": "solving"})


def send(two, status=200, **changes):
    page = two.lin.open("/workday/week")
    return two.lin.submit(page, "#bring form", status, **{**BROUGHT, **changes})


def test_only_this_week_and_the_last_are_sent():
    wednesday = date(2026, 3, 11)

    assert may_be_sent(date(2026, 3, 9), wednesday)
    assert may_be_sent(MONDAY, wednesday)
    assert not may_be_sent(date(2026, 2, 23), wednesday)
    assert not may_be_sent(date(2026, 3, 10), wednesday)


@pytest.mark.parametrize("wrong", [{"stuck": ""}, {"change": "长" * 201}, {"request": ""}])
def test_three_short_sentences_are_brought(wrong):
    with pytest.raises(ProductError):
        Brought(**{**BROUGHT, **wrong})


def test_the_lowest_day_is_told_when_days_differ():
    rates = {MONDAY: Rate(8, 6), date(2026, 3, 5): Rate(8, 3)}
    week = Week(monday=MONDAY, rates=rates, tally=Tally(), planned=Shares(), noted=None)

    assert week.lowest == date(2026, 3, 5)
    assert week.rate.percent == 56


def test_the_figures_are_filled_in_and_nobody_sees_them_before_they_are_sent(two):
    worked(two)
    page = two.lin.open("/workday/week")

    assert "做完 1 / 写下 2" in page.find("#figures").get_text()
    assert "记下 100%" in page.find("#figures").get_text()
    assert "一周的回顾" not in two.chen.open(two.page).text


def test_what_is_sent_is_told_to_the_mentor_and_stays_as_it_was(two):
    worked(two)
    page = send(two)
    two.lin.post("/workday/matters", {"words": "后来的", "place": "now"})
    link = two.asks(sa.select(Message.link).where(Message.key.startswith("week-review-")))
    seen = two.chen.open(link)

    assert seen.address == page.address
    assert "三位客户在等退款" in seen.find("#brought").get_text()
    assert "做完 1 / 写下 2" in seen.find("#figures").get_text()
    assert "第一件" not in seen.text


def test_a_week_is_sent_once(two):
    send(two)
    two.lin.post("/workday/weeks", {"monday": MONDAY.isoformat(), **BROUGHT, "stuck": "另一句"})

    assert two.count(WeekReview) == 1
    assert two.asks(sa.select(WeekReview.stuck)) == "三位客户在等退款"
    assert "三位客户在等退款" in two.lin.open("/workday/week").text


def test_an_empty_sentence_comes_back(two):
    page = send(two, 422, request="")

    assert page.find("#stuck").get_text().strip() == "三位客户在等退款"
    assert two.count(WeekReview) == 0


def test_an_older_week_is_not_sent_any_more(two):
    page = two.lin.post("/workday/weeks", {"monday": "2026-02-16", **BROUGHT}, status=409)

    assert "这一周已经过去了" in page.text


def test_it_is_on_the_agenda_until_a_session_has_come_to_it(two):
    page = send(two)
    assert "三位客户在等退款" in two.chen.open(two.page).find("#sessions").get_text()
    form = two.chen.open(f"{two.page}/sessions/new")
    tick = form.find("#reviews input")
    held = two.chen.submit(form, FORM, shared="定下来找财务。", reviews=tick["value"])

    assert held.find(f"a[href='{page.address}']")
    assert two.asks(sa.select(sa.func.count(SessionReview.review_id))) == 1
    assert not two.chen.open(f"{two.page}/sessions/new").all("#reviews")


def test_anothers_review_is_no_topic(two):
    send(two)
    form = two.chen.open(f"{two.page}/sessions/new")

    two.chen.submit(form, FORM, 404, shared="定下来。", reviews="x2x2x2x2x2x2")


def test_hr_and_colleagues_do_not_find_it(two, browser_of):
    page = send(two)
    company = two.kit.company

    browser_of(company.person("zhou", "trainee")).open(page.address, 404)
    browser_of(company.person("hr", "hr")).open(page.address, 403)
