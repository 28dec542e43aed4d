"""Documents that are printed."""

from lms import printing
from lms.growth.export.printed import TEMPLATE


def test_what_the_font_lacks_stops_no_document_wherever_it_stands():
    part = {"title": "😀 标题", "words": "😀", "columns": ["😀"], "rows": [["😀"]]}
    facts = {"title": "😀", "issuer": "😀", "facts": [["😀", "😀"]], "sections": [part]}
    known = {"lang": "zh", "region": "cn", "written": [2026, 3, 2], "missing": ""}

    assert printing.pdf(TEMPLATE, facts | known).startswith(b"%PDF")
