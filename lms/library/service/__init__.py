"""What can be done with authored documents: check, load, export, publish, assign, adopt.

Nothing here commits or reads the clock; `prepare` does the slow work before `load` is written.
"""

from lms.library.service.archiving import (
    ARCHIVED,
    ARCHIVED_WORDS,
    RETURNED,
    RETURNED_WORDS,
    archive,
    take_out,
)
from lms.library.service.beginning import Taken, begin_document
from lms.library.service.checking import Findings, Sound, check, examine
from lms.library.service.drafting import (
    Conflict,
    add_file,
    begin,
    begin_with,
    bundle_of,
    discard,
    examined,
    examined_together,
    is_changed,
    problems_of,
    publish_draft,
    rebase,
    save,
)
from lms.library.service.files import ExportReport, export
from lms.library.service.indexing import Indexed, drop_leftovers, entries_of, indexed, keep_entries
from lms.library.service.keeping_media import drop_upload, keep_draft_media, keep_upload
from lms.library.service.loading import (
    LoadReport,
    Outcome,
    forget_other_readings,
    live_parts,
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
from lms.library.service.trials import keep_trial

__all__ = [
    "ARCHIVED",
    "ARCHIVED_WORDS",
    "PUBLISHED",
    "PUBLISHED_WORDS",
    "RETURNED",
    "RETURNED_WORDS",
    "Conflict",
    "ExportReport",
    "Findings",
    "Indexed",
    "LoadReport",
    "Outcome",
    "Sound",
    "Taken",
    "add_file",
    "adopt",
    "archive",
    "assign",
    "assign_all",
    "begin",
    "begin_document",
    "begin_with",
    "bundle_of",
    "check",
    "discard",
    "drop_leftovers",
    "drop_upload",
    "entries_of",
    "examine",
    "examined",
    "examined_together",
    "export",
    "forget_other_readings",
    "indexed",
    "is_changed",
    "keep_draft_media",
    "keep_entries",
    "keep_html",
    "keep_trial",
    "keep_upload",
    "live_parts",
    "load",
    "new_revision",
    "prepare",
    "problems_of",
    "publish",
    "publish_draft",
    "rebase",
    "save",
    "take_assignments_back",
    "take_out",
]
