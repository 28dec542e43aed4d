"""Making what is published findable: words of its parts, kept with the revision that they are of.

`indexed` is the slow part and asks no database; it belongs before the transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from lms.db import db
from lms.fulltext import VERSION, sounded, words_of
from lms.library import kinds, queries
from lms.library.domain import LANGUAGES, Entry, Wording
from lms.library.kinds import DocumentKind, Html
from lms.library.models import Document, Revision, SearchEntry


@dataclass(frozen=True, slots=True)
class Indexed:
    """A part of a document with its words."""

    part: str
    within: str
    titles: dict[str, str]
    texts: dict[str, str]
    words: str


def indexed(kind: DocumentKind[Any], content: Any, html: Html) -> tuple[Indexed, ...]:
    """The parts of a document that can be found, with their words."""
    if not kind.found_as:
        return ()
    return tuple(_indexed(kind.found_as, entry) for entry in kind.entries(content, html))


def entries_of(revision_id: int) -> tuple[Indexed, ...]:
    """The parts of a revision that can be found, made now."""
    document = queries.at_revision(revision_id)
    kind = kinds.of(document.kind)
    if not kind.found_as:
        return ()
    html = {language: queries.parts(revision_id, language) for language in LANGUAGES}
    return indexed(kind, document.content, html)


def keep_entries(revision_id: int, entries: Iterable[Indexed]) -> None:
    """Let a document be found by the parts of this revision, if it is the published one."""
    revision = db.session.get_one(Revision, revision_id)
    document = db.session.get_one(Document, revision.document_id)
    if document.published_revision_id != revision_id:
        return
    db.session.execute(sa.delete(SearchEntry).where(SearchEntry.document_id == document.id))
    db.session.add_all(
        SearchEntry(
            document_id=document.id,
            revision_id=revision_id,
            number=number,
            part=entry.part,
            within=entry.within,
            titles=entry.titles,
            texts=entry.texts,
            version=VERSION,
            words=entry.words,
        )
        for number, entry in enumerate(entries, 1)
    )


def drop_leftovers() -> None:
    """Forget the parts of what is no longer published."""
    live = sa.select(Document.published_revision_id).where(
        Document.archived_at.is_(None), Document.published_revision_id.is_not(None)
    )
    db.session.execute(sa.delete(SearchEntry).where(SearchEntry.revision_id.not_in(live)))


def _indexed(sort: str, entry: Entry) -> Indexed:
    titles, texts = _by_language(entry.title), _by_language(entry.text)
    more = [*entry.also, *sounded(entry.sounds)]
    words = words_of(sort, titles.values(), texts.values(), more)
    return Indexed(entry.part, entry.within, titles, texts, words)


def _by_language(wording: Wording) -> dict[str, str]:
    """The wording in the languages in which it is there."""
    by_language = {"zh-Hans": wording.zh_hans, "zh-Hant": wording.zh_hant, "en": wording.en}
    return {language: text for language, text in by_language.items() if text}
