"""Certificates as files: the printable PDF, the register as CSV.

No HTTP here: views stream what these functions give.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

import segno
import typst

from lms.certification.domain import Status
from lms.certification.fonts import FONTS
from lms.certification.models import Certificate
from lms.errors import N_
from lms.i18n import _, day, language
from lms.turns import stepping_aside

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel in China reads UTF-8 as GB18030
WIDE_TITLE = 8  # pt between the characters of a Chinese title
REGIONS = {"zh-Hans": ("zh", "cn"), "zh-Hant": ("zh", "tw"), "en": ("en", "gb")}


@cache
def _template() -> bytes:
    return resources.files("lms.certification").joinpath("certificate.typ").read_bytes()


def pdf(certificate: Certificate, *, verify_address: str) -> bytes:
    """The printed certificate in the present language (PDF/A-2a); same facts, same bytes."""
    data = json.dumps(printed(certificate, verify_address))
    with stepping_aside():
        made: bytes = typst.compile(  # type: ignore[misc]  # its stub names no type for bytes
            _template(),
            sys_inputs={"data": data},
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            pdf_standards=["a-2a"],
        )
    return made


def printed(certificate: Certificate, verify_address: str) -> dict[str, Any]:
    """Everything that stands on the certificate."""
    snapshot, tongue = certificate.snapshot, language()
    lang, region = REGIONS[tongue]
    issued = certificate.issued_on
    title = snapshot["title"][tongue]
    return {
        "lang": lang,
        "region": region,
        "title": title,
        "spread": 1 if tongue == "en" else WIDE_TITLE,
        "issuer": _("师徒学堂"),
        "number_label": _("证书编号"),
        "number": certificate.number,
        "name": snapshot["name"],
        "holder": _(
            "工号 %(number)s · %(department)s",
            number=snapshot["employee_number"],
            department=snapshot["department"],
        ),
        "statement": snapshot["summary"][tongue],
        "competencies": " · ".join(snapshot["competencies"][tongue]),
        "issued": [issued.year, issued.month, issued.day],
        "issued_words": _("签发日期 %(day)s", day=day(issued)),
        "expires_words": _("有效期至 %(day)s", day=day(certificate.expires_on)),
        "seal": _("师徒之印"),
        "qr": qr_svg(verify_address),
        "qr_words": _("扫码或访问下面的地址，查验真伪与有效期"),
        "address": verify_address.split("?")[0],
    }


def qr_svg(address: str) -> str:
    """A QR code as SVG text."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", border=0, xmldecl=False, dark="#2b2a27", scale=4
    )
    return drawn.getvalue().decode()


STATUS_WORDS = {
    Status.VALID: N_("有效"),
    Status.EXPIRED: N_("已过期"),
    Status.REVOKED: N_("已撤销"),
}


def register_headings() -> list[str]:
    """The headings of the register, the same on the screen and in files."""
    return [
        _("证书编号"),
        _("姓名"),
        _("工号"),
        _("部门"),
        _("证书名称"),
        _("签发日期"),
        _("有效期至"),
        _("状态"),
    ]


def register_row(certificate: Certificate, verdict: Status) -> list[str]:
    """A row of the register, the same on the screen and in files."""
    person = certificate.person
    return [
        certificate.number,
        person.name,
        person.employee_number,
        person.department.name,
        certificate.snapshot["title"][language()],
        certificate.issued_on.isoformat(),
        certificate.expires_on.isoformat(),
        _(STATUS_WORDS[verdict]),
    ]


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a CSV that Excel opens cleanly, one at a time."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield BYTE_ORDER_MARK
    writer.writerow(headings)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        if buffer.tell() > io.DEFAULT_BUFFER_SIZE:
            yield _drained(buffer)
    yield _drained(buffer)


def _drained(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
