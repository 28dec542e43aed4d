"""What readers see of the library now: one list for each edition, kept in every process.

Revisions never change, so what was parsed stays too, up to a bound.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from flask import current_app

from lms.db import db, editions
from lms.errors import NotFound
from lms.library import kinds, readings
from lms.library.domain import Bundle, ContentError
from lms.library.models import Document, Revision
from lms.library.shelf import Shelf

T = TypeVar("T")
Columns = tuple[int, int, int, str, str, str, str]
Row = sa.Row[*Columns]

EDITION = "library"  # moves when another revision is published
EXTENSION = "library.shelf"

_document, _revision = Document.__table__.c, Revision.__table__.c
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
).order_by(_document.kind, _document.name)

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


@dataclass(frozen=True, slots=True)
class Identity:
    """A published document without its text."""

    kind: str
    name: str
    address: str
    document_id: int


class Catalogue:
    """What is published in one edition of the library; texts are read when they are asked for.

    A text that no longer fits the syntax is logged and left out, the others stay.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[str, dict[str, Row]] = {}
        self._names: dict[tuple[str, str], str] = {}  # by kind and address
        self._revisions: dict[int, tuple[str, str]] = {}
        self._read: dict[tuple[str, str], Published[Any] | None] = {}
        self._kinds: dict[str, tuple[Published[Any], ...]] = {}
        for row in rows:
            _, revision_id, _, _, kind, name, address = row
            self._rows.setdefault(kind, {})[name] = row
            self._names[kind, address] = name
            self._revisions[revision_id] = kind, name

    def of_kind(self, kind: str) -> list[Published[Any]]:
        """All documents of a kind, by name."""
        if kind not in self._kinds:
            read = (self.named(kind, name) for name in self._rows.get(kind, {}))
            self._kinds[kind] = tuple(found for found in read if found is not None)
        return list(self._kinds[kind])

    def named(self, kind: str, name: str) -> Published[Any] | None:
        """The document of this id."""
        row = self._rows.get(kind, {}).get(name)
        if row is None:
            return None
        if (kind, name) not in self._read:
            self._read[kind, name] = _readable(row)
        return self._read[kind, name]

    def at(self, kind: str, address: str) -> Published[Any] | None:
        """The document at this address."""
        name = self._names.get((kind, address))
        return None if name is None else self.named(kind, name)

    def revision(self, revision_id: int) -> Published[Any] | None:
        """The document of which this is the published revision."""
        identity = self._revisions.get(revision_id)
        return self.named(*identity) if identity else None

    def identity(self, revision_id: int) -> Identity | None:
        """Which document this is the published revision of; its text is not read for it."""
        known = self._revisions.get(revision_id)
        return self.identified(*known) if known else None

    def identified(self, kind: str, name: str) -> Identity | None:
        """The published document of this id, without its text."""
        row = self._rows.get(kind, {}).get(name)
        return Identity(kind, name, row.address, row[0]) if row else None

    def read_all(self) -> None:
        """Read all documents, and keep in files what had to be parsed for it."""
        for kind, rows in self._rows.items():
            for name, row in rows.items():
                text = _text(row)
                is_new = not readings.is_kept(text)
                found = self.named(kind, name)
                if is_new and found is not None:
                    readings.keep(text, readings.Reading(found.content, is_checked=False))

    def texts(self) -> Iterator[readings.Text]:
        """What tells the texts of all documents from others."""
        return (_text(row) for rows in self._rows.values() for row in rows.values())

    def addresses(self, kind: str) -> dict[str, str]:
        """The addresses of all documents of a kind, by name."""
        return {name: row.address for name, row in self._rows.get(kind, {}).items()}


def catalogue() -> Catalogue:
    """What is published now."""
    return editions.remembered(EDITION, "catalogue", _read_catalogue)


def at_revision(revision_id: int) -> Published[Any]:
    """The document as it was at a revision, published or not.

    Raises NotFound for an unknown one, ContentError if its text no longer fits the syntax.
    """
    live = catalogue().revision(revision_id)
    if live is not None:
        return live
    row = db.session.execute(REVISION, {"revision_id": revision_id}).one_or_none()
    if row is None:
        raise NotFound
    return _published(row)


def _read_catalogue() -> Catalogue:
    return Catalogue(db.session.execute(PUBLISHED).all())


def _readable(row: Row) -> Published[Any] | None:
    try:
        return _published(row)
    except ContentError as error:
        log.error("unreadable revision", extra={"revision": row[1], "problem": str(error)})
        return None


def _published(row: Row) -> Published[Any]:
    document_id, revision_id, number, _, kind, name, address = row
    text = _text(row)
    content = shelf().contents.get(text, lambda: _read(text, revision_id))
    return Published(kind, document_id, revision_id, number, name, address, content)


def _text(row: Row) -> readings.Text:
    return readings.Text(row.kind, row.address, row.digest)


def _read(text: readings.Text, revision_id: int) -> Any:
    kept = readings.read(text)
    return kept.content if kept else _parse(text.kind, text.address, revision_id)


def _parse(kind: str, address: str, revision_id: int) -> Any:
    texts = db.session.scalars(sa.select(Revision.texts).where(Revision.id == revision_id)).one()
    return kinds.parse(kinds.of(kind), Bundle(address, texts))


def shelf() -> Shelf:
    """What this process keeps of documents it has read."""
    kept: Shelf = current_app.extensions.setdefault(EXTENSION, Shelf())
    return kept
