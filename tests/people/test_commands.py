"""`flask people …`: accounts from the terminal."""

import re

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.people.models import Department, Person


@pytest.fixture
def run(app):
    def run(*arguments):
        return app.test_cli_runner().invoke(args=["people", *arguments])

    return run


def test_the_first_administrator_is_made_in_the_terminal(app, run, browser_of):
    answer = run(
        "add", "admin", "--name", "管理员", "--department", "总部/信息部", "--role", "admin"
    )

    assert answer.exit_code == 0, answer.output
    link = re.search(r"/enrol/[\w-]+", answer.output)[0]
    assert browser_of().open(link).heading == "设置密码"
    with app.app_context():
        person = db.session.scalars(sa.select(Person)).one()
        assert person.roles == {"admin"}
        assert person.department.name == "信息部"
        assert person.department.parent.name == "总部"


def test_departments_that_exist_are_used(app, run):
    for login in ("lin", "zhou"):
        run("add", login, "--name", "林晓", "--department", "客服部", "--role", "trainee")

    with app.app_context():
        assert len(db.session.scalars(sa.select(Department)).all()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("林晓", "--name", "林晓", "--department", "客服部"), "登录名只用字母"),
        (("lin", "--name", " ", "--department", "客服部"), "请填写姓名"),
        (("lin", "--name", "林晓", "--department", "客服部//一组"), "请填写部门名称"),
        (("lin", "--name", "林晓", "--department", "客服部", "--email", "lin@"), "邮箱"),
    ],
)
def test_a_wrong_fact_is_named_and_nothing_is_made(app, run, arguments, words):
    answer = run("add", *arguments)

    assert answer.exit_code == 1
    assert words in answer.output
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Person.id))) == 0
        assert db.session.scalar(sa.select(sa.func.count(Department.id))) == 0


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("LANG", "en_GB.UTF-8", "sign-in name"),
        ("LANG", "zh_TW.UTF-8", "登入"),
        ("LC_ALL", "en_GB.UTF-8", "sign-in name"),
        ("LANG", "C.UTF-8", "登录名"),
    ],
)
def test_the_command_speaks_the_terminals_language(run, monkeypatch, name, language, words):
    monkeypatch.setenv(name, language)

    assert words in run("add", "林", "--name", "林", "--department", "客服部").output


def test_people_are_listed(run, company):
    company.person("lin", "trainee", "mentor", name="林晓")
    company.person("chen", "mentor", name="陈立", status="suspended")
    everybody, trainees = run("list"), run("list", "--role", "trainee")

    assert "lin\tT-lin\t林晓\t客服一部\tmentor,trainee\tactive" in everybody.output
    assert "chen\tT-chen\t陈立\t客服一部\tmentor\tsuspended" in everybody.output
    assert "chen" not in trainees.output
