"""Reading documents: what is published, what a revision said, its HTML, who it is assigned to."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from markupsafe import Markup

from lms.db import db, editions
from lms.i18n import language
from lms.library import kinds
from lms.library.catalogue import EDITION, Published, at_revision, catalogue, shelf
from lms.library.domain import LANGUAGES
from lms.library.models import (
    Assignment,
    Document,
    DocumentAuthor,
    Draft,
    Rendering,
    Revision,
)
from lms.library.queries.finding import outdated
from lms.library.readings import Text
from lms.markdown import RENDERER, kept
from lms.people.models import Person

V = TypeVar("V")

# Made once, from the table: making a statement costs more than carrying it out.
_assignment = Assignment.__table__.c
ASSIGNED = sa.select(_assignment.document_id).where(
    _assignment.person_id == sa.bindparam("person_id")
)
GIVEN = ASSIGNED.with_only_columns(_assignment.document_id, _assignment.due_on, _assignment.reason)


@dataclass(frozen=True, slots=True)
class Given:
    """That a document is put before a person."""

    due_on: date | None
    reason: str


def published(kind: str, name: str) -> Published[Any] | None:
    """The document of this id as readers see it now; None if there is none."""
    return catalogue().named(kind, name)


def published_at(kind: str, address: str) -> Published[Any] | None:
    """The document at this address as readers see it now; None if there is none."""
    return catalogue().at(kind, address)


def all_published(kind: str) -> list[Published[Any]]:
    """All documents of a kind as readers see them now, by name."""
    return catalogue().of_kind(kind)


def addresses(kind: str) -> Mapping[str, str]:
    """The addresses of all published documents of a kind, by name; no text is read for it."""
    return catalogue().addresses(kind)


def of_this_edition(key: str, make: Callable[[], V]) -> V:
    """What `make` finds about published documents; asked again when something is published."""
    return editions.remembered(EDITION, key, make)


def html(revision_id: int, language: str, part: str) -> Markup:
    """The HTML of one part of a revision. Raises KeyError for a part that it does not have."""
    return parts(revision_id, language)[part]


def parts(revision_id: int, language: str) -> Mapping[str, Markup]:
    """The HTML of a revision in a language, part by part."""
    return shelf().pages.get((revision_id, language), lambda: _parts(revision_id, language))


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


def count_assigned(document_ids: Collection[int]) -> int:
    """How often one of these documents is put before somebody."""
    wanted = sa.select(sa.func.count()).where(Assignment.document_id.in_(document_ids))
    return db.session.scalar(wanted) or 0


def given_to(person_id: int) -> Mapping[int, Given]:
    """What a person is to read or play, of whatever kind, by document."""
    rows = db.session.execute(GIVEN, {"person_id": person_id})
    return {document_id: Given(due_on, reason) for document_id, due_on, reason in rows}


def documents_of(author: Person) -> Sequence[Document]:
    """The documents that a person may change, by kind and name; none that was thrown away."""
    wanted = (
        sa.select(Document)
        .join(DocumentAuthor, DocumentAuthor.document_id == Document.id)
        .where(
            DocumentAuthor.person_id == author.id,
            Document.archived_at.is_(None),
            sa.or_(
                Document.published_revision_id.is_not(None),
                sa.exists().where(Draft.document_id == Document.id, Draft.closed_at.is_(None)),
            ),
        )
        .order_by(Document.kind, Document.name)
    )
    return db.session.scalars(wanted).all()


def open_to_copying(person: Person, kind: str) -> Sequence[Document]:
    """The published documents of a kind of which a person may see all that is written in them."""
    wanted = (
        sa.select(Document)
        .where(
            Document.kind == kind,
            Document.published_revision_id.is_not(None),
            Document.archived_at.is_(None),
            is_theirs_to_change(person, Document.id),
        )
        .order_by(Document.name)
    )
    return db.session.scalars(wanted).all()


def authors_of(document_id: int) -> Sequence[Person]:
    """Those who may change a document."""
    written = sa.select(DocumentAuthor.person_id).where(DocumentAuthor.document_id == document_id)
    return db.session.scalars(sa.select(Person).where(Person.id.in_(written))).unique().all()


def is_theirs_to_change(person: Person, document_id: Any) -> sa.ColumnElement[bool]:
    """The condition that a document is one's own, or nobody's and any author may adopt it."""
    written = sa.exists().where(DocumentAuthor.document_id == document_id)
    own = written.where(DocumentAuthor.person_id == person.id)
    return sa.or_(own, sa.not_(written))


def titles(documents: Collection[str]) -> dict[str, str]:
    """The titles of published documents (`kind/name`) in the reader's language, or their names."""
    found = {}
    for document in documents:
        kind, _, name = document.partition("/")
        live = published(kind, name)
        title = kinds.of(kind).meta(live.content).title if live else None
        found[document] = title.in_(language()) if title else name
    return found


def up_to_date(*, has_html: bool) -> frozenset[tuple[str, str]]:
    """Kind and digest of the published revisions whose words, and HTML if any, are up to date."""
    stale = {*stale_revisions(), *outdated()}
    kept = sa.exists().where(Rendering.revision_id == Revision.id)
    wanted = (
        sa.select(Revision.id, Document.kind, Revision.digest)
        .join(Document, Document.published_revision_id == Revision.id)
        .where(kept if has_html else ~kept)
    )
    rows = db.session.execute(wanted).all()
    return frozenset((kind, digest) for revision, kind, digest in rows if revision not in stale)


def read_all() -> None:
    """Read into memory all that is published, and keep in files what had to be parsed for it."""
    catalogue().read_all()


def published_readings() -> Iterator[Text]:
    """The texts of all that is published, as files of what was parsed name them."""
    return catalogue().texts()


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


def _parts(revision_id: int, language: str) -> Mapping[str, Markup]:
    wanted = sa.select(Rendering).where(
        Rendering.revision_id == revision_id, Rendering.language == language
    )
    rows = db.session.scalars(wanted).all()
    if rows and all(row.renderer == RENDERER for row in rows):
        return {row.part: kept(row.html) for row in rows}
    document = at_revision(revision_id)
    return kinds.of(document.kind).render(document.content, language)
