"""Tables of authored documents: what exists, its immutable revisions, its HTML, who may read it."""

from lms.library.models.documents import (
    DIGEST_LENGTH,
    FIRST_TRIAL,
    LONGEST_KIND,
    LONGEST_NAME,
    LONGEST_REASON,
    Assignment,
    Document,
    DocumentAuthor,
    Rendering,
    Revision,
    SearchEntry,
)
from lms.library.models.drafts import (
    LONGEST_PATH,
    OPEN_DRAFT,
    Draft,
    DraftText,
    DraftVersion,
)
from lms.library.models.media import (
    LONGEST_ALT,
    DraftFile,
    RevisionFile,
    StoredFile,
    StoredPicture,
    Upload,
)

__all__ = [
    "DIGEST_LENGTH",
    "FIRST_TRIAL",
    "LONGEST_ALT",
    "LONGEST_KIND",
    "LONGEST_NAME",
    "LONGEST_PATH",
    "LONGEST_REASON",
    "OPEN_DRAFT",
    "Assignment",
    "Document",
    "DocumentAuthor",
    "Draft",
    "DraftFile",
    "DraftText",
    "DraftVersion",
    "Rendering",
    "Revision",
    "RevisionFile",
    "SearchEntry",
    "StoredFile",
    "StoredPicture",
    "Upload",
]
