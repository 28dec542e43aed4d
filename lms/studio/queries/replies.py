"""What people typed and the grader did not understand, as the authors of role-plays see it."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.models import Document, DocumentAuthor
from lms.pages import PAGE_SIZE, Page, counted
from lms.people.models import Person
from lms.questions.domain.kept import Decision
from lms.questions.models import KeptReply
from lms.questions.queries import CONTESTED_FIRST
from lms.scenarios.content import KIND
from lms.scenarios.domain import ReplyStep
from lms.studio.queries.desks import title_of

MOST_WANTED = 50  # shown at once, of replies that want a way of their own


@dataclass(frozen=True, slots=True)
class KeptOne:
    """A kept reply with the title of its role-play, and its step as readers see it now."""

    kept: KeptReply
    title: Wording
    step: ReplyStep | None  # None: nothing is typed there any more


def kept_replies(person: Person, number: int) -> Page[KeptOne]:
    """A page of what waits for an author: contested first, then by how many people typed it."""
    waiting = _own(person).where(KeptReply.decision.is_(None), KeptReply.text.is_not(None))
    rows = db.session.scalars(
        waiting.order_by(
            CONTESTED_FIRST, KeptReply.people.desc(), KeptReply.times.desc(), KeptReply.id
        )
        .offset((number - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
    ).all()
    return Page([_one(row) for row in rows], number, counted(waiting, number))


def count_kept(person: Person) -> int:
    """How many wait for an author."""
    waiting = _own(person).where(KeptReply.decision.is_(None), KeptReply.text.is_not(None))
    return db.session.scalar(sa.select(sa.func.count()).select_from(waiting.subquery())) or 0


def branches_wanted(person: Person) -> Sequence[KeptOne]:
    """What an author wanted to lead somewhere of its own, the newest first."""
    rows = db.session.scalars(
        _own(person)
        .where(KeptReply.decision == str(Decision.BRANCH))
        .order_by(KeptReply.decided_at.desc(), KeptReply.id.desc())
        .limit(MOST_WANTED)
    ).all()
    return [_one(row) for row in rows]


def kept_one(person: Person, name: str, digest: str, step: str) -> KeptOne:
    """A kept reply of an author's own role-play. Raises NotFound for every other."""
    found = db.session.scalar(
        _own(person).where(
            Document.kind == KIND,
            Document.name == name,
            KeptReply.step == step,
            KeptReply.digest == digest,
        )
    )
    if found is None:
        raise NotFound
    return _one(found)


def _own(person: Person) -> sa.Select[KeptReply]:
    return (
        sa.select(KeptReply)
        .join(KeptReply.document)
        .join(DocumentAuthor, DocumentAuthor.document_id == Document.id)
        .where(DocumentAuthor.person_id == person.id, Document.archived_at.is_(None))
        .options(joinedload(KeptReply.document, innerjoin=True))
    )


def _one(kept: KeptReply) -> KeptOne:
    live = library.published(KIND, kept.document.name)
    step = live.content.by_id.get(kept.step) if live else None
    return KeptOne(kept, title_of(kept.document), step if isinstance(step, ReplyStep) else None)
