"""Texts that an author tries out: kept like a revision, seen by no reader, never published."""

from datetime import datetime

import sqlalchemy as sa

from lms.db import db
from lms.library.domain import Bundle, Origin
from lms.library.models import FIRST_TRIAL, Document, Revision
from lms.library.service.keeping_media import keep_media
from lms.people.models import Person


def keep_trial(actor: Person, document: Document, bundle: Bundle, now: datetime) -> Revision:
    """Keep texts that can be read, with numbers of their own; the same texts are kept once."""
    trials = sa.select(Revision).where(
        Revision.document_id == document.id, Revision.number >= FIRST_TRIAL
    )
    known = db.session.scalar(trials.where(Revision.digest == bundle.digest).limit(1))
    if known is not None:
        return known
    newest = trials.with_only_columns(sa.func.max(Revision.number))
    revision = Revision(
        document_id=document.id,
        number=(db.session.scalar(newest) or FIRST_TRIAL - 1) + 1,
        digest=bundle.digest,
        texts=dict(bundle.texts),
        origin=Origin.STUDIO,
        material=False,
        author_id=actor.id,
        created_at=now,
    )
    db.session.add(revision)
    db.session.flush()  # its number is what plays and files are tied to
    keep_media(revision.id, bundle.media)
    return revision
