"""Finding parts of published documents; which of them somebody may read is the features' matter."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from lms import fulltext
from lms.db import db
from lms.fulltext import MOST, Hit, Query, excerpt, held, marked
from lms.i18n import language
from lms.library import kinds
from lms.library.catalogue import Identity, catalogue
from lms.library.domain import LANGUAGES
from lms.library.models import Document, SearchEntry

_entry = SearchEntry.__table__.c
LIGHT = sa.select(_entry.id, _entry.revision_id, _entry.number, _entry.part)
FULL = sa.select(_entry.id, _entry.titles, _entry.texts).where(
    _entry.id.in_(sa.bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody may read: parts within these (courses), and of these documents."""

    within: Collection[str] = ()
    documents: Collection[int] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not (self.within or self.documents)


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a published document that was found."""

    document: Identity
    entry_id: int
    number: int  # place in the document
    part: str  # anchor, "" for the top
    is_titled: bool  # found by its title

    @property
    def anchor(self) -> str:
        """The end of its address."""
        return f"#{self.part}" if self.part else ""


def find(sort: str, query: Query, scope: Scope | None = None) -> list[Found]:
    """What is found of a sort, by titles first, up to `fulltext.MOST`; None: all may be read."""
    if query.is_empty or (scope is not None and scope.is_empty):
        return []
    by_title = list(_found(sort, query, scope, in_title=True))
    known = {found.entry_id for found in by_title}
    rest: Iterator[Found] = iter(())
    if len(by_title) < MOST:
        rest = (f for f in _found(sort, query, scope, in_title=False) if f.entry_id not in known)
    return [*by_title, *rest][:MOST]


def shown(found: Sequence[Found], query: Query, places: Mapping[int, tuple[str, str]]) -> list[Hit]:
    """What was found as it is shown; `places` gives address and place in words by entry."""
    rows = {
        row.id: row for row in db.session.execute(FULL, {"ids": [one.entry_id for one in found]})
    }
    hits = []
    for one in found:
        row = rows.get(one.entry_id)
        if row is not None:
            address, place = places[one.entry_id]
            tongue = _tongue(row.titles, row.texts, query)
            hits.append(
                Hit(
                    title=marked(row.titles[tongue], query),
                    address=address,
                    place=place,
                    excerpt=excerpt(row.texts.get(tongue, ""), query),
                )
            )
    return hits


def outdated() -> Sequence[int]:
    """The published revisions that are to be found and whose words are missing or made earlier."""
    searched = [kind.name for kind in kinds.registered().values() if kind.found_as]
    fresh = sa.exists().where(
        SearchEntry.revision_id == Document.published_revision_id,
        SearchEntry.version == fulltext.VERSION,
    )
    wanted = sa.select(Document.published_revision_id).where(
        Document.kind.in_(searched),
        Document.archived_at.is_(None),
        Document.published_revision_id.is_not(None),
        ~fresh,
    )
    return [revision for revision in db.session.scalars(wanted) if revision is not None]


def _found(sort: str, query: Query, scope: Scope | None, *, in_title: bool) -> Iterator[Found]:
    wanted: sa.Select[Any] = LIGHT if scope is None else LIGHT.where(_readable(scope))
    narrowed = fulltext.narrowed(wanted, SearchEntry.words, sort, query, in_title=in_title)
    published = catalogue()
    for id_, revision_id, number, part in db.session.execute(narrowed.limit(MOST)):
        document = published.identity(revision_id)
        if document is not None:
            yield Found(document, id_, number, part, in_title)


def _readable(scope: Scope) -> sa.ColumnElement[bool]:
    return sa.or_(
        _entry.within.in_(list(scope.within)), _entry.document_id.in_(list(scope.documents))
    )


def _tongue(titles: Mapping[str, str], texts: Mapping[str, str], query: Query) -> str:
    """The language to show it in: the reader's, unless more of the terms are in another."""
    tongues = sorted(LANGUAGES, key=lambda tongue: tongue != language())
    told = [tongue for tongue in tongues if titles.get(tongue)]
    return max(told, key=lambda tongue: held(f"{titles[tongue]}\n{texts.get(tongue, '')}", query))
