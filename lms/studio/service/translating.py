"""What somebody does with a translation: write pieces of it, say that pieces still hold, count."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lms.db import db
from lms.library import service as drafts
from lms.library.models import Document
from lms.people.models import Person
from lms.studio.domain.translating import Pair, Standing
from lms.studio.models import LONGEST_PLACE, TranslationApproval, TranslationCount
from lms.studio.service.writing import Written, keep


@dataclass(frozen=True, slots=True)
class Translated:
    """What was sent of a translation."""

    language: str
    written: Written | None  # the file with other words; None: none were changed
    holding: Collection[Pair]  # of which is said that they still hold


def translate(actor: Person, document: Document, sent: Translated, now: datetime) -> None:
    """Keep what was written in the draft, and what is said to hold.

    A file that is not there yet is begun. Raises Conflict when somebody saved other words since.
    """
    if sent.written is not None:
        draft = drafts.begin(actor, document, now)
        if all(text.path != sent.written.path for text in draft.texts):
            drafts.add_file(actor, draft, sent.written.path, now)
        keep(actor, document, sent.written, now)
    for pair in sent.holding:
        _approve(actor, document, sent.language, pair, now)
    if sent.holding and document.published_revision_id:
        forget = sa.delete(TranslationCount)
        forget = forget.where(TranslationCount.revision_id == document.published_revision_id)
        db.session.execute(forget)


def _approve(actor: Person, document: Document, language: str, pair: Pair, now: datetime) -> None:
    if len(pair.place) > LONGEST_PLACE:
        return
    said = db.session.get(TranslationApproval, (document.id, language, pair.place))
    if said is None:
        said = TranslationApproval(
            document_id=document.id,
            language=language,
            place=pair.place,
            digest=pair.digest,
            by_id=actor.id,
            at=now,
        )
        db.session.add(said)
    said.digest, said.by_id, said.at = pair.digest, actor.id, now


def keep_standing(revision_id: int, standing: Standing, now: datetime) -> None:
    """Keep how the English of a published revision stands."""
    if db.session.get(TranslationCount, revision_id) is None:
        db.session.add(
            TranslationCount(
                revision_id=revision_id,
                pieces=standing.pieces,
                missing=standing.missing,
                outdated=standing.outdated,
                counted_at=now,
            )
        )
