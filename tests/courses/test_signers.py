"""Who has signed a lesson and who has not: for HR, the department's lead, the mentor, as a file."""

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.people.models import AccessLook
from tests.conftest import counted_queries
from tests.courses.test_reading import finish
from tests.courses.test_revisions import MATERIAL, NEW_WORDS
from tests.courses.test_signing import MUST_SIGN, SIGN

MOST_QUERIES = 6  # of a lesson, whether it is signed or not
LIST, PEOPLE, FILE = "/signatures", "/signatures/desk/first", "/signatures/desk/first.csv"


@pytest.fixture
def signed(desk, reader_of, company):
    """Lin has signed, Zhou of another department has not."""
    desk.change("01-first", MUST_SIGN)
    lin = reader_of("lin", "trainee")
    company.person("zhou", "trainee", name="=1+1", department="客服二部")
    company.person("gone", "trainee", status="suspended")
    finish(lin)
    lin.browser.submit(lin.open(), SIGN)
    return lin


@pytest.fixture
def hr(company, browser_of):
    return browser_of(company.person("zhao", "hr"))


def listed(browser, address: str = PEOPLE) -> dict[str, str]:
    """Name and status of everybody on the page."""
    rows = browser.open(address).all("tbody tr")
    return {row.th.get_text(strip=True): row.find_all("td")[2].get_text(strip=True) for row in rows}


def test_hr_sees_how_many_have_signed(signed, hr):
    cells = [cell.get_text(strip=True) for cell in hr.open(LIST).all("tbody td.number")]

    assert cells == ["2", "1", "1"]
    assert hr.open("/").find("a[href='/signatures/desk/first']")


def test_hr_sees_who_has_signed_and_who_has_not_since_when(signed, hr):
    assert listed(hr) == {"=1+1": "没签", "lin": "已签"}
    days = [cell.get_text(strip=True) for cell in hr.open(PEOPLE).all("tbody td:nth-child(5)")]
    assert days == ["2026年3月2日", "2026年3月2日"]


def test_the_list_is_narrowed_by_department_and_status(signed, hr):
    assert set(listed(hr, f"{PEOPLE}?department=客服二部")) == {"=1+1"}
    assert set(listed(hr, f"{PEOPLE}?stage=signed")) == {"lin"}
    assert "没有符合条件的人" in hr.open(f"{PEOPLE}?stage=again").text
    assert set(listed(hr, f"{PEOPLE}?stage=nonsense")) == {"lin", "=1+1"}


def test_whose_words_have_changed_is_asked_again(signed, hr, desk):
    desk.change("01-first", MATERIAL, NEW_WORDS)

    assert listed(hr, f"{PEOPLE}?stage=again") == {"lin": "要再签"}


def test_the_lead_of_a_department_sees_its_people_and_takes_no_file(signed, company, browser_of):
    lead = company.person("boss", "trainer")
    company.leads(lead, "客服二部")
    browser = browser_of(lead)

    assert set(listed(browser)) == {"=1+1"}
    assert browser.open(PEOPLE).find("#department").get_text(" ", strip=True) == "全部 客服二部"
    browser.open(FILE, status=404)


def test_a_trainee_sees_nobody_else(signed):
    assert listed(signed.browser) == {"lin": "已签"}
    signed.browser.open(FILE, status=403)


@pytest.mark.parametrize("address", ["/signatures/desk/second", "/signatures/desk/none"])
def test_what_is_not_to_be_signed_has_no_list(signed, hr, address):
    hr.open(address, status=404)


def test_only_those_who_can_read_a_closed_course_are_asked(signed, hr, desk):
    desk.change("course.yaml", ("open: true", "open: false"))

    assert listed(hr) == {"lin": "已签"}
    assert hr.open(LIST).find("tbody td.number").get_text(strip=True) == "0"


def test_the_file_is_safe_for_spreadsheets_and_kept_in_the_access_log(signed, hr, app):
    answer = hr.client.get(f"{FILE}?stage=open")
    lines = answer.get_data(as_text=True).splitlines()

    assert answer.mimetype == "text/csv"
    assert len(lines) == 2
    assert lines[1].startswith("'=1+1,T-zhou,客服二部,没签,2026-03-02,,,")
    with app.app_context():
        kept = db.session.scalars(sa.select(AccessLook).where(AccessLook.what == "report.export"))
        detail = kept.one().detail
    assert (detail["filter"], detail["count"]) == ("lesson=desk/first&stage=open&file=csv", 1)


def test_the_number_of_queries_does_not_grow_with_people_or_signatures(
    signed, hr, app, reader_of, company
):
    def count() -> list[int]:
        found = []
        for address in (LIST, PEOPLE, "/"):
            hr.open(address)
            with counted_queries(app) as asked:
                hr.open(address)
            found.append(len(asked))
        return found

    before = count()
    for number in range(4):
        company.person(f"new{number}", "trainee")
    amy = reader_of("amy", "trainee")
    finish(amy)
    amy.browser.submit(amy.open(), SIGN)

    assert count() == before


def test_the_page_of_a_lesson_stays_within_its_queries(signed, app):
    signed.open()
    with counted_queries(app) as asked:
        signed.open()

    assert len([one for one in asked if one != "BEGIN"]) <= MOST_QUERIES
