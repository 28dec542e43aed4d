"""`flask certificates …`: the register as a file, what numbers are worth."""

import csv

import pytest

from tests.certification.conftest import Office
from tests.company import Company


@pytest.fixture
def run(office: Office):
    def run(*arguments: object):
        return office.app.test_cli_runner().invoke(args=["certificates", *map(str, arguments)])

    return run


def test_the_register_is_written_on_behalf_of_an_officer(office, company: Company, run, tmp_path):
    company.person("hr", "hr")
    number = office.issue(company.person("lin", "trainee", name="林晓"))
    file = tmp_path / "register.csv"

    answer = run("export", "--as", "HR", file)

    assert (answer.exit_code, answer.output) == (0, f"1 certificates written to {file}\n")
    with file.open(encoding="utf-8-sig", newline="") as text:
        headings, row = csv.reader(text)
    assert headings[:2] == ["证书编号", "姓名"]
    assert row[:2] == [number, "林晓"]


@pytest.mark.parametrize(
    ("login", "words"),
    [("nobody", "nobody with this login"), ("gone", "may sign in"), ("lin", "role hr")],
)
def test_nobody_else_gets_the_register(company: Company, run, tmp_path, login, words):
    company.person("lin", "trainee", "mentor", "admin")
    company.person("gone", "hr", status="suspended")

    answer = run("export", "--as", login, tmp_path / "register.csv")

    assert answer.exit_code == 1
    assert words in answer.output
    assert list(tmp_path.iterdir()) == []


def test_what_a_number_is_worth_is_said_and_told_by_the_exit_code(office, company, run):
    number = office.issue(company.person("lin", "trainee"))
    valid, mixed = run("verify", number.lower()), run("verify", number, "KF-2026-999999", "x")

    assert (valid.exit_code, valid.output) == (0, f"{number.lower()}: valid\n")
    assert mixed.exit_code == 1
    assert mixed.output.splitlines()[1:] == ["KF-2026-999999: unknown", "x: unknown"]
