"""The register as files: the same rows as on the screen, whatever stands in them."""

import csv
import io
from datetime import date
from importlib import import_module

import pytest
import sqlalchemy as sa
import time_machine
from python_calamine import CalamineWorkbook

from lms.certification.models import Certificate
from lms.db import db, write
from lms.people.models import AccessLook

NOON = "2026-11-20T04:00:00Z"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def hr(company):
    return company.person("hr", "hr", name="赵静", department="人事部")


def workbook(browser, query=""):
    answer = browser.open(f"/certificates.xlsx{query}").response
    assert answer.mimetype.endswith("spreadsheetml.sheet")
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.data))


def rows_of(browser, query=""):
    return workbook(browser, query).get_sheet_by_index(0).to_python()


def csv_rows(browser, query=""):
    text = browser.open(f"/certificates.csv{query}").response.data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_workbook_csv_and_screen_show_the_same_rows(office, company, hr, browser_of):
    for place in range(5):
        office.issue(company.person(f"p{place}", "trainee", name=f"学员{place}"))
    browser, query = browser_of(hr), "?words=学员&status=valid"
    screen, table, lines = (
        browser.open(f"/certificates{query}"), rows_of(browser, query), csv_rows(browser, query),
    )  # fmt: skip

    assert [row[0] for row in table[1:]] == [a.get_text() for a in screen.all("tbody th a")]
    assert table[0] == lines[0]
    assert [[str(cell) for cell in row] for row in table] == lines


def test_days_are_days_and_numbers_are_text(office, company, hr, browser_of):
    office.issue(company.person("0012", "trainee", name="林晓"))
    row = rows_of(browser_of(hr))[1]

    assert row[2] == "T-0012"
    assert row[5] == date(2026, 11, 20)
    assert type(row[6]) is date


@pytest.mark.parametrize(
    ("language", "name", "heading"),
    [
        ("zh-CN", "证书台账", "证书编号"),
        ("zh-TW", "證書台帳", "證書編號"),
        ("en", "Certificate register", "ertificate"),
    ],
)
def test_the_workbook_speaks_the_language_of_the_reader(
    office, company, hr, browser_of, language, name, heading
):
    book = workbook(browser_of(hr, language=language))
    (sheet,) = book.sheet_names

    assert sheet == name
    assert heading in book.get_sheet_by_index(0).to_python()[0][0]


def test_that_it_left_is_noted_with_its_purpose(office, company, hr, browser_of):
    office.issue(company.person("lin", "trainee", name="林晓"))
    browser_of(hr).open("/certificates.xlsx?purpose=subsidy&status=valid")

    with office.app.app_context():
        look = db.session.scalars(sa.select(AccessLook)).one()
        assert look.what == "certificate.register"
        assert look.detail == {
            "filter": "status=valid&file=xlsx", "count": 1, "purpose": "subsidy",
        }  # fmt: skip


def test_one_bad_row_never_stops_a_file(office, company, hr, browser_of):
    numbers = [office.issue(company.person(f"p{n}", "trainee")) for n in range(3)]

    def spoil() -> None:
        certificate = office.certificate(numbers[1])
        certificate.snapshot = {"name": "p1"}  # without its titles

    with office.app.app_context():
        write(spoil)
    browser = browser_of(hr)
    for rows in (rows_of(browser)[1:], csv_rows(browser)[1:]):
        assert [row[0] for row in rows] == numbers[::-1]
        assert "资料不完整" in rows[1][1]


def test_what_cannot_stand_in_a_cell_is_left_out_and_long_texts_are_cut(
    office, company, hr, browser_of
):
    number = office.issue(company.person("lin", "trainee"))

    def spoil() -> None:
        certificate = office.certificate(number)
        certificate.snapshot = {
            **certificate.snapshot, "title": {"zh-Hans": "\x07=1+1" + "长" * 40_000},
        }  # fmt: skip

    with office.app.app_context():
        write(spoil)
    title = rows_of(browser_of(hr))[1][4]

    assert title.startswith("=1+1长")
    assert title.endswith("…")
    assert len(title) == 32_767


def test_buttons_for_both_files_keep_the_filter_and_ask_the_purpose(
    office, company, hr, browser_of
):
    office.issue(company.person("lin", "trainee"))
    form = browser_of(hr).open("/certificates?status=valid").find("form.export-bar")

    assert form.select_one("button[formaction='/certificates.xlsx']")
    assert form["action"] == "/certificates.csv"
    assert form.select_one("input[name=status]")["value"] == "valid"
    assert form.select_one("select[name=purpose]")


def test_the_command_writes_a_workbook_too(office, company, hr, tmp_path):
    number, file = office.issue(company.person("lin", "trainee")), tmp_path / "register.xlsx"
    answer = office.app.test_cli_runner().invoke(
        args=["certificates", "export", "--as", "hr", str(file)]
    )
    assert answer.exit_code == 0, answer.output

    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert rows[1][0] == number


def test_an_empty_register_is_a_workbook_with_headings(office, hr, browser_of):
    assert len(rows_of(browser_of(hr))) == 1


def test_all_certificates_are_in_it_however_they_are_read(
    office, company, hr, browser_of, monkeypatch
):
    monkeypatch.setattr(import_module("lms.certification.queries.register"), "CHUNK", 2)
    numbers = [office.issue(company.person(f"p{n}", "trainee")) for n in range(5)]

    assert [row[0] for row in rows_of(browser_of(hr))[1:]] == numbers[::-1]
    with office.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Certificate.id))) == 5
