"""Accounts: opening, finding, changing, suspending; every look is noted."""

import threading
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.errors import Stale
from lms.people import service
from lms.people.domain import Account, Role, WrongField
from lms.people.models import EnrolmentSlip, Person, RoleGrant

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
        ("login", "zha0", "已有一个登录名和 zha0 看起来几乎一样"),
        ("employee_number", "Т-zhао", "已有一个工号和 Т-zhао 看起来几乎一样"),  # Cyrillic Т, а, о
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


def test_roles_given_at_once_are_in_force(app, hr, browser_of):
    browser = browser_of(hr)
    form = browser.open("/people/new")
    data = {**form.form(), **FACTS, "roles": ["trainee", "mentor"]}
    browser.client.post("/people", data=data)

    with app.app_context():
        roles = db.session.scalars(sa.select(RoleGrant.role).where(RoleGrant.person_id != hr.id))
        assert sorted(roles) == ["mentor", "trainee"]
