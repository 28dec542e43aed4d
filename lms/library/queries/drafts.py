"""Reading drafts: the open one of a document, what was saved of it."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from lms.db import db
from lms.errors import NotFound
from lms.library.models import (
    Document,
    DocumentAuthor,
    Draft,
    DraftText,
    DraftVersion,
    Revision,
    RevisionFile,
    StoredFile,
)
from lms.library.packing import unpack
from lms.pages import PAGE_SIZE, Page, Total, counted
from lms.people.models import Person


def open_draft(document: Document) -> Draft | None:
    """The draft of a document that is being written."""
    wanted = sa.select(Draft).where(Draft.document_id == document.id, Draft.closed_at.is_(None))
    return db.session.scalar(wanted)


def authored(person: Person, kind: str, name: str) -> Document:
    """A document that a person may change. Raises NotFound for every other."""
    wanted = (
        sa.select(Document)
        .join(DocumentAuthor, DocumentAuthor.document_id == Document.id)
        .where(
            DocumentAuthor.person_id == person.id,
            Document.kind == kind,
            Document.name == name,
            Document.archived_at.is_(None),
        )
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def published_revision(document: Document) -> Revision | None:
    """The revision that readers see."""
    number = document.published_revision_id
    return db.session.get_one(Revision, number) if number else None


def drafts_of(documents: Sequence[int]) -> Mapping[int, Draft]:
    """The open drafts of some documents, by document."""
    wanted = (
        sa.select(Draft)
        .where(Draft.document_id.in_(documents), Draft.closed_at.is_(None))
        .options(selectinload(Draft.texts).joinedload(DraftText.saved_by, innerjoin=True))
    )
    return {draft.document_id: draft for draft in db.session.scalars(wanted)}


def media_of(revision_id: int) -> dict[str, bytes]:
    """All pictures and sound of a revision, by path."""
    wanted = (
        sa.select(RevisionFile.path, StoredFile.content)
        .join(StoredFile, StoredFile.id == RevisionFile.file_id)
        .where(RevisionFile.revision_id == revision_id)
        .order_by(RevisionFile.path)
    )
    return dict(db.session.execute(wanted).all())


def count_versions(text: DraftText, number: int) -> Total:
    """How much was saved of a file of a draft, for the page of this number."""
    return counted(sa.select(DraftVersion.id).where(DraftVersion.text_id == text.id), number)


def versions(text: DraftText, number: int, total: Total) -> Page[DraftVersion]:
    """One page of what was saved of a file of a draft, the newest first."""
    wanted = (
        sa.select(DraftVersion)
        .where(DraftVersion.text_id == text.id)
        .options(joinedload(DraftVersion.saved_by, innerjoin=True))
        .order_by(DraftVersion.number.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page(db.session.scalars(wanted).all(), number, total)


def words_of_version(text: DraftText, number: int) -> str:
    """What a version of a file said; 0 is what it was begun with. Raises NotFound."""
    if number == 0:
        return text.base
    wanted = sa.select(DraftVersion.packed).where(
        DraftVersion.text_id == text.id, DraftVersion.number == number
    )
    packed = db.session.scalar(wanted)
    if packed is None:
        raise NotFound
    return unpack(packed, text.base)


def revisions_of(document: Document) -> Sequence[Revision]:
    """What was published of a document, the newest first."""
    wanted = sa.select(Revision).where(
        Revision.document_id == document.id, Revision.published_at.is_not(None)
    )
    return db.session.scalars(wanted.order_by(Revision.number.desc())).all()
