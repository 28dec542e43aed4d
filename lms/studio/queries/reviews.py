"""Reviews of drafts: what waits for a reader, how that of a draft stands, what was under review."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library import service as drafts
from lms.library.domain import Wording
from lms.library.models import Document, DocumentAuthor, Draft, DraftText, DraftVersion, Revision
from lms.people import queries as people
from lms.people.domain import Role, Status
from lms.people.models import Person
from lms.studio.domain.reviewing import State, Verdict, allows_publishing, may_decide, state
from lms.studio.models import Review
from lms.studio.queries.desks import Desk, Sheet, title_of

MOST_WAITING = 50  # shown at once


@dataclass(frozen=True, slots=True)
class Waiting:
    """A review that waits for somebody."""

    review: Review
    title: Wording


@dataclass(frozen=True, slots=True)
class Standing:
    """How the newest review of a draft stands."""

    review: Review | None
    state: State

    def allows(self, publisher: Person) -> bool:
        """Whether a second person has approved exactly what the draft says now."""
        reviewer = self.review.reviewer_id if self.review else None
        return allows_publishing(self.state, publisher=publisher.id, reviewer=reviewer)


def waiting_for(person: Person) -> list[Waiting]:
    """What somebody was asked to read, the oldest first."""
    wanted = (
        sa.select(Review)
        .join(Review.draft)
        .join(Draft.document)
        .where(Review.reviewer_id == person.id, Review.verdict.is_(None), Draft.closed_at.is_(None))
        .options(
            contains_eager(Review.draft).contains_eager(Draft.document),
            joinedload(Review.asked_by, innerjoin=True),
        )
        .order_by(Review.id)
        .limit(MOST_WAITING)
    )
    found = db.session.scalars(wanted).unique().all()
    return [Waiting(review, title_of(review.draft.document, review.draft)) for review in found]


def review_by_key(person: Person, key: str) -> Review | None:
    """What somebody has asked for with this key."""
    wanted = sa.select(Review).where(Review.asked_by_id == person.id, Review.key == key)
    return db.session.scalar(wanted)


def newest_review(draft: Draft) -> Review | None:
    """The review of a draft that was asked for last."""
    wanted = (
        sa.select(Review)
        .where(Review.draft_id == draft.id)
        .options(
            joinedload(Review.reviewer, innerjoin=True), joinedload(Review.asked_by, innerjoin=True)
        )
        .order_by(Review.id.desc())
        .limit(1)
    )
    return db.session.scalar(wanted)


def standing(draft: Draft, review: Review | None = None) -> Standing:
    """How a review of a draft stands beside what it says now; without one, the newest."""
    review = review or newest_review(draft)
    if review is None:
        return Standing(None, State.NONE)
    verdict = Verdict(review.verdict) if review.verdict else None
    is_same = review.digest == drafts.bundle_of(draft).digest
    return Standing(review, state(verdict, is_same=is_same))


def review_of(person: Person, public_id: str) -> Review:
    """A review that one was asked for, or of a document of one's own. Raises NotFound."""
    written = sa.exists().where(
        DocumentAuthor.document_id == Document.id, DocumentAuthor.person_id == person.id
    )
    wanted = (
        sa.select(Review)
        .join(Review.draft)
        .join(Draft.document)
        .where(
            Review.public_id == public_id,
            Document.archived_at.is_(None),
            sa.or_(Review.reviewer_id == person.id, written),
        )
        .options(contains_eager(Review.draft).contains_eager(Draft.document))
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def writers_of(draft: Draft) -> frozenset[int]:
    """Who has saved anything in a draft."""
    wanted = (
        sa.select(DraftVersion.saved_by_id)
        .join(DraftText, DraftText.id == DraftVersion.text_id)
        .where(DraftText.draft_id == draft.id)
        .distinct()
    )
    return frozenset(db.session.scalars(wanted))


def decides(person: Person, review: Review) -> bool:
    """Whether it is for this person to decide on a review."""
    return may_decide(
        person.id,
        reviewer=review.reviewer_id,
        asker=review.asked_by_id,
        writers=writers_of(review.draft),
    )


def reviewers_for(person: Person, draft: Draft) -> Sequence[Person]:
    """Whom somebody may ask to read a draft: the other trainers who wrote nothing in it."""
    taking_part = {person.id, *writers_of(draft)}
    wanted = (
        sa.select(Person)
        .where(
            Person.id.in_(people.holders(Role.TRAINER)),
            Person.id.not_in(taking_part),
            Person.status == Status.ACTIVE,
        )
        .order_by(Person.name_pinyin, Person.id)
    )
    return db.session.scalars(wanted).unique().all()


def under_review(review: Review) -> Desk:
    """The document as it lay before the reviewer: the versions under review, and what was live."""
    document = review.draft.document
    live = db.session.get(Revision, review.base_revision_id) if review.base_revision_id else None
    published = dict(live.texts) if live else {}
    texts = [text for text in review.draft.texts if text.path in review.versions]
    sheets = [
        Sheet(
            place,
            text.path,
            library.words_of_version(text, review.versions[text.path]),
            review.versions[text.path],
            published.get(text.path, ""),
        )
        for place, text in enumerate(texts)
    ]
    return Desk(document, title_of(document, review.draft), review.draft, live, sheets)
