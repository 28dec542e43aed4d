"""Files that people take away: tables as CSV, streamed."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from flask import Response, stream_with_context

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")  # the wide ones where East Asian input is read
BYTE_ORDER_MARK = "\ufeff"  # without it Excel in China reads UTF-8 as GB18030


def csv_response(name: str, lines: Iterator[str]) -> Response:
    """A CSV to be kept under a name; its lines are made while they are sent.

    The first one is made now, so that what goes wrong at once is still told as a page.
    """
    first = next(lines)
    return Response(
        stream_with_context(chain([first], lines)),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell[:1] in FORMULA_STARTS else cell


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a CSV that Excel opens cleanly, one at a time."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield BYTE_ORDER_MARK
    writer.writerow(headings)
    for row in rows:
        writer.writerow(["'" + cell if cell[:1] in FORMULA_STARTS else cell for cell in row])
        if buffer.tell() > io.DEFAULT_BUFFER_SIZE:
            yield _drained(buffer)
    yield _drained(buffer)


def _drained(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
