"""Pictures and sound of revisions and drafts: each file is kept once, and never changed."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_, Invalid
from lms.library.models import (
    Document,
    DraftFile,
    RevisionFile,
    StoredFile,
    StoredPicture,
    Upload,
)
from lms.library.pictures import Redrawn, size_of
from lms.people.models import Person

MOST_UPLOADS = 200  # of one document
FULL = N_("这一份已经有 %(most)s 张图了；先删掉不用的。")


def keep_media(revision_id: int, media: Mapping[str, bytes]) -> None:
    """Keep the files of a new revision, by their paths."""
    for path, content in media.items():
        row = RevisionFile(revision_id=revision_id, path=path, file_id=_stored(content))
        db.session.add(row)


def keep_draft_media(draft_id: int, media: Mapping[str, bytes]) -> None:
    """Keep files of a draft, by their paths, in place of what was kept there before."""
    for path, content in media.items():
        db.session.merge(DraftFile(draft_id=draft_id, path=path, file_id=_stored(content)))


def keep_upload(
    actor: Person, document: Document, path: str, picture: Redrawn, alt: str, now: datetime
) -> Upload:
    """Put a picture beside a document; the same picture again is the one that is there.

    Raises Invalid for one too many.
    """
    lock(document)
    beside = sa.select(Upload).where(Upload.document_id == document.id)
    number = _stored(picture.content)
    known = db.session.scalar(beside.where(Upload.file_id == number))
    if known is not None:
        return known
    count = sa.select(sa.func.count()).where(Upload.document_id == document.id)
    if (db.session.scalar(count) or 0) >= MOST_UPLOADS:
        raise Invalid(FULL, most=MOST_UPLOADS)
    upload = Upload(
        document_id=document.id,
        path=path,
        file_id=number,
        size=len(picture.content),
        alt=alt,
        added_at=now,
        added_by_id=actor.id,
    )
    db.session.add(upload)
    db.session.flush()  # its public id leads to it
    return upload


def drop_upload(upload: Upload) -> None:
    """Take a picture from beside its document, and the file if nothing else has it."""
    number = upload.file_id
    db.session.delete(upload)
    db.session.flush()  # it is not to count as having the file
    others = (RevisionFile.file_id, DraftFile.file_id, Upload.file_id)
    if not any(db.session.scalar(sa.select(sa.exists().where(o == number))) for o in others):
        db.session.execute(sa.delete(StoredPicture).where(StoredPicture.file_id == number))
        db.session.execute(sa.delete(StoredFile).where(StoredFile.id == number))


def _stored(content: bytes) -> int:
    digest = hashlib.sha256(content).hexdigest()
    known = db.session.scalar(sa.select(StoredFile.id).where(StoredFile.digest == digest))
    if known is not None:
        return known
    file = StoredFile(digest=digest, content=content)
    db.session.add(file)
    db.session.flush()  # its number is what the revision is tied to
    size = size_of(content)
    if size is not None:
        db.session.add(StoredPicture(file_id=file.id, width=size[0], height=size[1]))
    return file.id
