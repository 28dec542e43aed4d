"""Pictures and sound of revisions and drafts: each file is kept once, and never changed."""

import hashlib
from collections.abc import Mapping

import sqlalchemy as sa

from lms.db import db
from lms.library.models import DraftFile, RevisionFile, StoredFile


def keep_media(revision_id: int, media: Mapping[str, bytes]) -> None:
    """Keep the files of a new revision, by their paths."""
    for path, content in media.items():
        row = RevisionFile(revision_id=revision_id, path=path, file_id=_stored(content))
        db.session.add(row)


def keep_draft_media(draft_id: int, media: Mapping[str, bytes]) -> None:
    """Keep files of a draft, by their paths, in place of what was kept there before."""
    for path, content in media.items():
        db.session.merge(DraftFile(draft_id=draft_id, path=path, file_id=_stored(content)))


def _stored(content: bytes) -> int:
    digest = hashlib.sha256(content).hexdigest()
    known = db.session.scalar(sa.select(StoredFile.id).where(StoredFile.digest == digest))
    if known is not None:
        return known
    file = StoredFile(digest=digest, content=content)
    db.session.add(file)
    db.session.flush()  # its number is what the revision is tied to
    return file.id
