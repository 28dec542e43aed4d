"""What htmx gets after a turn: what was said since, the next answers, and nothing to come."""

import json

import pytest
from bs4 import BeautifulSoup

from lms.people.models import Person
from tests.scenarios.conftest import BEST, FAILED


def say(actor, page, choice_id, **changes):
    """Take a turn as htmx does."""
    wanted = actor.stage.words(choice_id)
    (button,) = [b for b in page.all("button.reply") if wanted in b.get_text()]
    fields = {**page.form("form.player-task"), "choice": button["value"], **changes}
    address = page.find("form.player-task")["hx-post"]
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{page.address}"}
    return actor.browser.client.post(address, data=fields, headers=headers)


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


@pytest.fixture
def actor(actor_of, lin: Person):
    return actor_of(lin)


def test_a_turn_adds_what_was_said_to_the_talk(actor):
    answer = say(actor, actor.begin(), BEST[0])
    added = soup(answer).select_one("[hx-swap-oob='beforeend:#talk']")

    assert answer.status_code == 200
    assert actor.stage.words(BEST[0]) in added.select_one(".agent").get_text()
    assert added.select(".coach")
    assert added.select(".customer")
    assert soup(answer).select_one("[name=turn]")["value"] == "2"
    assert soup(answer).select_one("#meters")["hx-swap-oob"] == "true"


def test_the_focus_goes_to_the_answers_and_the_talk_is_left_to_the_log(actor):
    page = actor.begin()
    move = json.loads(say(actor, page, BEST[0]).headers["HX-Trigger-After-Settle"])["move-to"]

    assert move == {"id": "your-turn", "show": "turn-1", "say": ""}
    assert page.find("#talk")["role"] == "log"


def test_in_an_assessment_a_turn_brings_no_remark(actor):
    answer = say(actor, actor.begin("assessment"), BEST[0])

    assert not soup(answer).select(".coach, .movement, .meters")


def test_the_last_turn_leads_to_the_debrief(actor):
    answer = say(actor, page := actor.begin(), FAILED[0])

    assert json.loads(answer.headers["HX-Trigger"])["leave-for"]["address"] == page.address
    assert "复盘" in actor.browser.open(page.address).heading


def test_a_turn_taken_elsewhere_brings_the_talk_as_it_stands(actor):
    page = actor.begin()
    actor.say(page, BEST[0])
    answer = say(actor, page, BEST[0], key="another" + "0" * 9)
    talk = soup(answer).select_one("#talk")

    assert answer.status_code == 409
    assert "这一轮已经答过了" in soup(answer).select_one(".problems").get_text()
    assert (talk["hx-swap-oob"], len(talk.select(".customer"))) == ("true", 2)
    assert soup(answer).select_one("#task [name=turn]")["value"] == "2"


def test_a_page_that_comes_to_the_front_gets_what_it_has_missed(actor):
    page = actor.begin()
    headers = {"HX-Request": "true"}
    fresh = actor.browser.client.get(f"{page.address}?turn=1", headers=headers)
    actor.say(page, BEST[0])
    behind = actor.browser.client.get(f"{page.address}?turn=1", headers=headers)

    assert (fresh.status_code, fresh.get_data()) == (204, b"")
    assert actor.stage.words(BEST[0]) in soup(behind).select_one("#talk").get_text()
    assert json.loads(behind.headers["HX-Trigger-After-Settle"])["move-to"]["say"]


def test_a_page_of_a_play_that_ended_elsewhere_leads_to_the_debrief(actor):
    page = actor.begin()
    actor.say(page, FAILED[0])
    answer = actor.browser.client.get(f"{page.address}?turn=1", headers={"HX-Request": "true"})

    assert json.loads(answer.headers["HX-Trigger"])["leave-for"]["address"] == page.address


def test_the_same_turn_sent_twice_is_taken_once(actor):
    page = actor.begin()
    first, second = say(actor, page, BEST[0]), say(actor, page, BEST[0])

    assert (first.status_code, second.status_code) == (200, 200)
    assert soup(second).select_one("[name=turn]")["value"] == "2"
    assert len(soup(second).select("#talk .agent")) == 1  # the talk anew, nothing added to it


def test_a_turn_without_an_answer_comes_back_with_what_to_do(actor):
    answer = say(actor, actor.begin(), BEST[0], choice="")

    assert answer.status_code == 422
    assert "请选一句话回给客户。" in soup(answer).get_text()
    assert not soup(answer).select("[hx-swap-oob='beforeend:#talk']")
