"""Workbooks: what is written is read back as it was, whatever it is; nothing becomes a formula."""

import io
import tracemalloc
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from lms.pages import Cell, Heading, workbooks
from lms.pages.workbooks import MOST_UNITS, printable, sheet_name, workbook

HEADINGS = [Heading("姓名", 16), Heading("日期", 12)]
ANYTHING = st.text(st.characters(codec="utf-8"), max_size=40)
NASTY = st.sampled_from(
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "http://example.com", "mailto:a@b.c",
        "0012", "1e5", "TRUE", "_x0041_", "_x000D_", "a\x00b", "\x07", "\ufffe", "a\nb", " a ",
        "㛃𬭎𬀩", "阿依古丽·买买提", "‘’", "<b>&amp;</b>", "'a", "", "\r",
    ]
)  # fmt: skip


def read_back(rows, name="台账"):
    with workbook(name, HEADINGS, rows) as file:
        return CalamineWorkbook.from_filelike(io.BytesIO(file.read()))


def texts(rows):
    book = read_back([[row, "x"] for row in rows])
    return [row[0] for row in book.get_sheet_by_index(0).to_python()[1:]]


def as_kept(text: str) -> str:
    """What a cell keeps of a text: like every reader of XML, one end of line for all."""
    return printable(text).replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=60, deadline=None)
@given(st.lists(ANYTHING | NASTY, min_size=1, max_size=20))
def test_texts_come_back_as_they_were(written):
    assert [as_kept(str(text)) for text in texts(written)] == [as_kept(text) for text in written]


@settings(max_examples=30, deadline=None)
@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_days_come_back_as_days(day):
    (row,) = read_back([["a", day]]).get_sheet_by_index(0).to_python()[1:]

    assert row[1] == day


def test_a_day_before_excels_calendar_is_written_out():
    (row,) = read_back([["a", date(1899, 12, 31)]]).get_sheet_by_index(0).to_python()[1:]

    assert row[1] == "1899-12-31"


def test_nothing_is_a_formula_or_a_link():
    with workbook("台账", HEADINGS, [["=1+1", "http://example.com"]]) as file:
        parts = ZipFile(file)
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_headings_stay_when_the_rows_are_scrolled_and_columns_are_as_wide_as_told():
    with workbook("台账", HEADINGS, []) as file:
        sheet = ZipFile(file).read("xl/worksheets/sheet1.xml").decode()

    assert 'state="frozen"' in sheet
    assert 'topLeftCell="A2"' in sheet
    assert sheet.count("<col ") == 2


@pytest.mark.parametrize("letter", ["字", "𬭎", "a"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(letter):
    (kept,) = texts([letter * 40_000])

    assert kept.startswith(letter)
    assert kept.endswith("…")
    assert MOST_UNITS - 1 <= len(kept.encode("utf-16-le")) // 2 <= MOST_UNITS


def test_a_text_that_just_fits_is_not_cut():
    assert texts(["a" * MOST_UNITS, "𬭎" * (MOST_UNITS // 2)]) == [
        "a" * MOST_UNITS, "𬭎" * (MOST_UNITS // 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("证书台账", "证书台账"),
        ("a/b:c*d?e[f]g\\h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("字" * 40, "字" * 31),
        ("", "1"),
    ],
)
def test_a_sheet_is_called_what_excel_takes(name, kept):
    assert sheet_name(name, 1) == kept
    assert read_back([], name).sheet_names == [kept]


def test_what_fills_a_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 4)
    rows: list[list[Cell]] = [[str(number), "x"] for number in range(7)]
    book = read_back(rows)

    assert book.sheet_names == ["台账", "台账 (2)", "台账 (3)"]
    told = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert [sheet[0] for sheet in told] == [["姓名", "日期"]] * 3
    assert [row[0] for sheet in told for row in sheet[1:]] == [str(n) for n in range(7)]


def test_memory_does_not_grow_with_the_rows():
    def peak(count: int) -> int:
        rows = (["林晓" * 10, date(2026, 1, 1) + timedelta(n % 900)] for n in range(count))
        tracemalloc.start()
        workbook("台账", HEADINGS, rows).close()
        _now, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(100)
    assert peak(6_000) < peak(1_000) + 500_000
