"""The growth file as a PDF."""

from pathlib import Path
from typing import Any

from lms import printing
from lms.growth.export.words import facts, heading, sections
from lms.growth.queries import GrowthFile
from lms.i18n import _, language, ngettext

TEMPLATE = Path(__file__).with_name("file.typ")


def pdf(file: GrowthFile) -> bytes:
    """The printed file in the present language (PDF/A-2a); same facts, same bytes."""
    return printing.pdf(TEMPLATE, printed(file))


def printed(file: GrowthFile) -> dict[str, Any]:
    """Everything on the printed file; 〓 stands for what the font lacks, and it says so."""
    lang, region = printing.REGIONS[language()]
    found, whose, title = sections(file), facts(file), heading(file)
    texts = [title, *(value for _label, value in whose)]
    texts += [text for part in found for row in part.rows for text in row.cells]
    lacking = printing.lacking(texts)
    return {
        "lang": lang,
        "region": region,
        "title": printing.printable(title),
        "issuer": _("师徒学堂"),
        "written": [file.on.year, file.on.month, file.on.day],
        "facts": [[label, printing.printable(value)] for label, value in whose],
        "sections": [
            {
                "title": part.title,
                "words": part.words if part.rows else part.empty,
                "columns": part.columns if part.rows else (),
                "rows": [[printing.printable(cell) for cell in row.cells] for row in part.rows],
            }
            for part in found
        ],
        "missing": _missing(len(lacking)) if lacking else "",
    }


def _missing(number: int) -> str:
    return ngettext(
        "〓 代替了印刷字体里没有的 %(num)s 个字；网页文件里看得到。",
        "〓 代替了印刷字体里没有的 %(num)s 个字；网页文件里看得到。",
        number,
    )
