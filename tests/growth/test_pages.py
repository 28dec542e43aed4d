"""The page of the seven competencies: every number with the facts behind it, and who sees what."""

import secrets
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lms.courses.models import CheckAnswer
from lms.db import db, write
from lms.people.models import AccessLook
from lms.scenarios.models import Play
from tests.conftest import counted_queries
from tests.onboarding.kit import LESSON, at

MONDAY = date(2026, 3, 2)
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


def test_a_value_is_shown_with_its_sum_and_its_facts(known, browser_of):
    voice = browser_of(known).open("/growth").find("#voice")
    words = " ".join(voice.get_text(" ").split())

    assert "(3 × 67 + 2 × 85) ÷ 5 = 74" in words
    assert "n = 5" in words
    assert "陈立观察：还没达到" in words
    assert "考核“包裹丢了”" in words


def test_facts_lead_to_where_they_happened(kit, known, browser_of):
    browser = browser_of(known)
    page = browser.open("/growth")
    links = {link["href"].partition("#")[0] for link in page.all("#facts li a")}

    assert {"/mentoring", f"/courses/{LESSON}"} < links
    assert [link for link in links if link.startswith("/plays/")]
    for link in links:
        browser.open(link)


def test_only_the_first_answer_to_a_check_counts(known, browser_of):
    awareness = browser_of(known).open("/growth").find("#service-awareness").get_text(" ")

    assert "第一次没答对" in awareness
    assert "第一次就答对" not in awareness
    assert "还差 2 条" in awareness


def test_what_has_no_value_says_how_much_is_missing(lin, browser_of):
    page = browser_of(lin).open("/growth")

    assert page.text.count("还不够打分") == 7
    assert page.all(".radar .dot") == []
    assert "还没有事实" in page.text


def test_the_rule_stands_on_the_page(lin, browser_of):
    assert (
        "师父观察算 3 份、情景演练算 2 份、课后小测算 1 份" in browser_of(lin).open("/growth").text
    )


def test_the_picture_says_the_same_as_its_table(known, browser_of):
    page = browser_of(known).open("/growth")
    drawn = [value.get_text() for value in page.all(".radar .value")]
    rows = [row.select("td") for row in page.all(".pictured tbody tr")]
    told = [(note if value.get_text() == "—" else value).get_text() for value, note in rows]

    assert len(drawn) == 7
    assert drawn == told
    assert page.find(".radar")["aria-hidden"] == "true"


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


def test_the_mentor_reads_the_facts_hr_only_the_sums(kit, chen, known, browser_of):
    address = f"/people/{known.public_id}/growth"
    hr = kit.company.person("hr", "hr")
    for_mentor, for_hr = (browser_of(who).open(address) for who in (chen, hr))

    assert for_mentor.heading == f"{known.name}的七项素养"
    assert for_mentor.all(".standing-facts")
    assert not for_hr.all(".standing-facts")
    assert for_hr.find("#voice .standing-value").get_text() == "74"
    assert not for_mentor.all("#facts li a")


def test_a_look_at_somebodys_competencies_is_told_to_them(kit, chen, known, browser_of):
    browser_of(chen).open(f"/people/{known.public_id}/growth")

    with kit.app.app_context():
        look = db.session.scalars(sa.select(AccessLook)).one()
        assert (look.person_id, look.what) == (known.id, "growth.view")


@pytest.mark.parametrize(("role", "place"), [("mentor", "/mentoring"), ("hr", "/plans")])
def test_who_is_no_trainee_goes_to_those_whom_they_look_after(kit, browser_of, role, place):
    kit.go(MONDAY)

    assert browser_of(kit.company.person("asker", role)).open("/growth").address == place


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


def test_many_facts_cost_as_many_queries_as_few(kit, known, browser_of):
    browser = browser_of(known)
    browser.open("/growth")
    counts = []
    for _ in range(2):
        with counted_queries(kit.app) as statements:
            browser.open("/growth")
        counts.append(len(statements))
        for _more in range(10):
            kit.observe(known, MONDAY)
            kit.play(known, MONDAY)

    assert counts[0] == counts[1] <= 10
