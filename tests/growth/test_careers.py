"""Posts and paths as pictures: everybody sees them, whoever is measured also where they stand."""

from datetime import date, timedelta

import pytest

from lms.framework.domain import COMPETENCIES, CareerPath, Careers, Post, Trade
from lms.growth.domain import place, standings
from lms.library.domain import Wording
from tests.conftest import counted_queries
from tests.growth.facts import TODAY, facts, rule

MONDAY = date(2026, 3, 2)
FRAME = ("BEGIN", "PRAGMA")  # what stands around queries
PAGE = "/growth/careers"


def post(name: str, **required: int) -> Post:
    asked = dict.fromkeys(COMPETENCIES, 1) | required
    return Post(name, Wording(name), Wording(""), asked, "", "")


CAREERS = Careers(
    (Trade("calls", Wording("calls")),),
    (CareerPath("up", Wording("up"), "calls", (("junior",), ("senior",), ("lead",))),),
    (post("junior", voice=2), post("senior", voice=3), post("lead", voice=4)),
)


def stands(voice: str):
    """Somebody with such facts on the voice, and enough on all the others for the first level."""
    others = [one for name in COMPETENCIES if name != "voice" for one in facts("p50 p50 p50", name)]
    return place(CAREERS, "junior", standings([*others, *facts(voice)], rule(), TODAY))


def test_who_has_not_reached_the_first_post_trains_for_it():
    found = stands("p50 p50 p50")

    assert (found.post.id, found.is_reached, found.aim.id) == ("junior", False, "junior")


def test_who_has_reached_a_post_stands_there_and_sees_the_next():
    found = stands("o70 o70 o70")

    assert (found.post.id, found.is_reached, found.aim.id) == ("junior", True, "senior")


def test_at_the_end_of_a_path_its_last_post_stays():
    found = stands("o100 o100 o100")

    assert (found.post.id, found.ahead, found.aim.id) == ("lead", None, "lead")


def test_without_a_post_to_set_out_from_nobody_stands_anywhere():
    assert place(CAREERS, "captain", ()) is None


@pytest.fixture
def lin(kit):
    return kit.trainee(mentor=kit.mentor())


@pytest.fixture
def known(kit, lin):
    """A trainee whose voice was seen three times, and who is at the second level of it."""
    for day in range(3):
        kit.observe(lin, MONDAY + timedelta(days=day), "voice")
    kit.go(MONDAY + timedelta(days=3), hour=18)
    return lin


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def test_each_path_is_drawn_in_its_way_with_its_posts_in_order(kit, browser_of):
    page = browser_of(kit.company.person("wang", "trainer")).open(PAGE)
    steps = page.all("[aria-labelledby=way-management] .pyramid > li")

    assert [words(step) for step in steps] == ["初级代表", "资深代表", "主管", "团队经理"]
    assert page.all("[aria-labelledby=way-professional] .bridge")
    assert page.all("[aria-labelledby=way-transfer] .transfer")
    assert "理赔员 或 投诉专员" in words(page.find("[aria-labelledby=way-express-bridge]"))
    assert page.find("#call-centre-supervisor h3").get_text() == "主管"
    assert len(page.all("#call-centre-supervisor .required li")) == len(COMPETENCIES)


def test_every_plaque_leads_to_its_post(kit, browser_of):
    page = browser_of(kit.company.person("wang", "trainer")).open(PAGE)
    targets = {link["href"].removeprefix("#") for link in page.all(".plaque")}

    assert targets == {article["id"] for article in page.all("article.post")}


def test_who_is_measured_sees_where_they_stand_and_what_to_do_next(known, browser_of):
    browser = browser_of(known)
    page = browser.open(PAGE)
    here = page.find("#here")
    plaque = page.find("[aria-labelledby=way-management] .plaque.here")

    assert "在练：初级代表" in words(here)
    assert "离“初级代表”还差 6 项" in words(here)
    assert "声音素质" not in words(here).partition("下一步")[0]
    assert words(plaque) == "初级代表 1/7 项到了 你在这里"
    assert len(plaque.select(".pips .met")) == 1
    assert (
        words(page.find("#call-centre-junior-representative .required .met")) == "声音素质 2 到了"
    )
    assert "服务礼仪 2 现在 —" in words(page.find("#call-centre-junior-representative .required"))
    assert len(here.select(".next-action")) == 1
    browser.open(here.find(class_="btn-primary")["href"])


def test_the_national_standard_is_told_grade_by_grade(known, browser_of):
    rows = [words(row) for row in browser_of(known).open(PAGE).all("#standard tbody tr")]

    assert [row.partition(" ")[0] for row in rows] == ["五级", "四级", "三级"]
    assert "1/7 项到了" in rows[0]
    assert "阳光心态还没有级别，要 2 级" in rows[0]
    assert not [row for row in rows if "声音素质" in row]


@pytest.mark.parametrize("who", ["new trainee", "mentor", "hr", "admin"])
def test_who_is_not_measured_sees_the_picture_alone(kit, lin, browser_of, who):
    kit.go(MONDAY)
    person = lin if who == "new trainee" else kit.company.person("asker", who)
    page = browser_of(person).open(PAGE)

    assert page.all(".pyramid .plaque")
    assert not page.all("#here, .here, .pips, .met")
    assert "项到了" not in page.text
    assert "阳光心态 2" in words(page.find("#standard tbody tr"))


def test_many_facts_cost_as_many_queries_as_few(kit, known, browser_of):
    counts = []
    for _ in range(2):
        browser = browser_of(known)
        browser.open(PAGE)
        with counted_queries(kit.app) as statements:
            browser.open(PAGE)
        counts.append(len([one for one in statements if not one.startswith(FRAME)]))
        for _more in range(10):
            kit.observe(known, MONDAY)
            kit.play(known, MONDAY)

    assert counts[0] == counts[1] <= 25


def test_without_texts_the_page_says_so(app, company, browser_of):
    browser = browser_of(company.person("wang", "trainer"))

    assert "还没有写岗位与发展路径" in browser.open(PAGE).text
