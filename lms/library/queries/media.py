"""Reading pictures and sound of revisions; who may see them is the features' matter."""

from collections.abc import Iterator

import sqlalchemy as sa

from lms.db import db
from lms.library.models import Document, RevisionFile, StoredFile

FILE = (
    sa.select(StoredFile.content)
    .join(RevisionFile, RevisionFile.file_id == StoredFile.id)
    .where(
        RevisionFile.revision_id == sa.bindparam("revision_id"),
        RevisionFile.path == sa.bindparam("path"),
    )
)


def medium(revision_id: int, path: str) -> bytes | None:
    """A picture or sound of a revision; None if it has none of this path."""
    return db.session.scalar(FILE, {"revision_id": revision_id, "path": path})


def published_media() -> Iterator[tuple[str, bytes]]:
    """All pictures and sound of what is published with their paths, document by document."""
    wanted = (
        sa.select(RevisionFile.revision_id, RevisionFile.path)
        .join(Document, Document.published_revision_id == RevisionFile.revision_id)
        .where(Document.archived_at.is_(None))
        .order_by(Document.kind, Document.name, RevisionFile.path)
    )
    for revision_id, path in db.session.execute(wanted).all():
        yield path, medium(revision_id, path) or b""
