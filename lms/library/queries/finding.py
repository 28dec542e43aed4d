"""Finding parts of published documents; which of them somebody may read is the features' matter."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from lms import fulltext
from lms.db import db
from lms.fulltext import MOST, Counts, Facets, Hit, Narrowing, Query, excerpt, held, marked
from lms.i18n import language
from lms.library import kinds
from lms.library.catalogue import Identity, catalogue
from lms.library.domain import LANGUAGES, SOURCE
from lms.library.models import Document, SearchEntry

_entry = SearchEntry.__table__.c
LIGHT = sa.select(_entry.id, _entry.revision_id, _entry.number, _entry.part)
FULL = sa.select(_entry.id, _entry.titles, _entry.texts).where(
    _entry.id.in_(sa.bindparam("ids", expanding=True))
)

FIRST_TITLES = sa.select(_entry.document_id, _entry.titles).where(
    _entry.number == 1, _entry.document_id.in_(sa.bindparam("ids", expanding=True))
)


NOWHERE = Facets()


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


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is left of what was found."""

    found: Sequence[Found]
    counts: Counts
    is_more: bool  # not everything was looked through


def find(
    sort: str,
    query: Query,
    scope: Scope | None = None,
    *,
    only: Collection[int] | None = None,
    ranked: bool = True,
) -> list[Found]:
    """What is found of a sort, up to `fulltext.MOST`; without a scope all may be read.

    `only`: the documents that are wanted at all; `ranked`: by titles first.
    """
    if query.is_empty or (scope is not None and scope.is_empty):
        return []
    wanted = _wanted(scope, only)
    by_title = list(_found(wanted, sort, query, in_title=True)) if ranked else []
    if len(by_title) == MOST:
        return by_title
    known = {found.entry_id for found in by_title}
    rest = _found(wanted, sort, query, in_title=False)
    return [*by_title, *(found for found in rest if found.entry_id not in known)][:MOST]


def shown(found: Mapping[Found, tuple[str, str]], query: Query) -> list[Hit]:
    """What was found as it is shown, given the address of each and its place in words."""
    if not found:
        return []
    rows = db.session.execute(FULL, {"ids": [one.entry_id for one in found]})
    told = {row.id: (row.titles, row.texts) for row in rows}
    return [
        _hit(*told[one.entry_id], query, address, place)
        for one, (address, place) in found.items()
        if one.entry_id in told
    ]


def first_titles(found: Iterable[Found]) -> dict[int, str]:
    """What the documents of what was found are called, by number; no text is read for it."""
    ids = list({one.document.document_id for one in found})
    if not ids:
        return {}
    rows = db.session.execute(FIRST_TITLES, {"ids": ids})
    return {id_: titles.get(language()) or titles[SOURCE] for id_, titles in rows}


def searched() -> list[int]:
    """The published revisions that are to be found."""
    return [revision_id for revision_id in db.session.scalars(_searched()) if revision_id]


def outdated() -> list[int]:
    """Those of them whose words are missing or were made in an earlier way."""
    fresh = sa.exists().where(
        SearchEntry.revision_id == Document.published_revision_id,
        SearchEntry.version == fulltext.VERSION,
    )
    return [revision for revision in db.session.scalars(_searched().where(~fresh)) if revision]


def _searched() -> sa.Select[int | None]:
    kinds_found = [kind.name for kind in kinds.registered().values() if kind.found_as]
    return sa.select(Document.published_revision_id).where(
        Document.kind.in_(kinds_found),
        Document.archived_at.is_(None),
        Document.published_revision_id.is_not(None),
    )


def narrowed(
    look: Callable[[Collection[int] | None], list[Found]],
    facets: Mapping[int, Facets],
    narrowing: Narrowing,
) -> Narrowed:
    """What is asked for of what `look` finds, and how much there would be with other filters.

    `facets` are those of documents, by number. Of many things only the first are found: then it
    looks again, among the documents that are wanted.
    """

    def told(one: Found) -> Facets:
        return facets.get(one.document.document_id, NOWHERE)

    found = look(None)
    is_more = len(found) >= MOST
    counts = Counts.of(map(told, found), narrowing, is_more=is_more)
    if not narrowing.is_any:
        return Narrowed(found, counts, is_more=is_more)
    if is_more:
        found = look([number for number, own in facets.items() if narrowing.fits(own)])
        is_more = len(found) >= MOST
    return Narrowed([one for one in found if narrowing.fits(told(one))], counts, is_more=is_more)


def _wanted(scope: Scope | None, only: Collection[int] | None) -> sa.Select[Any]:
    wanted: sa.Select[Any] = LIGHT if scope is None else LIGHT.where(_readable(scope))
    return wanted if only is None else wanted.where(_entry.document_id.in_(list(only)))


def _found(wanted: sa.Select[Any], sort: str, query: Query, *, in_title: bool) -> Iterator[Found]:
    matching = fulltext.narrowed(wanted, SearchEntry.words, sort, query, in_title=in_title)
    published = catalogue()
    for id_, revision_id, number, part in db.session.execute(matching.limit(MOST)):
        document = published.identity(revision_id)
        if document is not None:
            yield Found(document, id_, number, part, in_title)


def _hit(
    titles: Mapping[str, str], texts: Mapping[str, str], query: Query, address: str, place: str
) -> Hit:
    tongue = _tongue(titles, texts, query)
    return Hit(
        title=marked(titles[tongue], query),
        address=address,
        place=place,
        excerpt=excerpt(texts.get(tongue, ""), query),
        language=tongue,
    )


def _readable(scope: Scope) -> sa.ColumnElement[bool]:
    return sa.or_(
        _entry.within.in_(list(scope.within)), _entry.document_id.in_(list(scope.documents))
    )


def _tongue(titles: Mapping[str, str], texts: Mapping[str, str], query: Query) -> str:
    """The language to show it in: the reader's, unless more of the terms are in another."""
    tongues = sorted(LANGUAGES, key=lambda tongue: tongue != language())
    told = [tongue for tongue in tongues if titles.get(tongue)]
    return max(told, key=lambda tongue: held(f"{titles[tongue]}\n{texts.get(tongue, '')}", query))
