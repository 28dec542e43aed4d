"""New documents: written from the first word, seen by nobody but their authors until published."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from lms.db import db
from lms.errors import N_, ProductError
from lms.library import queries
from lms.library.models import Document, DocumentAuthor, Draft
from lms.library.service.drafting import begin_with
from lms.library.service.keeping_media import keep_draft_media
from lms.people.models import Person

TAKEN = N_("“%(name)s”已经有了；请换一个标识。")


class Taken(ProductError):
    """There is a document of this name already (409)."""

    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(TAKEN, name=name)


def begin_document(
    actor: Person,
    kind: str,
    name: str,
    texts: Mapping[str, str],
    media: Mapping[str, bytes],
    now: datetime,
) -> Draft:
    """A document with a draft of these texts and nothing published; the actor is its author.

    The same again by the same person is the same draft. A name whose document was thrown away
    before anything of it was published is free. Raises Taken for every other name.
    """
    document = queries.document_named(kind, name)
    if document is not None:
        same = _same(actor, document, texts)
        if same is not None:
            return same
        if not _is_thrown_away(document):
            raise Taken(name)
        db.session.execute(
            sa.delete(DocumentAuthor).where(DocumentAuthor.document_id == document.id)
        )
    else:
        document = Document(kind=kind, name=name, address=name)
        db.session.add(document)
        db.session.flush()  # its number is needed by author and draft
    db.session.add(DocumentAuthor(document_id=document.id, person_id=actor.id))
    draft = begin_with(actor, document, texts, now)
    keep_draft_media(draft.id, media)
    return draft


def _same(actor: Person, document: Document, texts: Mapping[str, str]) -> Draft | None:
    """What the actor has begun with just these texts and not changed yet."""
    draft = queries.open_draft(document)
    if draft is None or draft.base_revision_id is not None or draft.begun_by_id != actor.id:
        return None
    return draft if [one.text for one in draft.texts] == list(texts.values()) else None


def _is_thrown_away(document: Document) -> bool:
    return document.published_revision_id is None and queries.open_draft(document) is None
