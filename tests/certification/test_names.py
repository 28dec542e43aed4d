"""Names as people really have them: the same on pages, in files, on paper, and when typed again."""

import csv
import io

import pytest
import sqlalchemy as sa
import time_machine
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from lms.certification import fonts
from lms.db import db
from lms.people.models import Person

NAMES = [
    "林晓",
    "龚䶮㛃",  # extension A
    "𬭎𬀩",  # extensions B and F
    "古丽·阿依木",
    "买买提·阿布都热合曼·伊敏·吐尔逊",
    "欧阳" + "长" * 48,
    "Nguyễn Thị Ánh",
    "Anne-Marie O’Neil",
    "<b>&amp; 'x'",
]
LACKING = ["𠮷田", "ئايگۈل"]  # real, and not in the font
FACTS = {"login": "zhou", "employee_number": "0012", "starts_on": "2026-03-02"}


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel("2026-11-20T04:00:00Z", tick=True):
        yield


@pytest.fixture
def hr(company, browser_of):
    return browser_of(company.person("zhao", "hr"))


@pytest.fixture
def enter(app, hr, company):
    """`enter(name)`: HR types the name of a newcomer, zhou; the person who has been made."""

    def type_in(name: str) -> Person:
        department = str(company.department())
        form = {**hr.open("/people/new").form(), **FACTS, "department": department, "name": name}
        hr.post("/people", {**form, "roles": "trainee"})
        with app.app_context():
            made = db.session.scalars(sa.select(Person).where(Person.login == "zhou")).one()
            db.session.expunge_all()
        return made

    return type_in


def in_csv(hr) -> str:
    text = hr.open("/certificates.csv").response.data.decode("utf-8-sig")
    return next(csv.DictReader(io.StringIO(text)))["姓名"]


def in_workbook(hr) -> str:
    data = io.BytesIO(hr.open("/certificates.xlsx").response.data)
    return CalamineWorkbook.from_filelike(data).get_sheet_by_index(0).to_python()[1][1]


def on_paper(response) -> str:
    """The words of a PDF without blanks: a long name is printed on several lines."""
    (page,) = PdfReader(io.BytesIO(response.data)).pages
    return "".join(page.extract_text().split())


@pytest.mark.parametrize("name", [*NAMES, *LACKING])
def test_a_name_is_the_same_wherever_it_is_read_and_when_it_is_typed_again(office, hr, enter, name):
    zhou = enter(name)
    office.issue(zhou)
    address = f"/people/{zhou.public_id}"

    assert zhou.name == hr.open(address).heading == name
    assert name in [link.get_text() for link in hr.open("/people").all("main tbody a")]
    assert in_csv(hr) == in_workbook(hr) == name
    form = hr.open(f"{address}/edit")
    assert form.find("input[name=name]")["value"] == name
    assert hr.submit(form, name=in_workbook(hr)).heading == name
    assert in_csv(hr) == name


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_printed_with_every_character(office, browser_of, enter, name):
    zhou = enter(name)
    number = office.issue(zhou)

    printed = on_paper(browser_of(zhou).open(f"/certificates/{number}.pdf").response)
    assert "".join(name.split()) in printed


@pytest.mark.parametrize("name", LACKING)
def test_a_name_that_the_font_lacks_is_never_printed_with_gaps(office, browser_of, hr, enter, name):
    zhou = enter(name)
    number = office.issue(zhou)
    lacking = fonts.lacking_glyphs(name)

    assert lacking
    assert set(lacking) <= set(name)
    assert f"“{lacking}”" in browser_of(zhou).open(f"/certificates/{number}.pdf", status=409).text
    assert f"“{lacking}”" in hr.open(f"/certificates/{number}").text
    assert "印刷字体没有的字" in hr.open("/messages").text


def test_a_department_that_the_font_lacks_is_never_printed_with_gaps(office, company, browser_of):
    zhou = company.person("zhou", "trainee", department="𠮷田班")
    number = office.issue(zhou)

    assert "“𠮷”" in browser_of(zhou).open(f"/certificates/{number}.pdf", status=409).text
