"""The growth file: on its page, as a file to take away, in print; who sees which part."""

import re

import pytest
import sqlalchemy as sa

from lms import printing
from lms.db import db, write
from lms.growth import export, queries
from lms.people.models import AccessLook, Department, Person
from tests.conftest import counted_queries
from tests.mentoring.two import MONDAY, SAID, Two

FRAME = ("BEGIN", "PRAGMA")  # what stands around queries
PRIVATE = "他今天有点紧张，先别催。"
PAGE = "/growth/file"
PARTS = [
    "papers",
    "competencies",
    "evidence",
    "gates",
    "talks",
    "observations",
    "reports",
    "learning",
]


@pytest.fixture
def two(kit, browser_of):
    """A mentor and an apprentice who have talked, with a gate passed and observations."""
    two = Two(kit, browser_of)
    two.kit.prove_first_gate(two.mentor, two.apprentice, MONDAY)
    two.kit.sign(two.mentor, two.apprentice, "gate-1", MONDAY)
    talk = two.record(minutes="45", private=PRIVATE)
    two.lin.post(f"{talk.address}/answer", {"verdict": "confirmed", "words": ""})
    two.kit.go(MONDAY, hour=18)
    return two


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def of(two) -> str:
    return f"/people/{two.apprentice.public_id}{PAGE}"


def test_everything_that_was_proven_planned_said_and_seen_stands_in_it(two):
    page = two.lin.open(PAGE)

    assert page.heading == "学员lin的成长档案"
    assert [part["id"] for part in page.all("section.block")] == PARTS
    assert "2026年3月2日开始" in words(page.find("#gates"))
    assert "通过" in words(page.find("#gates tbody tr"))
    assert "两人确认过 1 次，共 1.0 学时（45 分钟算 1 学时）" in words(page.find("#talks"))
    assert SAID in words(page.find("#talks"))
    assert "达到" in words(page.find("#observations"))
    assert "还没有证书。" in words(page.find("#papers"))
    assert len(page.all("#competencies tbody tr")) == 7
    assert page.all("#evidence tbody tr")


def test_the_numbers_lead_to_how_they_were_made(two):
    for browser, address in ((two.lin, PAGE), (two.chen, of(two))):
        page = browser.open(address)
        browser.open(page.find("#competencies tbody a")["href"])


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_private_notes_never_leave(two, ending):
    file = two.chen.client.get(f"{of(two)}.{ending}")

    assert file.status_code == 200
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert PRIVATE.encode() not in file.data
    assert PRIVATE not in two.chen.open(of(two)).text


def test_the_file_to_take_away_asks_nothing_of_any_server(two):
    text = two.lin.client.get(f"{PAGE}.html").get_data(as_text=True)

    assert not re.findall(r"""(?:src|href)="(?!data:)""", text)
    assert "<script" not in text
    assert SAID in text
    assert "default-src 'none'" in text


def test_the_file_says_what_the_page_says(two):
    page = two.lin.open(PAGE)
    text = two.lin.client.get(f"{PAGE}.html").get_data(as_text=True)
    cells = {words(cell) for cell in page.all("tbody th, tbody td")}

    assert [cell for cell in cells if cell.replace("&", "&amp;") not in text] == []


def test_the_print_is_made_and_the_same_facts_make_the_same_bytes(two):
    first, second = (two.lin.client.get(f"{PAGE}.pdf").data for _ in range(2))

    assert first.startswith(b"%PDF")
    assert first == second


def test_what_the_font_lacks_is_stood_for_and_told(two):
    two.kit.observe(two.apprentice, MONDAY, "voice")
    with two.kit.app.test_request_context():
        person = db.session.get_one(Person, two.apprentice.id)
        person.name = "林\U0002a6a5"
        facts = export.printed(queries.growth_file(person, person, MONDAY))
        db.session.rollback()

    assert facts["title"] == "林〓的成长档案"
    assert facts["missing"].startswith("〓 代替了印刷字体里没有的 1 个字")
    assert printing.lacking(facts["title"]) == ""


