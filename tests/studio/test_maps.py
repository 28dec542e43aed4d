"""The map in the Studio: the steps of a text with what is wrong at them, and where people went."""

import pytest

from tests.conftest import counted_queries
from tests.pages import fields_of
from tests.scenarios.conftest import BEST, FAILED, set_up
from tests.statistics.conftest import House

MAP = "/studio/maps/cold-kettle"
TEXT = "/studio/drafts/scenario/cold-kettle"
OUTLINE = "/studio/outline/cold-kettle"
MOST_QUERIES = 25


@pytest.fixture
def house(app, tmp_path, company):
    return House(set_up(app, tmp_path), company)


@pytest.fixture
def wang(house, browser_of):
    return browser_of(house.author)


def written(browser, old, new):
    """The author changes words of the text."""
    page = browser.open(TEXT)
    fields = fields_of(page.find("#writing"))
    fields |= {one["name"]: one["value"] for one in page.all("[form=writing][value]")}
    browser.post(TEXT, {**fields, "text": page.find("#text").get_text().replace(old, new)})


def ways(page, step):
    """The answers of a step, and where each leads."""
    card = page.find(f".map-card[href$='/steps/{step}']")
    found = card.find_parent("li").select("[data-to]")
    return [" ".join(one.get_text(" ").split()) for one in found]


def test_every_step_leads_to_its_form_and_says_where_it_leads(wang):
    page = wang.open(MAP)

    assert [one["href"] for one in page.all("a.map-card")][:2] == [
        f"{OUTLINE}/steps/greet",
        f"{OUTLINE}/steps/find",
    ]
    assert "请报订单号。 → find" in ways(page, "greet")
    assert "从这里开始" in page.find("a.map-card").get_text()
    steps = {one["data-step"] for one in page.all("[data-step]")}
    assert {one["data-to"] for one in page.all("[data-to]")} <= steps


def test_endings_say_how_they_end(wang):
    cards = wang.open(MAP).all("[data-kind=ending]")

    assert {one["data-band"] for one in cards} == {"success", "acceptable", "failing"}
    assert all("结局" in one.get_text() for one in cards)
    assert any("圆满" in one.get_text() for one in cards)


def test_what_is_wrong_is_said_at_its_step(wang):
    written(wang, "next: find", "next: nowhere")
    page = wang.open(MAP)
    wrong = page.all(".map-card[data-wrong]")

    assert "处要改" in wrong[0].get_text()
    assert "nowhere" in wrong[-1].get_text()
    assert "没有这一步" in wrong[-1].get_text()
    assert "nowhere" in " ".join(ways(page, "greet"))
    assert page.find(".map-list .findings li")


def test_a_text_that_cannot_be_read_says_where(wang):
    written(wang, "steps:", "steps: [")
    page = wang.open(MAP)

    assert "读不成大纲" in page.find("[role=alert]").get_text()
    assert not page.all("[data-paths]")


def test_the_three_views_lead_to_each_other(wang):
    for address in (OUTLINE, TEXT, MAP):
        links = wang.open(address).all("nav.files a")
        assert [one["href"].partition("?")[0] for one in links] == [OUTLINE, TEXT, MAP]
        (here,) = [one["href"] for one in links if one.get("aria-current") == "page"]
        assert here == address


def test_shares_are_told_once_twenty_have_reached_a_step(wang, house):
    house.plays("number-first", *BEST[1:], times=15)
    house.plays(*FAILED, times=4)
    assert "%" not in wang.open(MAP).find(".map-list").get_text()
    house.plays(*FAILED, times=1)
    page = wang.open(MAP)

    assert "请报订单号。 75% → find" in ways(page, "greet")
    assert any("25%" in one for one in ways(page, "greet"))
    assert not [one for one in ways(page, "find") if "%" in one]  # fifteen got there
    assert "约 20" in page.find(".map-told").get_text()


def test_an_answer_that_was_not_published_has_no_share(wang, house):
    house.plays(*FAILED, times=20)
    written(wang, "- id: number-first", "- id: number-later")

    assert "请报订单号。 → find" in ways(wang.open(MAP), "greet")


def test_the_map_is_for_its_authors(house, company, browser_of):
    other = company.person("sun", "trainer")
    browser_of(other).open(MAP, status=404)
    browser_of(company.person("chen", "mentor")).open(MAP, status=404)


def test_a_map_asks_few_questions(app, wang):
    wang.open(MAP)
    with counted_queries(app) as counted:
        wang.open(MAP)

    assert len(counted) <= MOST_QUERIES
