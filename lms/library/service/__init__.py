"""What can be done with authored documents: check, load, export, publish, assign, adopt.

Nothing here commits or reads the clock; `prepare` does the slow work before `load` is written.
"""

from lms.library.service.checking import Findings, Sound, check, examine
from lms.library.service.files import ExportReport, export
from lms.library.service.indexing import Indexed, drop_leftovers, entries_of, indexed, keep_entries
from lms.library.service.loading import (
    LoadReport,
    Outcome,
    forget_other_readings,
    load,
    new_revision,
    prepare,
)
from lms.library.service.publishing import (
    PUBLISHED,
    PUBLISHED_WORDS,
    adopt,
    assign,
    assign_all,
    keep_html,
    publish,
    take_assignments_back,
)

__all__ = [
    "PUBLISHED",
    "PUBLISHED_WORDS",
    "ExportReport",
    "Findings",
    "Indexed",
    "LoadReport",
    "Outcome",
    "Sound",
    "adopt",
    "assign",
    "assign_all",
    "check",
    "drop_leftovers",
    "entries_of",
    "examine",
    "export",
    "forget_other_readings",
    "indexed",
    "keep_entries",
    "keep_html",
    "load",
    "new_revision",
    "prepare",
    "publish",
    "take_assignments_back",
]
