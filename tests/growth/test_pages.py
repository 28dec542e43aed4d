"""The page of the seven competencies: every number with the facts behind it, and who sees what."""

import secrets
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lms.courses.models import CheckAnswer
from lms.db import db, write
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.queries import Given, PracticeList
from lms.people.models import AccessLook, Department
from lms.scenarios import queries as scenarios
from lms.scenarios.models import Play
from tests.conftest import counted_queries
from tests.onboarding.kit import LESSON, at

MONDAY = date(2026, 3, 2)
FRAME = ("BEGIN", "PRAGMA")  # what stands around queries
CHECK = "why-they-leave"  # on service awareness


@pytest.fixture
def chen(kit):
    return kit.mentor()


@pytest.fixture
def lin(kit, chen):
    return kit.trainee(mentor=chen)


@pytest.fixture
def known(kit, lin):
    """A trainee with facts of every kind; the last day on which something happened is Thursday."""
    for day, verdict in enumerate(["met", "not-yet", "met"]):
        kit.observe(lin, MONDAY + timedelta(days=day), "voice", verdict)
    kit.play(lin, MONDAY, score=80)
    kit.play(lin, MONDAY + timedelta(days=3), "assessment", score=90)
    answer(kit, lin, right=False)
    answer(kit, lin, right=True)
    kit.go(MONDAY + timedelta(days=3), hour=18)
    return lin


def answer(kit, person, *, right: bool) -> None:
    """Somebody answers the check; only whether rightly matters here."""
    lesson = kit._document("lesson", LESSON)
    kit._add(
        CheckAnswer(
            person_id=person.id,
            document_id=lesson.id,
            revision_id=lesson.published_revision_id,
            question=CHECK,
            answer=["price"],
            is_right=right,
            seconds=30,
            at=at(MONDAY),
            key=secrets.token_hex(8),
        )
    )


def words(element) -> str:
    """The words of an element, without line breaks."""
    return " ".join(element.get_text(" ").split())


def test_every_number_opens_its_formula_its_inputs_its_date_and_its_rule(known, browser_of):
    browser = browser_of(known)
    page = browser.open("/growth")
    row = page.find("#standings #voice")
    voice = browser.open(row.find("a")["href"])
    rows = [words(row) for row in voice.all("#inputs tbody tr")]

    assert row.find(class_="standing-value").get_text() == "72"
    assert "1791.40 ÷ 24.73 = 72" in words(voice.find("#number"))
    assert "师父看到 67：算得上的 3 条观察的平均" in words(voice.find("#number"))
    assert "按2026年3月5日计算，规则第 1.1 版" in words(voice.find("#number"))
    assert [row for row in rows if row.startswith("陈立观察：还没达到")]
    assert [row for row in rows if "考核“包裹丢了”" in row and "90" in row]
    assert rows[-1] == "合计 — — 24.73 1791.40"


def test_a_number_tells_what_would_raise_it_most(known, browser_of):
    gains = browser_of(known).open("/growth/competencies/voice").all("#gains tbody tr")

    assert words(gains[0]) == "请师父观察一次“声音素质” 师父观察 15 分钟 72 → 78（+6）"
    assert gains[0].find("a")["href"] == "/mentoring/requests/new?competency=voice"


def test_role_plays_stand_beside_real_work_with_what_to_play(known, browser_of):
    browser = browser_of(known)
    for address in ("/growth", "/growth/competencies/voice"):
        told = browser.open(address).find("#worlds")

        assert "情景里 85 – 真实 67" in words(told)
        assert "“声音素质”在真实接待里低 18 分" in words(told)
        assert browser.open(told.find("a")["href"]).address.startswith("/scenarios/")


def test_facts_lead_to_where_they_happened(kit, known, browser_of):
    browser = browser_of(known)
    pages = [
        browser.open(f"/growth/competencies/{name}") for name in ("voice", "service-awareness")
    ]
    links = {link["href"].partition("#")[0] for page in pages for link in page.all("#inputs a")}

    assert {"/mentoring", f"/courses/{LESSON}"} < links
    assert [link for link in links if link.startswith("/plays/")]
    for link in links:
        browser.open(link)


def test_only_the_first_answer_to_a_check_counts(known, browser_of):
    browser = browser_of(known)
    awareness = browser.open("/growth/competencies/service-awareness")

    assert "1 题第一次答对 0 题" in words(awareness.find("#inputs"))
    assert "还差 2 条" in words(browser.open("/growth").find("#service-awareness"))


