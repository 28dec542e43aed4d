"""Taking documents out of readers' sight, and back: nothing is deleted, nothing done is lost."""

from datetime import datetime

import sqlalchemy as sa

from lms.db import db, editions, lock
from lms.errors import N_
from lms.library.catalogue import EDITION
from lms.library.models import Document, SearchEntry
from lms.library.service.indexing import entries_of, keep_entries
from lms.people import audit
from lms.people.models import Person

ARCHIVED, RETURNED = "document.archived", "document.returned"
ARCHIVED_WORDS = N_("%(actor)s归档了《%(document)s》")
RETURNED_WORDS = N_("%(actor)s把《%(document)s》从归档里拿了出来")


def archive(actor: Person, document: Document, now: datetime) -> None:
    """Let readers neither see nor find a document; what was done with it keeps its revision.

    What is archived already stays as it is.
    """
    lock(document)
    if document.archived_at is not None:
        return
    document.archived_at = now
    editions.move(EDITION)
    db.session.execute(sa.delete(SearchEntry).where(SearchEntry.document_id == document.id))
    _record(ARCHIVED, actor, document, now)


def take_out(actor: Person, document: Document, now: datetime) -> None:
    """Let readers see and find an archived document again, as it was published last."""
    lock(document)
    if document.archived_at is None:
        return
    document.archived_at = None
    editions.move(EDITION)
    _record(RETURNED, actor, document, now)
    if document.published_revision_id is not None:
        revision = document.published_revision_id
        db.session.flush()  # its words are kept only while it is the published one
        keep_entries(revision, entries_of(revision))


def _record(kind: str, actor: Person, document: Document, now: datetime) -> None:
    name = f"{document.kind}/{document.name}"
    audit.record(kind, actor=actor, subject=None, now=now, document=name)
