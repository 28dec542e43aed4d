"""Pictures and sound of a revision: each file is kept once, and never changed."""

import hashlib
from collections.abc import Mapping

import sqlalchemy as sa

from lms.db import db
from lms.library.models import RevisionFile, StoredFile


def keep_media(revision_id: int, media: Mapping[str, bytes]) -> None:
    """Keep the files of a new revision, by their paths."""
    for path, content in media.items():
        row = RevisionFile(revision_id=revision_id, path=path, file_id=_stored(content))
        db.session.add(row)


def _stored(content: bytes) -> int:
    digest = hashlib.sha256(content).hexdigest()
    known = db.session.scalar(sa.select(StoredFile.id).where(StoredFile.digest == digest))
    if known is not None:
        return known
    file = StoredFile(digest=digest, content=content)
    db.session.add(file)
    db.session.flush()  # its number is what the revision is tied to
    return file.id
