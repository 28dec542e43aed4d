"""How translations of documents stand: one document piece by piece, all of them in numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lms.db import db
from lms.errors import Invalid
from lms.library import queries as library
from lms.library.domain import SOURCE
from lms.library.models import Document, Draft, DraftText, DraftVersion, Revision
from lms.library.packing import unpack
from lms.people.models import Person
from lms.studio import content
from lms.studio.domain.translating import Pairs, Piece, Standing, in_doubt, pieces
from lms.studio.models import TranslationApproval, TranslationCount
from lms.studio.queries.desks import Desk, Sheet

MOST_REVISIONS = 20  # looked back at
MOST_VERSIONS = 30  # of a draft
COUNTED_IN = "en"  # traditional Chinese is derived, so that nothing of it is missing


@dataclass(frozen=True, slots=True)
class Translation:
    """A document beside its translation as both are being written."""

    desk: Desk
    language: str
    source: Sheet
    target: Sheet  # the file that holds the translation; the source's, if it holds all languages
    pieces: Sequence[Piece]

    @property
    def is_derived(self) -> bool:
        """Whether it cannot be written by pieces: a lesson that OpenCC translates as a whole."""
        has_none = not self.target.text and content.has_own_file(self.source.path)
        return has_none and self.language == "zh-Hant"


@dataclass(frozen=True, slots=True)
class Counted:
    """How the English of a published document stands; None: it is still being counted."""

    document: Document
    standing: Standing | None


def translation(desk: Desk, language: str) -> Translation:
    """A document of one's own beside its translation. Raises Invalid where it has faults."""
    source = next((one for one in desk.sheets if one.language == SOURCE), desk.sheets[0])
    path = content.target_path(source.path, language)
    none = Sheet(len(desk.sheets), path, "", 0, "")
    target = next((one for one in desk.sheets if one.path == path), none)
    now = content.pairs(_source_first(source.path, _texts(desk)), language)
    before = list(_published(desk.document, source.path, language))
    if desk.draft is not None and in_doubt([now, *before]):
        before = [*_saved(desk.draft, source.path, language), *before]
    found = pieces([now, *before], _approved(desk.document.id, language))
    return Translation(desk, language, source, target, found)


def standing_of(document: Document, revision: Revision) -> Standing | None:
    """How the English of a revision stands; None where it cannot be taken apart."""
    source = next((path for path in revision.texts if _is_source(path)), "")
    states = list(_published(document, source, COUNTED_IN, up_to=revision.number))
    approved = _approved(document.id, COUNTED_IN)
    return Standing.of(pieces(states, approved)) if states else None


def counted(person: Person) -> list[Counted]:
    """One's own published documents, those that want most work first."""
    documents = {one.id: one for one in library.documents_of(person) if one.published_revision_id}
    standings = standings_of(documents)
    found = [Counted(one, standings.get(number)) for number, one in documents.items()]
    shown = [one for one in found if one.standing is None or one.standing.pieces]
    return sorted(shown, key=_wanting)


def standings_of(documents: Mapping[int, object]) -> Mapping[int, Standing]:
    """What was counted of published documents."""
    wanted = (
        sa.select(Document.id, TranslationCount)
        .join(TranslationCount, TranslationCount.revision_id == Document.published_revision_id)
        .where(Document.id.in_(list(documents)))
    )
    return {
        number: Standing(row.pieces, row.missing, row.outdated)
        for number, row in db.session.execute(wanted)
    }


def uncounted(most: int) -> Sequence[tuple[Document, Revision]]:
    """Published documents whose translation was not counted yet."""
    is_counted = sa.exists().where(TranslationCount.revision_id == Revision.id)
    wanted = (
        sa.select(Document, Revision)
        .join(Revision, Revision.id == Document.published_revision_id)
        .where(Document.archived_at.is_(None), ~is_counted)
        .order_by(Document.id)
        .limit(most)
    )
    return [(document, revision) for document, revision in db.session.execute(wanted)]


def _wanting(one: Counted) -> tuple[int, int, str, str]:
    standing = one.standing or Standing(0, 0, 0)
    return -standing.outdated, -standing.missing, one.document.kind, one.document.name


def _texts(desk: Desk) -> Mapping[str, str]:
    return {sheet.path: sheet.text for sheet in desk.sheets}


def _is_source(path: str) -> bool:
    return Sheet(0, path, "", 0, "").language == SOURCE


def _source_first(source: str, texts: Mapping[str, str]) -> Mapping[str, str]:
    return {source: texts[source], **texts}


def _published(
    document: Document, source: str, language: str, up_to: int | None = None
) -> Iterator[Pairs]:
    """What was published of a document, the newest first; what has faults is left out."""
    wanted = (
        sa.select(Revision.texts)
        .where(
            Revision.document_id == document.id,
            Revision.published_at.is_not(None),
            Revision.number <= up_to if up_to else sa.true(),
        )
        .order_by(Revision.number.desc())
        .limit(MOST_REVISIONS)
    )
    for texts in db.session.scalars(wanted):
        yield from _taken_apart(source, texts, language)


def _saved(draft: Draft, source: str, language: str) -> Iterator[Pairs]:
    """What a draft said before, save by save, the newest first."""
    texts = {one.path: one.text for one in draft.texts}
    known = {one.id: one for one in draft.texts}
    wanted = (
        sa.select(DraftVersion.text_id, DraftVersion.number, DraftVersion.packed)
        .join(DraftText, DraftText.id == DraftVersion.text_id)
        .where(DraftText.draft_id == draft.id)
        .order_by(DraftVersion.saved_at.desc(), DraftVersion.id.desc())
        .limit(MOST_VERSIONS)
    )
    versions = {(row[0], row[1]): row[2] for row in db.session.execute(wanted)}
    for text_id, number in versions:
        text = known[text_id]
        packed = versions.get((text_id, number - 1))
        if packed is None and number > 1:
            return
        texts[text.path] = unpack(packed, text.base) if packed else text.base
        yield from _taken_apart(source, texts, language)


def _taken_apart(source: str, texts: Mapping[str, str], language: str) -> Iterator[Pairs]:
    if source not in texts:
        return
    try:
        yield content.pairs(_source_first(source, texts), language)
    except Invalid:
        return


def _approved(document_id: int, language: str) -> Mapping[str, str]:
    wanted = sa.select(TranslationApproval.place, TranslationApproval.digest).where(
        TranslationApproval.document_id == document_id, TranslationApproval.language == language
    )
    return dict(db.session.execute(wanted).all())