def test_what_has_no_value_says_how_much_is_missing(lin, browser_of):
    page = browser_of(lin).open("/growth")

    assert words(page.find("#standings")).count("还没有级别") == 7
    assert page.all(".radar .dot") == []
    assert "还没有事实" in page.text
    assert "要 3 条事实才打分，现在算得上的有 0 条" in (
        browser_of(lin).open("/growth/competencies/voice").text
    )


def test_the_rule_stands_on_the_page_as_it_is_published(lin, browser_of):
    rows = [words(row) for row in browser_of(lin).open("/growth").all("#rule tbody tr")]

    assert "师父观察 6 180 天 5 0–100" in rows
    assert "证书 3 730 天 1 80" in rows
    assert "3 级 · 吃紧 75 2 条达到这个分值的师父观察" in rows


def test_the_picture_says_the_same_as_its_table(known, browser_of):
    page = browser_of(known).open("/growth")
    drawn = [value.get_text() for value in page.all(".radar .value")]
    cells = [row.select("td")[1] for row in page.all("#standings tbody tr")]
    values = [cell.find(class_="standing-value").get_text() for cell in cells]
    told = [
        cell.find(class_="remark").get_text() if value == "—" else value
        for cell, value in zip(cells, values, strict=True)
    ]

    assert len(drawn) == 7
    assert drawn == told
    assert len(page.all(".radar .other")) == 1  # what the mentor saw of the voice
    assert page.find(".radar")["aria-hidden"] == "true"


def test_a_gate_that_was_passed_is_evidence(kit, chen, lin, browser_of):
    kit.start(lin)
    kit.prove_first_gate(chen, lin, MONDAY)
    kit.sign(chen, lin, "gate-1", MONDAY)
    kit.go(MONDAY)
    inputs = words(browser_of(lin).open("/growth/competencies/etiquette").find("#inputs"))

    assert "陈立签过“" in inputs
    assert "过关签字" in inputs


def test_the_next_post_says_what_is_missing_and_what_to_do(known, browser_of):
    browser = browser_of(known)
    page = browser.open("/growth")
    items = page.all(".next-items > li")

    assert "下一站：初级代表" in words(page.find("#next"))
    assert "还有 6 项没到要求的级别" in words(page.find("#next"))
    assert len(items) == 3
    assert all("约" in words(item) and item.select(".gains li") for item in items)
    for item in items:
        browser.open(item.find("a")["href"])


def test_role_plays_are_proposed_as_the_plan_gives_and_then_as_courses_practise_them(kit):
    with kit.app.app_context():
        (first, second, third, given, *others) = library.all_published("scenario")
        practised = [third, first, given, second]
        courses = PracticeList(first, Wording("课"), 1, is_open=True, items=practised)
        reach = scenarios.Reach(True, {given.document_id: Given(None, "计划")}, [courses])
        offered = [one.document.name for one in scenarios.scenario_offers(reach)]

    assert offered == [one.name for one in (given, third, first, second, *others)]


def test_any_other_post_can_be_compared_with(known, browser_of):
    page = browser_of(known).open("/growth?post=trainer")

    assert page.find("#post option[selected]")["value"] == "trainer"
    assert "下一站：培训师" in words(page.find("#next"))
    assert "下一站：初级代表" in words(browser_of(known).open("/growth?post=nobody").find("#next"))


def test_however_often_somebody_plays_the_newest_of_each_sort_counts(kit, known, browser_of):
    for score in range(5):
        kit.play(known, MONDAY + timedelta(days=3), score=score, hour=11 + score)
    kit.play(known, MONDAY, "rehearsal", score=100, hour=11)
    kit.play(known, MONDAY, "assessment", score=100, hour=12)
    inputs = words(browser_of(known).open("/growth/competencies/voice").find("#inputs"))

    assert "考核“包裹丢了” 情景考核 2026年3月5日 90" in inputs
    assert "练习“包裹丢了” 情景练习 2026年3月5日 4" in inputs
    assert "另有 7 条不算：7 条有更近的同一项" in inputs


def test_a_play_laid_aside_does_not_count(kit, lin, browser_of):
    kit.play(lin, MONDAY, score=80)
    with kit.app.app_context():
        write(lambda: db.session.execute(sa.update(Play).values(ended_by="left")))
    kit.go(MONDAY)

    assert "还没有事实" in browser_of(lin).open("/growth").find("main").get_text()


def test_a_preview_does_not_count(kit, lin, browser_of):
    kit.play(lin, MONDAY, score=80)
    with kit.app.app_context():
        write(lambda: db.session.execute(sa.update(Play).values(is_preview=True)))
    kit.go(MONDAY)

    assert "还没有事实" in browser_of(lin).open("/growth").find("main").get_text()


