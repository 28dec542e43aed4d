"""Certificates as files: the printable PDF, the register as CSV and as a workbook.

No HTTP here: views stream what these functions give.
"""

import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import IO, Any

import segno

from lms import printing
from lms.certification.domain import Status, status
from lms.certification.models import Certificate
from lms.certification.queries import RegisterRow
from lms.errors import N_
from lms.i18n import _, day, language
from lms.pages import Cell, Heading, csv_lines, workbook
from lms.turns import stepping_aside

TEMPLATE = Path(__file__).with_name("certificate.typ")
MOST_DAYS = 10_000  # whose texts are kept
WIDE_TITLE = 8  # pt between the characters of a Chinese title

log = logging.getLogger(__name__)


def pdf(certificate: Certificate, *, verify_address: str) -> bytes:
    """The printed certificate in the present language (PDF/A-2a); same facts, same bytes."""
    return printing.pdf(TEMPLATE, printed(certificate, verify_address))


def printed(certificate: Certificate, verify_address: str) -> dict[str, Any]:
    """Everything that stands on the certificate."""
    snapshot, tongue = certificate.snapshot, language()
    lang, region = printing.REGIONS[tongue]
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


def register_headings() -> list[Heading]:
    """The columns of the register, the same on the screen and in files."""
    return [
        Heading(_("证书编号"), 18),
        Heading(_("姓名"), 16),
        Heading(_("工号"), 12),
        Heading(_("部门"), 20),
        Heading(_("证书名称"), 26),
        Heading(_("签发日期"), 12),
        Heading(_("有效期至"), 12),
        Heading(_("状态"), 10),
    ]


def register_rows(found: Iterable[RegisterRow], today: date) -> Iterator[list[Cell]]:
    """The rows of the register in words; one that cannot be told says so, and the others follow."""
    words = {verdict: _(text) for verdict, text in STATUS_WORDS.items()}

    @cache  # few days and acts stand in many rows
    def verdict(expires: date, act: str | None) -> str:
        return words[status(expires, act, today)]

    for number, name, employee_number, department, issued, expires, act, title, _id in found:
        if title is None:
            log.error("row of the register", extra={"certificate": number})
            yield [number, _("这一行的资料不完整，请联系管理员。")]
            continue
        told = verdict(expires, act)
        yield [number, name, employee_number, department, title, issued, expires, told]


def register_csv(found: Iterable[RegisterRow], today: date) -> Iterator[str]:
    """The register as the lines of a CSV."""
    headings = [heading.words for heading in register_headings()]
    return csv_lines(headings, map(_texts, register_rows(found, today)))


def register_workbook(found: Iterable[RegisterRow], today: date) -> IO[bytes]:
    """The register as a workbook."""
    rows = register_rows(found, today)
    with stepping_aside():  # a long register takes a minute
        return workbook(_("证书台账"), register_headings(), rows)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell if cell.__class__ is str else _text(cell) for cell in row]


_text = lru_cache(MOST_DAYS)(date.isoformat)
