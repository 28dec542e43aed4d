"""Reading documents: what is published, what a revision said, its HTML, who it is assigned to.

Revisions never change, so what was parsed stays in this process, up to a bound.
"""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from flask import current_app
from markupsafe import Markup

from lms.db import db
from lms.errors import NotFound
from lms.i18n import language
from lms.library import kinds
from lms.library.domain import LANGUAGES, Bundle, ContentError
from lms.library.models import Assignment, Document, DocumentAuthor, Rendering, Revision
from lms.library.shelf import Shelf
from lms.markdown import RENDERER, kept
from lms.people.models import Person

T = TypeVar("T")
Columns = tuple[int, int, int, str, str, str, str]
Row = sa.Row[*Columns]

EXTENSION = "library.shelf"

# Statements are made once, from tables: making one costs more than carrying it out.
_document, _revision = Document.__table__.c, Revision.__table__.c
_assignment = Assignment.__table__.c
_OF_KIND = _document.kind == sa.bindparam("kind")
REVISIONS: sa.Select[*Columns] = sa.select(
    _document.id,
    _revision.id,
    _revision.number,
    _revision.digest,
    _document.kind,
    _document.name,
    _document.address,
).where(_revision.document_id == _document.id)
REVISION = REVISIONS.where(_revision.id == sa.bindparam("revision_id"))
PUBLISHED = REVISIONS.where(
    _document.published_revision_id == _revision.id, _document.archived_at.is_(None)
)
NAMED = PUBLISHED.where(_OF_KIND, _document.name == sa.bindparam("name"))
ADDRESSED = PUBLISHED.where(_OF_KIND, _document.address == sa.bindparam("address"))
ALL_OF_KIND = PUBLISHED.where(_OF_KIND).order_by(_document.name)
ASSIGNED = sa.select(_assignment.document_id).where(
    _assignment.person_id == sa.bindparam("person_id")
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Published(Generic[T]):
    """A document at one revision; `content` is the domain object of its kind."""

    kind: str
    document_id: int
    revision_id: int
    number: int  # of the revision, counted from 1
    name: str
    address: str
    content: T


def published(kind: str, name: str) -> Published[Any] | None:
    """The document of this id as readers see it now; None if there is none."""
    return next(iter(_readable(NAMED, kind=kind, name=name)), None)


def published_at(kind: str, address: str) -> Published[Any] | None:
    """The document at this address as readers see it now; None if there is none."""
    return next(iter(_readable(ADDRESSED, kind=kind, address=address)), None)


def all_published(kind: str) -> list[Published[Any]]:
    """All documents of a kind as readers see them now, by name."""
    return _readable(ALL_OF_KIND, kind=kind)


def at_revision(revision_id: int) -> Published[Any]:
    """The document as it was at a revision, published or not.

    Raises NotFound for an unknown one, ContentError if its text no longer fits the syntax.
    """
    row = db.session.execute(REVISION, {"revision_id": revision_id}).one_or_none()
    if row is None:
        raise NotFound
    return _published(row)


def html(revision_id: int, language: str, part: str) -> Markup:
    """The HTML of one part of a revision. Raises KeyError for a part that it does not have."""
    return parts(revision_id, language)[part]


def parts(revision_id: int, language: str) -> Mapping[str, Markup]:
    """The HTML of a revision in a language, part by part."""
    return _shelf().pages.get((revision_id, language), lambda: _parts(revision_id, language))


def is_assigned(person_id: int, document_id: int) -> bool:
    """Whether the person is to read or play the document."""
    wanted = sa.select(Assignment.id).where(
        Assignment.person_id == person_id, Assignment.document_id == document_id
    )
    return db.session.scalar(wanted) is not None


def assigned(person_id: int, kind: str) -> Sequence[Assignment]:
    """What of a kind a person is to read or play; the earliest due first, then by name."""
    wanted = (
        sa.select(Assignment)
        .join(Document, Document.id == Assignment.document_id)
        .where(Assignment.person_id == person_id, Document.kind == kind)
        .order_by(Assignment.due_on.is_(None), Assignment.due_on, Document.name)
    )
    return db.session.scalars(wanted).all()


def assigned_documents(person_id: int) -> frozenset[int]:
    """The numbers of all documents that a person is to read or play."""
    return frozenset(db.session.scalars(ASSIGNED, {"person_id": person_id}))


def documents_of(author: Person) -> Sequence[Document]:
    """The documents that a person may change, by kind and name."""
    wanted = (
        sa.select(Document)
        .join(DocumentAuthor, DocumentAuthor.document_id == Document.id)
        .where(DocumentAuthor.person_id == author.id, Document.archived_at.is_(None))
        .order_by(Document.kind, Document.name)
    )
    return db.session.scalars(wanted).all()


def titles(documents: Collection[str]) -> dict[str, str]:
    """The titles of published documents (`kind/name`) in the reader's language, or their names."""
    found = {}
    for document in documents:
        kind, _, name = document.partition("/")
        live = published(kind, name)
        title = kinds.of(kind).meta(live.content).title if live else None
        found[document] = title.in_(language()) if title else name
    return found


def rendered() -> frozenset[tuple[str, str]]:
    """Kind and digest of the published revisions whose HTML is kept and up to date."""
    stale = set(stale_revisions())
    has_html = sa.exists().where(Rendering.revision_id == Revision.id)
    wanted = (
        sa.select(Revision.id, Document.kind, Revision.digest)
        .join(Document, Document.published_revision_id == Revision.id)
        .where(has_html)
    )
    rows = db.session.execute(wanted).all()
    return frozenset((kind, digest) for revision, kind, digest in rows if revision not in stale)


def stale_revisions() -> Sequence[int]:
    """The published revisions whose HTML an earlier renderer made."""
    wanted = (
        sa.select(Rendering.revision_id)
        .join(Document, Document.published_revision_id == Rendering.revision_id)
        .where(Rendering.renderer != RENDERER)
        .distinct()
    )
    return db.session.scalars(wanted.order_by(Rendering.revision_id)).all()


def fresh_html(revision_id: int) -> Mapping[str, Mapping[str, Markup]]:
    """The HTML of a revision made now, by language and part."""
    document = at_revision(revision_id)
    kind = kinds.of(document.kind)
    return {language: kind.render(document.content, language) for language in LANGUAGES}


def published_texts() -> Iterator[tuple[str, str]]:
    """All published texts with their paths, document by document."""
    wanted = (
        sa.select(Revision.texts)
        .join(Document, Document.published_revision_id == Revision.id)
        .where(Document.archived_at.is_(None))
        .order_by(Document.kind, Document.name)
    )
    for texts in db.session.scalars(wanted):
        yield from texts.items()


def _readable(wanted: sa.Select[*Columns], **values: str) -> list[Published[Any]]:
    """What fits the syntax; a text that no longer does is logged and left out, the others stay."""
    found = []
    for row in db.session.execute(wanted, values).all():
        try:
            found.append(_published(row))
        except ContentError as error:
            log.error("unreadable revision", extra={"revision": row[1], "problem": str(error)})
    return found


def _published(row: Row) -> Published[Any]:
    document_id, revision_id, number, digest, kind, name, address = row
    content = _shelf().contents.get(
        (revision_id, digest), lambda: _parse(kind, address, revision_id)
    )
    return Published(kind, document_id, revision_id, number, name, address, content)


def _parse(kind: str, address: str, revision_id: int) -> Any:
    texts = db.session.scalars(sa.select(Revision.texts).where(Revision.id == revision_id)).one()
    return kinds.parse(kinds.of(kind), Bundle(address, texts))


def _parts(revision_id: int, language: str) -> Mapping[str, Markup]:
    wanted = sa.select(Rendering).where(
        Rendering.revision_id == revision_id, Rendering.language == language
    )
    rows = db.session.scalars(wanted).all()
    if rows and all(row.renderer == RENDERER for row in rows):
        return {row.part: kept(row.html) for row in rows}
    document = at_revision(revision_id)
    return kinds.of(document.kind).render(document.content, language)


def _shelf() -> Shelf:
    shelf: Shelf = current_app.extensions.setdefault(EXTENSION, Shelf())
    return shelf
