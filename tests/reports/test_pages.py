"""The matrix in the browser: who sees whom, what stands in it, the same as a file."""

import csv
import io
from datetime import date

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from lms.db import db
from lms.people.models import AccessLook
from tests.conftest import counted_queries

TENTH = date(2026, 3, 10)
MOST_QUERIES = 25


@pytest.fixture
def busy(cohort):
    """Some days later: one has read, one is signed off, all are late with something."""
    cohort.kit.read(cohort.people[0], date(2026, 3, 3))
    cohort.kit.sign(cohort.chen, cohort.people[1], "ticket", date(2026, 3, 9))
    cohort.kit.go(TENTH)
    return cohort


def cells(page, person):
    """The words of somebody's row."""
    row = next(r for r in page.all("table.matrix tbody tr") if person.public_id in str(r.th))
    return [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]


def test_hr_sees_who_has_done_what(busy, browser_of):
    page = browser_of(busy.hr).open(busy.page)

    assert len(page.all("table.matrix tbody tr")) == 6
    assert cells(page, busy.people[0])[:4] == ["1 / 7", "3", "逾期 03-02", "完成 03-03"]
    assert "完成 03-09" in cells(page, busy.people[1])
    assert "待办 1/3 04-01" in cells(page, busy.people[0])
    assert [head.get_text().strip() for head in page.all("th.month")] == ["第 1 个月", "第 2 个月"]


def test_a_mentor_sees_the_own_apprentices_only(busy, browser_of):
    own = browser_of(busy.chen).open(busy.page)
    same = browser_of(busy.chen).open(f"/reports/mentors/{busy.chen.public_id}")
    browser_of(busy.chen).open(f"/reports/mentors/{busy.wu.public_id}", status=404)

    assert [len(page.all("tbody tr")) for page in (own, same)] == [3, 3]
    assert "新人4" not in own.text


def test_a_cell_opens_its_evidence(busy, browser_of):
    page = browser_of(busy.hr).open(busy.page)
    way = next(a["href"] for a in page.all("td.item a") if a["href"].endswith("/task/ticket"))
    shown = browser_of(busy.hr).open(f"/reports/people/{busy.people[1].public_id}/task/ticket")

    assert way.startswith("/reports/people/")
    assert "陈立" in shown.find("#evidence").get_text()
    gate = browser_of(busy.hr).open(f"/reports/people/{busy.people[1].public_id}/gate/gate-1")
    assert "1 / 3" in gate.find("#evidence").get_text()
    assert "还差 2 项" in gate.text


def test_evidence_opens_to_those_whom_it_concerns(busy, browser_of, company):
    way = f"/reports/people/{busy.people[0].public_id}/task/ticket"
    browser_of(busy.chen).open(way)

    for stranger in (busy.wu, busy.people[0], company.person("t", "trainer")):
        browser_of(stranger).open(way, status=404)
    browser_of(company.person("root", "admin")).open(way, status=403)
    browser_of(busy.hr).open(way.replace("ticket", "nothing"), status=404)
    browser_of(busy.hr).open(way.replace("/task/", "/else/"), status=404)


def test_courses_and_scenarios_are_columns_too(busy, browser_of):
    busy.kit.play(busy.people[2], date(2026, 3, 9), "assessment", 91)
    busy.kit.play(busy.people[1], date(2026, 3, 9), "practice", 40)
    hr = browser_of(busy.hr)
    courses, scenarios = (hr.open(f"{busy.page}?show={one}") for one in ("courses", "scenarios"))

    assert cells(courses, busy.people[0])[2].startswith("在做 1/")
    assert cells(scenarios, busy.people[2])[2] == "完成 91 03-09"
    assert cells(scenarios, busy.people[1])[2] == "未过 40 03-09"
    person = busy.people[2].public_id
    assert "91" in hr.open(f"/reports/people/{person}/scenario/lost-parcel").text
    assert "还没读完" in hr.open(f"/reports/people/{person}/course/role-awareness").text


def test_one_month_one_item_one_person(busy, browser_of):
    hr = browser_of(busy.hr)

    assert len(hr.open(f"{busy.page}?month=2").all("thead .item:not(.month)")) == 3
    single = hr.open(f"{busy.page}?item=onboarding/ticket")
    assert [head.get_text().strip() for head in single.all("thead .item:not(.month)")] == [
        "十五分钟录完工单"
    ]
    person = hr.open(f"{busy.page}?person={busy.people[3].public_id}")
    assert len(person.all("tbody tr")) == 1


