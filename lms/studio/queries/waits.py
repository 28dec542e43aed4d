"""What waits for an author in the tables of the features: one statement each, by document."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from lms.db import db
from lms.disputes.models import Dispute
from lms.library import queries as library
from lms.library.models import Document, DocumentAuthor, Draft, DraftText, Revision
from lms.notes.models import LessonReaction
from lms.people.models import Person
from lms.questions.models import KeptReply
from lms.scenarios.models import Play, Turn
from lms.statistics.models import WeakSpots
from lms.studio.models import Review


@dataclass(frozen=True, slots=True)
class Within:
    """A document that somebody may change, or adopt if it is nobody's."""

    document: Document
    is_own: bool
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Some:
    """How many of something there are, and since when."""

    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Reacted:
    """How many paragraphs wait for an answer, and by when the first of them should have one."""

    paragraphs: int
    late: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Written:
    """A draft that says something new."""

    saved_at: datetime  # last


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The newest review of a draft."""

    public_id: str
    verdict: str | None
    decided_at: datetime | None
    by: str  # the reviewer's name


def within(person: Person) -> Mapping[int, Within]:
    """All documents that are somebody's own, or published and nobody's."""
    is_own = sa.exists().where(
        DocumentAuthor.document_id == Document.id, DocumentAuthor.person_id == person.id
    )
    is_written = sa.exists().where(Draft.document_id == Document.id, Draft.closed_at.is_(None))
    wanted = (
        sa.select(Document, is_own, Revision.published_at)
        .outerjoin(Revision, Revision.id == Document.published_revision_id)
        .where(
            Document.archived_at.is_(None),
            library.is_theirs_to_change(person, Document.id),
            sa.or_(Document.published_revision_id.is_not(None), sa.and_(is_own, is_written)),
        )
    )
    rows = db.session.execute(wanted)
    return {document.id: Within(document, bool(own), at) for document, own, at in rows}


def replies(documents: Collection[int]) -> Mapping[int, Some]:
    """What was typed and not understood, and is not decided about."""
    wanted = (
        sa.select(
            KeptReply.document_id,
            sa.func.count(),
            sa.func.min(KeptReply.first_at),
        )
        .where(
            KeptReply.document_id.in_(list(documents)),
            KeptReply.decision.is_(None),
            KeptReply.text.is_not(None),
        )
        .group_by(KeptReply.document_id)
    )
    return {number: Some(count, since) for number, count, since in db.session.execute(wanted)}


def disputes(person: Person, documents: Collection[int]) -> Mapping[int, Some]:
    """Contested gradings that nobody has decided about; none of one's own."""
    wanted = (
        sa.select(Play.document_id, sa.func.count(), sa.func.min(Dispute.opened_at))
        .select_from(Dispute)
        .join(Turn, Turn.id == Dispute.turn_id)
        .join(Play, Play.id == Turn.play_id)
        .where(
            Dispute.decided_at.is_(None),
            Dispute.person_id != person.id,
            Play.document_id.in_(list(documents)),
        )
        .group_by(Play.document_id)
    )
    return {number: Some(count, since) for number, count, since in db.session.execute(wanted)}


def reactions(documents: Collection[int], today: date) -> Mapping[int, Reacted]:
    """What readers say of paragraphs and nobody has answered."""
    which = (LessonReaction.document_id, LessonReaction.paragraph, LessonReaction.kind)
    said = (
        sa.select(*which, sa.func.min(LessonReaction.due_on).label("due_on"))
        .where(
            LessonReaction.answered_at.is_(None), LessonReaction.document_id.in_(list(documents))
        )
        .group_by(*which)
        .subquery()
    )
    is_late = sa.case((said.c.due_on < today, 1), else_=0)
    wanted = sa.select(
        said.c.document_id, sa.func.count(), sa.func.sum(is_late), sa.func.min(said.c.due_on)
    ).group_by(said.c.document_id)
    return {document: Reacted(*facts) for document, *facts in db.session.execute(wanted)}


def weak_spots(documents: Collection[int]) -> Mapping[int, WeakSpots]:
    """What stands out in the plays of the published revisions, as it was last added up."""
    wanted = (
        sa.select(Document.id, WeakSpots)
        .join(WeakSpots, WeakSpots.revision_id == Document.published_revision_id)
        .where(Document.id.in_(list(documents)))
    )
    return dict(db.session.execute(wanted).all())


def open_drafts(documents: Collection[int]) -> Mapping[int, Written]:
    """The open drafts in which something was written."""
    is_changed = sa.case((DraftText.text != DraftText.base, 1), else_=0)
    wanted = (
        sa.select(Draft.document_id, sa.func.max(DraftText.saved_at))
        .join(DraftText, DraftText.draft_id == Draft.id)
        .where(Draft.document_id.in_(list(documents)), Draft.closed_at.is_(None))
        .group_by(Draft.document_id, Draft.base_revision_id)
        .having(sa.or_(Draft.base_revision_id.is_(None), sa.func.max(is_changed) == 1))
    )
    return {document: Written(at) for document, at in db.session.execute(wanted)}


def newest_reviews(documents: Collection[int]) -> Mapping[int, Reviewed]:
    """The newest reviews of open drafts, by document."""
    wanted = (
        sa.select(
            Draft.document_id, Review.public_id, Review.verdict, Review.decided_at, Person.name
        )
        .join(Review, Review.draft_id == Draft.id)
        .join(Person, Person.id == Review.reviewer_id)
        .where(Draft.document_id.in_(list(documents)), Draft.closed_at.is_(None))
        .order_by(Review.id)
    )
    return {row[0]: Reviewed(row[1], row[2], row[3], row[4]) for row in db.session.execute(wanted)}
