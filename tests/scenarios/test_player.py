"""The player's page: nothing written is lost, all pages show one truth, the clock is fair."""

import gzip
import json
from datetime import timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from lms.db import db
from lms.pages import STATIC_FOLDER
from lms.scenarios.models import Turn
from tests.scenarios.conftest import NOW, set_up

BRIEF = "/scenarios/every-kind"
TASK, WAIT = "form.player-task", "form.player-wait"
DRAFT = "周女士，对不起，我正在查您的锅，10 分钟内答您。"
MOST_PAGE, MOST_VISIT = 15_000, 100_000  # bytes, compressed


@pytest.fixture
def stage(app, tmp_path):
    return set_up(app, tmp_path, "every-kind")


@pytest.fixture
def begin(stage, lin, browser_of):
    """`begin("practice")`: a trainee's browser, and the page on which she has begun."""

    def started(mode):
        browser = browser_of(lin)
        return browser, browser.post(f"{BRIEF}/plays", {"mode": mode})

    return started


def send(browser, page, form=TASK, **fields):
    """Send a form as htmx does; the answer and what is in it."""
    address = page.find(form)["hx-post"]
    body = {**page.form(form), **fields}
    answer = browser.client.post(address, data=body, headers={"HX-Request": "true"})
    return answer, BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def kinds(app):
    with app.app_context():
        return list(db.session.scalars(sa.select(Turn.kind).order_by(Turn.number)))


def test_every_line_says_when_it_was_said(begin, at):
    at(NOW)
    browser, page = begin("practice")
    at(NOW + timedelta(minutes=2))
    page = browser.submit(page, TASK, reply=DRAFT)

    times = [time.get_text() for time in page.all("#talk time")]
    assert times == ["10:00", "10:02", "10:02"]


def test_without_a_script_a_card_leaves_what_is_half_written_alone(begin):
    browser, page = begin("practice")
    page = browser.submit(page, TASK, reply=DRAFT, card="order")

    assert page.find("#reply").get_text() == DRAFT
    assert page.find(".player-files").has_attr("open")
    assert "秘密尾号" in page.text
    assert "道歉和时间都有了" in browser.submit(page, TASK).text


def test_a_card_leaves_what_is_half_written_alone_and_goes_beside_the_talk(begin):
    browser, page = begin("practice")
    answer, got = send(browser, page, reply=DRAFT, card="order")

    assert got.select_one("#reply").get_text() == DRAFT
    assert "秘密尾号" in got.select_one("#files[hx-swap-oob]").get_text()
    assert json.loads(answer.headers["HX-Trigger-After-Settle"])["move-to"]["id"] == "file-order"


def test_a_page_that_still_asks_the_same_may_answer(app, begin):
    browser, page = begin("assessment")
    browser.submit(page, TASK, card="order")
    after = browser.submit(page, TASK, reply=DRAFT)

    assert after.find("#your-turn").get_text(strip=True) == "请填客户记录"
    assert kinds(app) == ["card", "reply"]


def test_what_was_typed_on_a_stale_page_is_kept_and_told(begin):
    browser, page = begin("practice")
    browser.submit(page, TASK, reply=DRAFT)
    stale = browser.submit(page, TASK, 409, reply="另一句", key="b" * 32)

    assert "对话已经往前走了" in stale.find(".problems").get_text()
    assert stale.find("[data-unsent]").get_text() == "另一句"
    assert stale.find("[name=name]")  # the record, which is asked for now


def test_she_writes_again_without_disturbing_a_reply(begin, at):
    at(NOW)
    browser, page = begin("practice")
    at(NOW + timedelta(seconds=61))
    answer, got = send(browser, page, WAIT, wait="1")

    assert answer.headers["HX-Reswap"] == "none"
    assert not got.select("#task, #reply")
    assert "在吗？" in got.select_one("[hx-swap-oob='beforeend:#talk']").get_text()
    assert got.select_one("#task-turn")["value"] == "2"
    assert got.select_one("#patience form")["data-wait-at"] == "120"


def test_in_practice_her_clock_stands_still_while_one_is_away(begin, at):
    at(NOW)
    browser, page = begin("practice")
    at(NOW + timedelta(minutes=20))
    later = browser.open(page.address)

    assert later.find("#turn-clock")["data-waited"] == "0"
    assert later.find("#turn-clock").has_attr("data-pauses")
    assert "道歉和时间都有了" in browser.submit(later, TASK, reply=DRAFT).text


def test_in_an_assessment_she_does_not_wait_for_whoever_has_no_script(app, begin, at):
    at(NOW)
    browser, page = begin("assessment")
    at(NOW + timedelta(seconds=70))
    browser.submit(page, TASK, reply=DRAFT)

    assert kinds(app) == ["wait", "reply"]


def test_in_an_assessment_a_reply_after_she_has_left_does_not_count(app, begin, at):
    at(NOW)
    browser, page = begin("assessment")
    at(NOW + timedelta(seconds=130))
    after = browser.submit(page, TASK, 409, reply=DRAFT)

    assert "没有等到这一句" in after.text
    assert kinds(app) == ["wait", "wait"]
    assert "她去了平台" in browser.open(page.address).text


def test_the_page_of_a_play_and_all_that_it_brings_are_light(begin):
    browser, page = begin("practice")
    for _turn in range(3):
        page = browser.submit(page, TASK, card="order", reply=DRAFT)
    page = browser.submit(page, TASK)
    linked = [tag["href"] for tag in page.all("link[rel=stylesheet]")]
    linked += [tag["src"] for tag in page.all("script[src]")]
    files = [
        STATIC_FOLDER / address.partition("?")[0].removeprefix("/static/") for address in linked
    ]
    files.append(STATIC_FOLDER / "img" / "icons.svg")
    whole = len(gzip.compress(page.response.get_data()))
    visit = whole + sum(len(gzip.compress(file.read_bytes())) for file in files)

    assert whole < MOST_PAGE
    assert visit < MOST_VISIT