def test_the_mentor_reads_and_opens_the_facts_hr_reads_results_and_the_lead_only_numbers(
    kit, chen, known, browser_of
):
    address = f"/people/{known.public_id}/growth"
    hr, lead = kit.company.person("hr", "hr"), kit.company.person("lead", "trainer")
    with kit.app.app_context():
        write(lambda: db.session.execute(sa.update(Department).values(lead_id=lead.id)))
    seen = {
        who.login: browser_of(who).open(f"{address}/competencies/voice").find("#inputs")
        for who in (chen, hr, lead)
    }
    links = {who: {a["href"] for a in found.select("a")} for who, found in seen.items()}

    assert browser_of(chen).open(address).heading == f"{known.name}的七项素养"
    assert any(link.startswith("/plays/") for link in links["chen"])
    assert any(link.startswith("/mentoring/") for link in links["chen"])
    assert "陈立观察：还没达到" in words(seen["hr"])
    assert "考核“包裹丢了”" in words(seen["hr"])
    assert links["hr"] == links["lead"] == set()
    assert "包裹丢了" not in words(seen["lead"])
    assert "情景考核" in words(seen["lead"])
    assert len({words(found).count("2026年3月") for found in seen.values()}) == 1
    for link in links["chen"]:
        browser_of(chen).open(link)


def test_the_mentor_is_led_to_write_the_observation_that_would_help(kit, chen, known, browser_of):
    browser = browser_of(chen)
    page = browser.open(f"/people/{known.public_id}/growth/competencies/voice")
    link = page.find("#gains a")["href"]

    assert link.endswith("?competency=voice#observe")
    browser.open(link)


@pytest.mark.parametrize("below", ["", "/competencies/voice"])
def test_another_trainee_finds_nothing(kit, known, browser_of, below):
    other = browser_of(kit.company.person("other", "trainee"))

    assert other.open(f"/people/{known.public_id}/growth{below}", status=404)


def test_what_is_no_competency_is_not_found(known, browser_of):
    assert browser_of(known).open("/growth/competencies/humour", status=404)


def test_a_look_at_somebodys_competencies_is_told_to_them(kit, chen, known, browser_of):
    browser_of(chen).open(f"/people/{known.public_id}/growth")
    browser_of(chen).open(f"/people/{known.public_id}/growth/competencies/voice")

    with kit.app.app_context():
        looks = db.session.scalars(sa.select(AccessLook)).all()
        assert {(look.person_id, look.what) for look in looks} == {(known.id, "growth.view")}
        assert len(looks) == 2


@pytest.mark.parametrize(("role", "place"), [("mentor", "/mentoring"), ("hr", "/plans")])
def test_who_is_no_trainee_goes_to_those_whom_they_look_after(kit, browser_of, role, place):
    kit.go(MONDAY)

    browser = browser_of(kit.company.person("asker", role))

    assert browser.open("/growth").address == place
    assert browser.open("/growth/competencies/voice", status=404)


def test_without_a_rule_the_pages_say_what_is_missing(app, company, browser_of):
    browser = browser_of(company.person("lin", "trainee"))

    for address in ("/growth", "/growth/competencies/voice"):
        assert "还没有素养清单" in browser.open(address).text


def test_the_home_shows_the_radar_once_there_is_something_to_draw(kit, lin, browser_of):
    kit.go(MONDAY)
    block = browser_of(lin).open("/").find("#competencies")

    assert not block.select(".radar")
    assert "还不够打分" in block.get_text()

    for _ in range(3):
        kit.observe(lin, MONDAY, "voice")
    block = browser_of(lin).open("/").find("#competencies")

    assert len(block.select(".radar .dot")) == 1
    assert block.find("a")["href"] == "/growth"
    assert "不到 3 条事实先不打分" in block.get_text()


@pytest.mark.parametrize("below", ["", "/competencies/voice"])
def test_many_facts_cost_as_many_queries_as_few(kit, chen, known, browser_of, below):
    counts = {"own": [], "mentor": []}
    for _ in range(2):
        for who, person, address in (
            ("own", known, f"/growth{below}"),
            ("mentor", chen, f"/people/{known.public_id}/growth{below}"),
        ):
            browser = browser_of(person)
            browser.open(address)
            with counted_queries(kit.app) as statements:
                browser.open(address)
            asked = [one for one in statements if not one.startswith(FRAME)]
            counts[who].append(len(asked))
        for _more in range(10):
            kit.observe(known, MONDAY)
            kit.play(known, MONDAY)

    assert counts["own"][0] == counts["own"][1] <= 25
    assert counts["mentor"][0] == counts["mentor"][1] <= 25
