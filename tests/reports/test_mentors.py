"""A mentor's own picture and the allowance of a month: the rules, the pages, the files."""

import csv
import io
from datetime import date

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from lms.db import db
from lms.library.domain import Bundle, ContentError
from lms.mentoring.domain import Worked
from lms.people.models import AccessLook
from lms.reports.content import AllowanceKind
from lms.reports.domain import Allowance, Finished, Timeliness
from tests.conftest import counted_queries
from tests.mentoring.two import Two

DUE, TODAY = date(2026, 6, 1), date(2026, 7, 1)
RULE = "一个月里，师徒两人都确认的面谈满 2 次，算一份，每份 200 元"


def finished(certified_on=None, due_on=DUE):
    return Finished("林晓", due_on, certified_on)


def parse(text):
    file = "courses/allowance.yaml"
    return AllowanceKind().parse(Bundle(file, {file: text}))


def test_a_certificate_on_the_day_of_the_last_gate_is_in_time():
    assert finished(DUE).is_in_time
    assert not finished(date(2026, 6, 2)).is_in_time


def test_who_is_not_due_yet_does_not_count():
    found = Timeliness.of([finished(DUE), finished(), finished(due_on=date(2026, 8, 1))], TODAY)

    assert (found.decided, found.in_time, found.percent) == (2, 1, 50)


def test_without_anybody_there_is_no_share():
    assert Timeliness.of([], TODAY).percent is None


def test_so_many_confirmed_sessions_earn_one_share():
    rule = Allowance(sessions=2, yuan=150)

    assert rule.amount([Worked(1, 60), Worked(2, 30), Worked(9, 300)]) == 300


def test_the_rule_is_read_from_the_text():
    assert parse("id: allowance\nsessions: 3\nyuan: 0\n") == Allowance(sessions=3, yuan=0)
    with pytest.raises(ContentError):
        parse("id: allowance\nsessions: 0\nyuan: -5\n")


@pytest.fixture
def two(kit, browser_of):
    """A mentor and a trainee who have sat together twice, both times confirmed."""
    found = Two(kit, browser_of)
    for number in range(2):
        found.record(shared=f"第 {number} 次：先听完再答。")
        talked = found.chen.open(found.page).find(".sessions a")["href"]
        found.lin.submit(found.lin.open(talked), "#answer form")
    return found


def test_hr_sees_what_mentors_earn_and_takes_it_along(two, browser_of, company):
    hr = browser_of(company.person("hr", "hr"))
    page = hr.open("/reports/allowance")
    row = page.find("tbody tr")
    text = hr.client.get("/reports/allowance.csv?purpose=payroll").get_data(as_text=True)
    head, line = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    taken = hr.client.get("/reports/allowance.xlsx").get_data()
    book = CalamineWorkbook.from_object(io.BytesIO(taken)).get_sheet_by_index(0).to_python()

    assert RULE in page.text
    assert [cell.get_text(strip=True) for cell in row.select("td")][-2:] == ["1", "200"]
    assert dict(zip(head, line, strict=True))["金额（元）"] == "200"
    assert line[-1] == RULE
    assert book == [head, line]
    with two.kit.app.app_context():
        wanted = sa.select(AccessLook).where(AccessLook.what == "allowance.export")
        kept = [look.detail for look in db.session.scalars(wanted.order_by(AccessLook.id))]
    assert [one["purpose"] for one in kept] == ["not stated", "payroll", "not stated"]


def test_the_allowance_is_for_hr_alone(two, browser_of, company):
    trainer = browser_of(company.person("wang", "trainer"))

    for browser in (two.chen, two.lin, trainer):
        browser.open("/reports/allowance", status=403)


def test_an_officer_of_another_department_sees_no_allowance(two, browser_of, company):
    other = company.person("hr2", "hr", department="客服二部")
    company.narrow(other, "客服二部")

    assert not browser_of(other).open("/reports/allowance").all("tbody tr")


def test_a_mentor_sees_the_own_work(two, browser_of, company):
    where = f"/reports/mentors/{two.mentor.public_id}/work"
    page = two.chen.open(where)

    assert "学员lin" in page.find("#timely").get_text()
    assert "还没到期" in page.find("#timely").get_text()
    assert page.find("#hours tbody tr td").get_text(strip=True) == "2"
    browser_of(company.person("hr", "hr")).open(where)
    browser_of(company.person("wu", "mentor")).open(where, status=404)
    two.lin.open(where, status=404)
    with counted_queries(two.kit.app) as asked:
        two.chen.open(where)
    assert len(asked) <= 25