def test_hr_sees_hours_but_no_word_of_the_talks(two, browser_of):
    hr = browser_of(two.kit.company.person("hr", "hr"))
    page = hr.open(of(two))

    assert [part["id"] for part in page.all("section.block")] == PARTS
    assert "共 1.0 学时" in words(page.find("#talks"))
    for text in (page.text, hr.client.get(f"{of(two)}.html").get_data(as_text=True)):
        assert SAID not in text


def test_another_mentor_of_today_reads_no_talk_of_the_one_before(two, browser_of):
    later = two.kit.mentor("zhou")
    with two.kit.app.app_context():
        write(
            lambda: db.session.execute(
                sa.text("UPDATE pair SET mentor_id = :later"), {"later": later.id}
            )
        )
    page = browser_of(later).open(of(two))

    assert SAID not in page.text
    assert "共 1.0 学时" in words(page.find("#talks"))


def test_the_lead_sees_the_plan_and_the_numbers_alone(two, browser_of):
    lead = two.kit.company.person("lead", "trainer")
    with two.kit.app.app_context():
        write(lambda: db.session.execute(sa.update(Department).values(lead_id=lead.id)))
    page = browser_of(lead).open(of(two))

    assert [part["id"] for part in page.all("section.block")] == [
        "competencies",
        "evidence",
        "gates",
        "reports",
        "learning",
    ]


@pytest.mark.parametrize("ending", ["", ".html", ".pdf"])
def test_every_look_at_anothers_is_logged_also_before_a_file_leaves(two, ending):
    two.chen.client.get(f"{of(two)}{ending}")
    two.lin.client.get(f"{PAGE}{ending}")

    with two.kit.app.app_context():
        looks = db.session.scalars(sa.select(AccessLook).where(AccessLook.what == "growth.view"))
        assert [look.person_id for look in looks] == [two.apprentice.id]


@pytest.mark.parametrize("ending", ["", ".html", ".pdf"])
def test_another_trainee_finds_nothing(two, browser_of, ending):
    other = browser_of(two.kit.company.person("other", "trainee"))

    assert other.client.get(f"{of(two)}{ending}").status_code == 404


@pytest.mark.parametrize(("role", "place"), [("mentor", "/mentoring"), ("hr", "/plans")])
def test_who_is_no_trainee_has_none(kit, browser_of, role, place):
    kit.go(MONDAY)
    browser = browser_of(kit.company.person("asker", role))

    for ending in ("", ".html", ".pdf"):
        assert browser.open(f"{PAGE}{ending}").address == place


def test_an_empty_file_says_what_will_be_in_it(kit, browser_of):
    lin = kit.trainee(mentor=kit.mentor())
    kit.go(MONDAY)
    text = browser_of(lin).open(PAGE).text

    for words_ in ("还没有证书。", "还没有计划。", "还没有面谈。", "还没有观察。"):
        assert words_ in text


def test_a_long_file_costs_as_many_queries_as_a_short_one(two):
    counts = []
    for _ in range(2):
        for browser, address in ((two.lin, PAGE), (two.chen, of(two))):
            browser.open(address)
            with counted_queries(two.kit.app) as statements:
                browser.open(address)
            counts.append(len([one for one in statements if not one.startswith(FRAME)]))
        for number in range(8):
            two.kit.observe(two.apprentice, MONDAY)
            two.kit.play(two.apprentice, MONDAY)
            two.record(minutes=str(10 + number))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 25


def test_certificates_stand_in_it_whatever_became_of_them(office, company, browser_of):
    lin = company.person("lin", "trainee")
    number = office.issue(lin)
    page = browser_of(lin).open(PAGE)

    assert number in words(page.find("#papers"))
    browser_of(lin).open(page.find("#papers a")["href"])
