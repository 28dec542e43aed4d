"""The trainer's home calls every kind of document by a name, never by its code."""

import re

from lms.config import ROOT
from lms.library import kinds


def test_every_kind_of_document_has_a_name_in_words(app):
    page = (ROOT / "lms/templates/studio/parts.html").read_text("utf-8")
    named = set(re.findall(r'"([\w-]+)": _\(', page))
    with app.app_context():
        assert set(kinds.registered()) <= named
