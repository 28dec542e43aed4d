"""Reading drafts: the open one of a document, what was saved of it."""

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from lms.db import db
from lms.errors import NotFound
from lms.library.models import (
    Document,
    DocumentAuthor,
    Draft,
    DraftText,
    DraftVersion,
    Revision,
)
from lms.library.packing import unpack
from lms.pages import PAGE_SIZE, Page, Total, counted
from lms.people.models import Person

NOBODYS = sa.select(Document).where(
    Document.archived_at.is_(None),
    Document.published_revision_id.is_not(None),
    sa.not_(sa.exists().where(DocumentAuthor.document_id == Document.id)),
)


def open_draft(document: Document) -> Draft | None:
    """The draft of a document that is being written."""
    wanted = sa.select(Draft).where(Draft.document_id == document.id, Draft.closed_at.is_(None))
    return db.session.scalar(wanted)


def authored(person: Person, kind: str, name: str) -> Document:
    """A document that a person may change. Raises NotFound for every other."""
    return _one(written_by(person), kind, name, Document.archived_at.is_(None))


def archived_one(person: Person, kind: str, name: str) -> Document:
    """An archived document of a person's own. Raises NotFound for every other."""
    return _one(written_by(person), kind, name, Document.archived_at.is_not(None))


def archived(person: Person) -> Sequence[Document]:
    """The archived documents of a person's own, the latest first."""
    wanted = written_by(person).where(Document.archived_at.is_not(None))
    return db.session.scalars(wanted.order_by(Document.archived_at.desc(), Document.id)).all()


def unclaimed() -> Sequence[Document]:
    """The published documents of which nobody is the author, by kind and name."""
    return db.session.scalars(NOBODYS.order_by(Document.kind, Document.name)).all()


def read_by_all(kind: str, name: str) -> Document:
    """A document that is published, whoever wrote it. Raises NotFound for every other."""
    is_seen = (Document.archived_at.is_(None), Document.published_revision_id.is_not(None))
    return _one(sa.select(Document), kind, name, *is_seen)


def written_by(person: Person) -> sa.Select[Document]:
    """The documents of which a person is an author."""
    return (
        sa.select(Document)
        .join(DocumentAuthor, DocumentAuthor.document_id == Document.id)
        .where(DocumentAuthor.person_id == person.id)
    )


def _one(
    of: sa.Select[Document], kind: str, name: str, *conditions: sa.ColumnElement[bool]
) -> Document:
    found = db.session.scalar(of.where(Document.kind == kind, Document.name == name, *conditions))
    if found is None:
        raise NotFound
    return found


def document_named(kind: str, name: str) -> Document | None:
    """The document of this name, whoever wrote it, published or not."""
    wanted = sa.select(Document).where(Document.kind == kind, Document.name == name)
    return db.session.scalar(wanted)


def documents_named(
    identities: Collection[tuple[str, str]],
) -> Mapping[tuple[str, str], Document]:
    """Those documents that there are, whoever wrote them, by kind and name."""
    wanted = sa.select(Document).where(Document.name.in_({name for _, name in identities}))
    found = {(one.kind, one.name): one for one in db.session.scalars(wanted)}
    return {identity: one for identity, one in found.items() if identity in identities}


def texts_of(documents: Collection[int]) -> Mapping[int, Mapping[str, str]]:
    """What readers see of some documents: path → text, by document."""
    wanted = (
        sa.select(Revision.document_id, Revision.texts)
        .join(Document, Document.published_revision_id == Revision.id)
        .where(Revision.document_id.in_(documents))
    )
    return dict(db.session.execute(wanted).all())


def paths_of(kind: str, name: str) -> frozenset[str]:
    """The paths of all files of documents of a kind whose names begin so, published and drafts."""
    of_these = (Document.kind == kind, Document.name.startswith(name, autoescape=True))
    live = (
        sa.select(Revision.texts)
        .join(Document, Document.published_revision_id == Revision.id)
        .where(*of_these)
    )
    written = (
        sa.select(DraftText.path)
        .join(Draft, Draft.id == DraftText.draft_id)
        .join(Document, Document.id == Draft.document_id)
        .where(*of_these, Draft.closed_at.is_(None))
    )
    published = (path for texts in db.session.scalars(live) for path in texts)
    return frozenset([*published, *db.session.scalars(written)])


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


def open_drafts(person: Person, identities: Collection[tuple[str, str]]) -> Sequence[Draft]:
    """The open drafts of those documents (kind and name) that a person may change."""
    wanted = (
        sa.select(Draft)
        .join(Document, Document.id == Draft.document_id)
        .join(DocumentAuthor, DocumentAuthor.document_id == Document.id)
        .where(
            Draft.closed_at.is_(None),
            DocumentAuthor.person_id == person.id,
            Document.archived_at.is_(None),
            Document.name.in_({name for _, name in identities}),
        )
        .options(contains_eager(Draft.document))
        .order_by(Document.kind, Document.name)
    )
    found = db.session.scalars(wanted).all()
    return [one for one in found if (one.document.kind, one.document.name) in identities]


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