def test_trainers_and_trainees_hear_of_five_or_more_together(busy, browser_of, company):
    for who in (company.person("wang", "trainer"), busy.people[0]):
        page = browser_of(who).open(busy.page)

        assert "新人" not in page.find("main").get_text()
        (row,) = [r for r in page.all("tbody tr") if "读完第一课" in r.get_text()]
        assert [cell.get_text(strip=True) for cell in row.select("td")[1:]] == [
            "6",
            "1",
            "16%",
            "5",
        ]


def test_of_fewer_than_five_nothing_is_told(kit, browser_of, company):
    kit.go(TENTH)
    lone = kit.trainee()
    kit.start(lone)
    department = f"/reports/departments/{lone.department.public_id}"
    page = browser_of(company.person("wang", "trainer")).open(department)

    assert "不到 5 人" in page.text
    assert not page.all("tbody tr")


def test_a_trainee_hears_of_the_own_group_only(busy, browser_of, company):
    other = company.person("other", "trainee", department="客服二部")
    browser_of(other).open(busy.page, status=404)
    browser_of(other).open(f"/reports/departments/{busy.hr.department.public_id}", status=404)
    browser_of(company.person("root", "admin")).open(busy.page, status=403)

    page = browser_of(other).open("/reports")
    assert not page.all("#cohorts")
    assert "2026年3月2日开始的一批" in browser_of(busy.people[0]).open("/reports").text


def test_an_officer_of_another_department_does_not_see_it(busy, browser_of, company):
    other = company.person("hr2", "hr", department="客服二部")
    company.narrow(other, "客服二部")

    browser_of(other).open(busy.page, status=404)
    browser_of(other).open(f"/reports/departments/{busy.hr.department.public_id}", status=404)
    assert "2026年3月2日" not in browser_of(other).open("/reports").find("main").get_text()


def table_of(page):
    heads = page.all("thead .item:not(.month) span")
    rows = []
    for row in page.all("table.matrix tbody tr"):
        words = [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]
        rows.append([row.th.a.get_text(), *words])
    return [head.get_text() for head in heads], rows


@pytest.mark.parametrize("show", ["plan", "courses", "scenarios"])
def test_the_files_say_what_the_screen_says(busy, browser_of, show):
    hr = browser_of(busy.hr)
    titles, rows = table_of(hr.open(f"{busy.page}?show={show}&month=1"))
    answer = hr.client.get(f"{busy.page}.csv?show={show}&month=1&purpose=review")
    text = answer.get_data(as_text=True).lstrip("\ufeff")
    head, *lines = csv.reader(io.StringIO(text))
    taken = hr.client.get(f"{busy.page}.xlsx?show={show}&month=1").get_data()
    book = CalamineWorkbook.from_object(io.BytesIO(taken)).get_sheet_by_index(0).to_python()

    assert head[5:] == titles
    assert [[line[0], *line[3:]] for line in lines] == rows
    assert book == [head, *lines]
    with busy.kit.app.app_context():
        looks = db.session.scalars(sa.select(AccessLook).where(AccessLook.what == "report.export"))
        kept = [look.detail for look in looks]
    assert [(one["purpose"], one["count"]) for one in kept] == [("review", 6), ("not stated", 6)]


def test_a_mentor_takes_one_apprentice_at_a_time(busy, browser_of):
    chen = browser_of(busy.chen)
    person = busy.people[0].public_id
    one = chen.client.get(f"{busy.page}.csv?person={person}").get_data(as_text=True)

    assert "新人0" in one
    assert "新人1" not in one
    assert chen.client.get(f"{busy.page}.csv").status_code == 403
    theirs = busy.people[4].public_id
    assert chen.client.get(f"{busy.page}.csv?person={theirs}").status_code == 404
    assert browser_of(busy.people[0]).client.get(f"{busy.page}.csv").status_code == 403


def test_a_trainer_takes_sums_only(busy, browser_of, company):
    wang = browser_of(company.person("wang", "trainer"))
    text = wang.client.get(f"{busy.page}.csv").get_data(as_text=True)

    assert "读完第一课,6,1,16%,5" in text
    assert "新人" not in text


def test_the_list_is_noted_as_looked_at(busy, browser_of):
    browser_of(busy.hr).open(busy.page)

    with busy.kit.app.app_context():
        look = db.session.scalars(
            sa.select(AccessLook).where(AccessLook.what == "cohort.view")
        ).one()
    assert (look.detail["filter"], look.detail["count"]) == ("cohorts", 6)


def test_more_people_ask_no_more_questions(busy, browser_of, company):
    def asked(address):
        browser = browser_of(busy.hr)
        browser.open(address)
        with counted_queries(busy.kit.app) as statements:
            browser.open(address)
        return len(statements)

    few = asked(f"{busy.page}?person={busy.people[0].public_id}")
    for show in ("plan", "courses", "scenarios"):
        assert asked(f"{busy.page}?show={show}") <= min(MOST_QUERIES, few + 3)
