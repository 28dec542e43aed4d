"""Reading pictures and sound of revisions and drafts; who may see them is the features' matter."""

from collections.abc import Collection, Iterator, Mapping

import sqlalchemy as sa

from lms.db import db
from lms.library import beside
from lms.library.models import (
    Document,
    Draft,
    DraftFile,
    RevisionFile,
    StoredFile,
    StoredPicture,
    Upload,
)

FILE = (
    sa.select(StoredFile.content)
    .join(RevisionFile, RevisionFile.file_id == StoredFile.id)
    .where(
        RevisionFile.revision_id == sa.bindparam("revision_id"),
        RevisionFile.path == sa.bindparam("path"),
    )
)
Size = tuple[int, int]  # width and height in pixels


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


def media_of(revision_id: int) -> dict[str, bytes]:
    """All pictures and sound of a revision, by path."""
    wanted = (
        sa.select(RevisionFile.path, StoredFile.content)
        .join(StoredFile, StoredFile.id == RevisionFile.file_id)
        .where(RevisionFile.revision_id == revision_id)
        .order_by(RevisionFile.path)
    )
    return dict(db.session.execute(wanted).all())


def sizes_of(revision_id: int) -> Mapping[str, Size]:
    """How large the pictures of a revision are, by path; drawings and sound are left out."""
    wanted = (
        sa.select(RevisionFile.path, StoredPicture.width, StoredPicture.height)
        .join(StoredPicture, StoredPicture.file_id == RevisionFile.file_id)
        .where(RevisionFile.revision_id == revision_id)
    )
    return {path: (width, height) for path, width, height in db.session.execute(wanted)}


def media_of_draft(draft: Draft, texts: Mapping[str, str]) -> dict[str, bytes]:
    """The pictures and sound of a draft that its texts name, by path."""
    files = _files_of(draft.document_id, draft)
    return _contents({path: files[path] for path in sorted(beside.named_of(files, texts))})


def medium_beside(document_id: int, draft: Draft | None, path: str) -> bytes | None:
    """A picture or sound that a document can show as it is written; None if there is none."""
    number = _files_of(document_id, draft).get(path)
    return None if number is None else _contents({path: number})[path]


def sizes_beside(document_id: int, draft: Draft | None) -> Mapping[str, Size]:
    """How large those of these are that are pictures of pixels, by path."""
    files = _files_of(document_id, draft)
    pictures = sa.select(StoredPicture.file_id, StoredPicture.width, StoredPicture.height)
    rows = db.session.execute(pictures.where(StoredPicture.file_id.in_(files.values()))).all()
    sizes = {number: (width, height) for number, width, height in rows}
    return {path: sizes[number] for path, number in files.items() if number in sizes}


def _files_of(document_id: int, draft: Draft | None) -> dict[str, int]:
    """What a document can show as it is written: paths with numbers of stored files.

    What readers see of it (or saw when the draft was begun), what authors put beside it, and what
    came with the draft; of the same path the latter goes before the former.
    """
    read, put, own = RevisionFile.__table__.c, Upload.__table__.c, DraftFile.__table__.c
    published = sa.select(Document.published_revision_id).where(Document.id == document_id)
    base = draft.base_revision_id if draft else published.scalar_subquery()
    files = sa.union_all(
        sa.select(read.path, read.file_id, sa.literal(0).label("turn")).where(
            read.revision_id == base
        ),
        sa.select(put.path, put.file_id, sa.literal(1)).where(put.document_id == document_id),
        sa.select(own.path, own.file_id, sa.literal(2)).where(
            own.draft_id == (draft.id if draft else None)
        ),
    ).subquery()
    wanted = sa.select(files.c.path, files.c.file_id).order_by(files.c.turn)
    return dict(db.session.execute(wanted).all())


def _contents(files: Mapping[str, int]) -> dict[str, bytes]:
    numbers: Collection[int] = files.values()
    wanted = sa.select(StoredFile.id, StoredFile.content).where(StoredFile.id.in_(numbers))
    contents = dict(db.session.execute(wanted).all()) if files else {}
    return {path: contents[number] for path, number in files.items()}
