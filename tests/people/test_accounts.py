"""Accounts: opening, finding, changing, suspending; every look is noted."""

import threading
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.errors import Stale
from lms.people import service
from lms.people.domain import Account, Role, WrongField
from lms.people.models import AccessLook, EnrolmentSlip, Person, RoleGrant
from tests.conftest import counted_queries

FACTS = {"name": "周宁", "login": "zhou", "employee_number": "0012", "starts_on": "2026-03-02"}


@pytest.fixture
def hr(company):
    return company.person("zhao", "hr", name="赵静")


@pytest.fixture
def lin(company):
    return company.person("lin", "trainee", name="林晓")


def people_in(app):
    with app.app_context():
        return db.session.scalars(sa.select(Person).order_by(Person.id)).all()


def names_on(page):
    return [cell.get_text().strip() for cell in page.all("tbody th")]


def test_an_account_is_opened_with_what_was_filled_in(app, hr, browser_of):
    browser = browser_of(hr)
    browser.submit(browser.open("/people/new"), **FACTS)
    zhou = people_in(app)[-1]

    assert (zhou.login, zhou.employee_number, zhou.name) == ("zhou", "0012", "周宁")
    assert zhou.name_pinyin == "zhou ning zhouning zn"
    assert zhou.starts_on == date(2026, 3, 2)
    assert zhou.roles == {Role.TRAINEE}
    assert zhou.password_hash is None


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("login", "林晓", "登录名只用字母"),
        ("login", "ZHAO", "登录名 zhao 已经有人用了"),
        ("employee_number", "ｔ-ZHAO", "已经有人用了"),
        ("name", "", "请填写"),
        ("name", "周\u202e宁", "看不见的字符"),
        ("starts_on", "2026-02-30", "请填写完整的日期"),
        ("starts_on", "0026-03-02", "请核对年份"),
        ("department", "99", "请从列表中选一个部门"),
        ("department", "abc", "请从列表中选一个部门"),
        ("email", "zhou@", "请填写完整的邮箱地址"),
        ("roles", "admin", "请从列表中选"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_is_kept(app, hr, browser_of, field, typed, words):
    browser = browser_of(hr)
    back = browser.submit(browser.open("/people/new"), status=422, **{**FACTS, field: typed})

    assert words in back.find(".problems").get_text()
    assert words in back.find(".field-error").get_text()
    kept = {**FACTS, field: typed}
    for name in {"name", "login", "employee_number", "starts_on"} - {field}:
        assert back.find(f"input[name={name}]")["value"] == kept[name]
    assert len(people_in(app)) == 1


def test_the_same_form_sent_twice_opens_one_account(app, hr, browser_of):
    browser = browser_of(hr)
    form = browser.open("/people/new")
    first, second = (browser.submit(form, **FACTS) for _ in range(2))

    assert first.address == second.address
    assert len(people_in(app)) == 2
    assert second.find("img.code-picture")


def test_two_officers_at_once_open_one_account_with_a_login(app, company):
    department_id = company.department()
    ready, answers = threading.Barrier(2), []

    def open_account(number):
        account = Account(
            login="zhou", employee_number=number, name="周宁", department_id=department_id,
            starts_on=None, email=None, language=None,
        )  # fmt: skip
        with app.app_context():
            ready.wait()
            try:
                write(service.create_person, None, account, [], key=None, now=datetime.now(UTC))
                answers.append("opened")
            except WrongField as refusal:
                answers.append(refusal.field)

    threads = [threading.Thread(target=open_account, args=(f"N{n}",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["login", "opened"]
    with app.app_context():
        assert len(db.session.scalars(sa.select(EnrolmentSlip)).all()) == 1


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
    assert len(names_on(browser.open("/people?role=wizard&status=odd&department=x&page=-1"))) == 3


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


def test_changes_are_kept(app, hr, lin, browser_of):
    browser = browser_of(hr)
    form = browser.open(f"/people/{lin.public_id}/edit")
    page = browser.submit(form, name="林 小晓", employee_number="007", starts_on="")

    assert page.heading == "林 小晓"
    with app.app_context():
        now = db.session.get_one(Person, lin.id)
        assert (now.employee_number, now.starts_on) == ("007", None)
        assert now.name_pinyin.startswith("lin xiao xiao")


def test_a_number_in_use_is_refused(hr, lin, browser_of):
    browser = browser_of(hr)
    form = browser.open(f"/people/{lin.public_id}/edit")
    back = browser.submit(form, employee_number="t-zhao", status=422)

    assert "工号 t-zhao 已经有人用了" in back.text


def test_nobody_changes_or_suspends_oneself(hr, browser_of):
    browser = browser_of(hr)
    page = browser.open(f"/people/{hr.public_id}")

    assert not page.all("main form")
    browser.post(f"/people/{hr.public_id}/suspension", status=403)
    browser.post(
        f"/people/{hr.public_id}",
        {"name": "Z", "employee_number": "1", "department": str(hr.department_id)},
        status=403,
    )


@pytest.mark.parametrize("role", ["hr", "admin"])
def test_hr_suspends_neither_hr_nor_administrators(hr, company, browser_of, role):
    boss = company.person("boss", role)

    browser_of(hr).post(f"/people/{boss.public_id}/suspension", status=403)


def test_suspending_and_reactivating(hr, lin, browser_of):
    browser = browser_of(hr)
    suspended = browser.post(f"/people/{lin.public_id}/suspension")
    assert "账号已停用" in suspended.text

    back = browser.post(f"/people/{lin.public_id}/suspension/ending")
    assert "停用账号" in back.text


def test_the_last_administrator_is_not_suspended(app, company):
    last = company.person("root", "admin")
    former = company.person("root2", "admin", status="suspended")

    def suspend():
        service.suspend(
            db.session.get_one(Person, former.id),
            db.session.get_one(Person, last.id),
            now=datetime.now(UTC),
        )

    with app.app_context(), pytest.raises(Stale, match="最后一位管理员"):
        write(suspend)


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
    assert "赵静打开了人员名单（1 人）" in browser_of(lin).open("/account/lists").text


def test_a_list_of_another_department_is_not_shown_to_me(hr, lin, company, browser_of):
    company.person("zhou", "trainee", department="市场部")
    elsewhere, mine = company.department("市场部"), company.department("客服一部")
    browser = browser_of(hr)
    browser.open(f"/people?department={elsewhere}")
    assert "还没有人看过" in browser_of(lin).open("/account/lists").text

    browser.open(f"/people?department={mine}")
    assert "赵静打开了人员名单" in browser_of(lin).open("/account/lists").text


def test_roles_given_at_once_are_in_force(app, hr, browser_of):
    browser = browser_of(hr)
    form = browser.open("/people/new")
    data = {**form.form(), **FACTS, "roles": ["trainee", "mentor"]}
    browser.client.post("/people", data=data)

    with app.app_context():
        roles = db.session.scalars(sa.select(RoleGrant.role).where(RoleGrant.person_id != hr.id))
        assert sorted(roles) == ["mentor", "trainee"]
