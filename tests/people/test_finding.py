"""Finding people: search, filters, pages, scope; every look is noted and shown to its object."""

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.people.models import AccessLook
from tests.conftest import counted_queries

FACTS = {"name": "周宁", "login": "zhou", "employee_number": "0012", "starts_on": "2026-03-02"}


@pytest.fixture
def hr(company):
    return company.person("zhao", "hr", name="赵静")


@pytest.fixture
def lin(company):
    return company.person("lin", "trainee", name="林晓")


def names_on(page):
    return [cell.get_text().strip() for cell in page.all("tbody th")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("林", ["林晓"]),
        ("晓", ["林晓"]),
        ("linxiao", ["林晓"]),
        ("lin xiao", ["林晓"]),
        ("LX", ["林晓"]),
        ("t-chen", ["陈立"]),
        ("CHEN", ["陈立"]),
        ("%", []),
        ("_", []),
    ],
)
def test_people_are_found_by_what_one_remembers(hr, company, browser_of, typed, found):
    company.person("chen", "mentor", name="陈立")
    company.person("lin", "trainee", name="林晓")

    assert names_on(browser_of(hr).open("/people", query_string={"q": typed})) == found


def test_people_are_narrowed_to_a_department_and_those_below(hr, company, browser_of):
    company.department("一组", parent="客服部")
    company.person("lin", "trainee", name="林晓", department="一组")
    company.person("chen", "mentor", name="陈立", department="市场部")
    above = company.department("客服部")

    assert names_on(browser_of(hr).open(f"/people?department={above}")) == ["林晓"]


def test_people_are_narrowed_by_role_and_status(hr, company, browser_of):
    company.person("lin", "trainee", name="林晓", status="suspended")
    company.person("chen", "mentor", "trainee", name="陈立")
    browser = browser_of(hr)

    assert names_on(browser.open("/people?role=trainee")) == ["陈立", "林晓"]
    assert names_on(browser.open("/people?role=trainee&status=suspended")) == ["林晓"]
    assert len(names_on(browser.open("/people?role=wizard&status=odd&page=-1"))) == 3


def test_a_long_list_comes_in_pages_by_the_sound_of_names(hr, company, browser_of):
    for number in range(60):
        company.person(f"p{number:02}", "trainee", name=f"学员{number:02}")
    browser = browser_of(hr)
    first, second = browser.open("/people"), browser.open("/people?page=2")

    assert len(names_on(first)) == 50
    assert len(names_on(second)) == 11
    assert names_on(browser.open("/people?page=99")) == names_on(second)


def test_a_longer_list_costs_no_more_queries(app, hr, lin, company, browser_of):
    chen = company.person("chen", "mentor")
    company.pair(chen, lin)
    browser = browser_of(hr)
    browser.open("/people")

    def cost():
        with counted_queries(app) as statements:
            browser.client.get("/people")
        return len(statements)

    few = cost()
    for number in range(20):
        person = company.person(f"p{number}", "trainee", department=f"{number % 7} 组")
        company.pair(chen, person)

    assert cost() == few


def test_a_mentor_lists_own_apprentices_only(company, browser_of, lin):
    chen = company.person("chen", "mentor", name="陈立")
    company.person("zhou", "trainee", name="周宁")
    company.pair(chen, lin)

    assert names_on(browser_of(chen).open("/people")) == ["林晓"]


def test_narrowed_hr_sees_and_fills_own_departments_only(hr, company, browser_of, lin):
    company.department("一组", parent="客服部")
    zhou = company.person("zhou", "trainee", name="周宁", department="一组")
    company.narrow(hr, "客服部")
    browser = browser_of(hr)

    assert names_on(browser.open("/people")) == ["周宁"]
    browser.open(f"/people/{lin.public_id}", status=404)
    elsewhere = str(lin.department_id)
    form = browser.open("/people/new")
    assert elsewhere not in [option["value"] for option in form.all("#department option")]
    browser.submit(form, status=422, **{**FACTS, "department": elsewhere})
    form = browser.open(f"/people/{zhou.public_id}/edit")
    browser.submit(form, department=elsewhere, status=422)


def test_a_look_at_somebody_is_noted_and_shown_to_them(app, hr, lin, browser_of):
    browser_of(hr).open(f"/people/{lin.public_id}")
    browser_of(hr).open(f"/people/{hr.public_id}")

    with app.app_context():
        looks = db.session.scalars(sa.select(AccessLook)).all()
        assert [(look.asker_id, look.person_id, look.what) for look in looks] == [
            (hr.id, lin.id, "person.view")
        ]
    assert "赵静看了个人资料" in browser_of(lin).open("/account").text
    assert "Zhao" not in browser_of(lin, language="en").open("/account/looks").text


def test_a_list_is_noted_without_what_was_typed(app, hr, lin, browser_of):
    browser_of(hr).open("/people?q=林晓&status=active")

    with app.app_context():
        look = db.session.scalars(sa.select(AccessLook)).one()
    assert look.scope == "all"
    assert look.detail == {"filter": "text, status", "count": 1, "purpose": "not stated"}
    assert "赵静打开了人员名单（1 条）" in browser_of(lin).open("/account/lists").text


def test_a_list_of_another_department_is_not_shown_to_me(hr, lin, company, browser_of):
    company.person("zhou", "trainee", department="市场部")
    elsewhere, mine = company.department("市场部"), company.department("客服一部")
    browser = browser_of(hr)
    browser.open(f"/people?department={elsewhere}")
    assert "还没有人看过" in browser_of(lin).open("/account/lists").text

    browser.open(f"/people?department={mine}")
    assert "赵静打开了人员名单" in browser_of(lin).open("/account/lists").text
