"""What plays teach the author, in the browser: the map, the table, who is told what, files."""

import csv
import io

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from lms.db import db
from lms.people.models import AccessLook
from tests.conftest import counted_queries
from tests.scenarios.conftest import BEST, FAILED

PAGE = "/statistics/cold-kettle"
MOST_QUERIES = 25
WELL, BADLY = ("number-first", *BEST[1:]), ("sorry-first", "send-back", "soon")


@pytest.fixture
def played(house):
    """Thirty people: the good ones ask for the number first, three blame the customer."""
    house.plays(*WELL, times=15)
    house.plays(*BADLY, times=12)
    house.plays(*FAILED, times=3)
    return house


def rows(page):
    """The words of the table, row by row."""
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.all("#table tbody tr")
    ]


def test_the_author_is_told_what_to_change_first(played, browser_of):
    page = browser_of(played.author).open(PAGE)
    first, second, *_ = [one.get_text(" ") for one in page.all(".to-mend li")]

    assert "第 1 步 greet：请报订单号。" in first
    assert "老手也选错：总分高的人更爱选它" in first
    assert "何先生，让您喝不上热水，对不起，我陪您看一下。" in second
    assert "老手反而少选" in second or "老手不选它" in second


def test_the_table_says_how_many_went_where(played, browser_of):
    page = browser_of(played.author).open(PAGE)
    told = {(row[0], row[1]): row for row in rows(page)}
    step = told["第 1 步 greet", "壶是凉的，药怎么吃？"]
    asked = told["第 1 步 greet", "请报订单号。"]

    assert step[3:8] == ["约 30", "100%", "57%", "—", "20 秒"]
    assert asked[2:6] == ["第 2 步 find", "约 15", "50%", "33%"]
    assert asked[6].startswith("0.9")


def test_fewer_than_five_are_never_told(played, browser_of):
    page = browser_of(played.author).open(PAGE)
    blamed = next(row for row in rows(page) if row[1] == "您是不是没插好电？")

    assert blamed[3] == "少于 5"
    assert "3" not in {cell for row in rows(page) for cell in row}


def test_where_people_go_is_drawn_from_a_table_of_the_broad_ways(played, browser_of):
    page = browser_of(played.author).open(PAGE)
    told = [[cell.get_text() for cell in row.select("th, td")] for row in page.all("#streams tr")]

    assert ["第 1 步 greet", "第 2 步 find", "约 25"] in told
    assert not [row for row in told if "少于" in row[2]]
    assert page.find("#streams [data-chart=sankey]")


def test_names_of_players_are_nowhere(played, browser_of):
    people = played.plays(*BEST, times=1)
    page = browser_of(played.author).open(PAGE)

    assert people[0].public_id not in page.response.get_data(as_text=True)
    assert people[0].login not in page.text.split()


def test_the_map_leads_to_the_rows_of_the_table(played, browser_of):
    page = browser_of(played.author).open(PAGE)
    ways = [one["href"].removeprefix("#") for one in page.all(".step-map a.map-step")]

    assert len(ways) == 6
    assert {one["id"] for one in page.all("tr.whole-step")} == set(ways)
    assert page.find(".map-step[data-state=failed] .finding").get_text() == "老手也选错"


@pytest.mark.parametrize("role", ["mentor", "trainer", "hr"])
def test_who_is_no_author_learns_no_answer(played, company, browser_of, role):
    page = browser_of(company.person("other", role)).open(PAGE)
    html = page.response.get_data(as_text=True)
    scenario = played.stage.scenario

    assert "约 30" in page.text
    assert "您不是这个情景的作者" in page.text
    for step in scenario.steps:
        assert step.id not in html.replace("find", "") or step.id == "find"
        assert not [line for line in step.lines if str(line.text) in html]
        assert not [move for move in step.answers if str(move.text) in html]
    assert "老手" not in html


@pytest.mark.parametrize(("role", "status"), [("trainee", 403), ("admin", 403)])
def test_for_others_there_are_no_statistics(played, company, browser_of, role, status):
    browser = browser_of(company.person("other", role))

    for ending in ("", ".csv", ".xlsx"):
        browser.open(PAGE + ending, status=status)


def test_of_fewer_than_five_people_nothing_is_shown(house, browser_of):
    house.plays(*BEST, times=4)
    page = browser_of(house.author).open(PAGE)

    assert "不到 5 人，不显示" in page.text
    assert not page.all("table")


def test_before_anybody_has_played_the_page_says_so(house, browser_of):
    assert "还没有人演过" in browser_of(house.author).open(PAGE).text


def test_of_fewer_than_twenty_people_there_is_no_verdict(house, browser_of):
    house.plays(*BEST, times=7)
    page = browser_of(house.author).open(PAGE)

    assert "再等等" in page.find("#first").get_text()
    assert {row[4] for row in rows(page)} == {"—"}
    assert {row[3] for row in rows(page)} == {"约 5", "0"}


def test_revision_and_mode_are_chosen(played, browser_of):
    browser = browser_of(played.author)

    assert "还没有人演过" in browser.open(f"{PAGE}?mode=assessment").text
    assert browser.open(f"{PAGE}?revision=1&mode=nonsense").all(".step-map")
    browser.open(f"{PAGE}?revision=2", status=404)
    browser.open("/statistics/nothing", status=404)


def test_the_files_say_what_the_screen_says(played, browser_of, app):
    browser = browser_of(played.author)
    shown = rows(browser.open(PAGE))
    sheet = browser.client.get(f"{PAGE}.csv").get_data(as_text=True).removeprefix("\ufeff")
    head, *lines = csv.reader(io.StringIO(sheet))
    book = browser.client.get(f"{PAGE}.xlsx").get_data()
    grid = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()

    assert head == [str(cell) for cell in grid[0]]
    assert [[" ".join(cell.lstrip("'").split()) for cell in line] for line in lines] == shown
    assert [[" ".join(str(cell).split()) for cell in line] for line in grid[1:]] == shown
    with app.app_context():
        kept = db.session.scalars(sa.select(AccessLook).order_by(AccessLook.id)).all()
        assert [look.what for look in kept] == ["document.stats"] * 2
        assert kept[0].detail["filter"].endswith("file=csv")


def test_scenario_and_draft_lead_there(house, company, browser_of):
    author = browser_of(house.author)
    draft = author.open("/studio/drafts/scenario/cold-kettle")
    brief = author.open("/scenarios/cold-kettle")

    for page in (draft, brief):
        assert page.all(f'a[href="{PAGE}"]')
    lin = company.person("lin", "trainee")
    house.stage.assign(lin)
    assert not browser_of(lin).open("/scenarios/cold-kettle").all(f'a[href="{PAGE}"]')


def test_the_page_asks_a_constant_number_of_questions(played, browser_of, app):
    browser = browser_of(played.author)
    browser.open(PAGE)
    with counted_queries(app) as asked:
        browser.open(PAGE)

    assert len(asked) <= MOST_QUERIES
