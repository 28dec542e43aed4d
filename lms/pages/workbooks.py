"""Tables that people take away as Excel workbooks: every cell typed, none of them a formula."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import IO, Any

import xlsxwriter
from flask import Response
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_576  # of a sheet, with its headings (Excel's limit)
MOST_UNITS = 32_767  # of UTF-16, in a cell (Excel's limit)
LONGEST_SHEET_NAME = 31
EARLIEST_YEAR = 1900  # of Excel's calendar
CUT = "…"
CHUNK = 64 * 1024  # bytes
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # by XML 1.0
NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")

Cell = str | date


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column, and how wide the column is, in characters."""

    words: str
    width: int


def workbook(name: str, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]]) -> IO[bytes]:
    """A workbook in a temporary file, read from its beginning; gone when it is closed.

    What fills one sheet is continued on the next. Memory does not grow with the rows.
    """
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the response
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        _fill(book, name, headings, rows)
    file.seek(0)
    return file


def xlsx_response(name: str, file: IO[bytes]) -> Response:
    """A workbook to be kept under a name, sent piece by piece."""
    response = Response(
        _pieces(file),
        mimetype=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    response.call_on_close(file.close)  # of who goes away before the first piece
    return response


def printable(text: str) -> str:
    """The text as a cell can hold it: without control characters, cut at Excel's limit."""
    plain = REFUSED.sub("", text)
    if len(plain) * 2 <= MOST_UNITS or _units(plain) <= MOST_UNITS:
        return plain
    kept = plain.encode("utf-16-le")[: 2 * (MOST_UNITS - 1)]
    return kept.decode("utf-16-le", "ignore") + CUT


def sheet_name(name: str, number: int) -> str:
    """The name of a sheet as Excel takes it; from the second on with its number."""
    plain = NO_SHEET_NAME.sub(" ", REFUSED.sub("", name)).strip(" '") or "1"
    ending = f" ({number})" if number > 1 else ""
    return plain[: LONGEST_SHEET_NAME - len(ending)] + ending


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _fill(
    book: Any, name: str, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]]
) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    rows, number = iter(rows), 1
    sheet = _sheet(book, sheet_name(name, number), headings, bold)
    while not _fill_sheet(sheet, rows, day):
        number += 1
        sheet = _sheet(book, sheet_name(name, number), headings, bold)


def _sheet(book: Any, name: str, headings: Sequence[Heading], bold: Format) -> Worksheet:
    sheet: Worksheet = book.add_worksheet(name)
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, heading.width)
        sheet.write_string(0, column, printable(heading.words), bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _fill_sheet(sheet: Worksheet, rows: Iterator[Sequence[Cell]], day: Format) -> bool:
    """Write rows until they or the sheet are at their end; whether the rows are."""
    written = 0
    for written, row in enumerate(islice(rows, MOST_ROWS - 1), 1):
        for column, cell in enumerate(row):
            _write(sheet, written, column, cell, day)
    return written < MOST_ROWS - 1


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, day: Format) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, printable(cell))
    elif cell.year < EARLIEST_YEAR:
        sheet.write_string(row, column, cell.isoformat())
    else:
        sheet.write_datetime(row, column, cell, day)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(CHUNK):
            yield piece
