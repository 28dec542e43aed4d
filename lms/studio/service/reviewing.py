"""Asking a colleague to read a draft, deciding on it, and publishing what was approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.db import db, lock
from lms.errors import N_, Forbidden, Invalid, Stale
from lms.library import service as drafts
from lms.library.domain import LANGUAGES
from lms.library.models import Draft, Revision
from lms.library.service import Sound
from lms.library.service.drafting import CLOSED
from lms.messages import service as messages
from lms.people import audit
from lms.people.models import Person
from lms.studio import queries
from lms.studio.domain.reviewing import LONGEST_WORDS, OWN, TOO_LONG, Decision, Verdict
from lms.studio.models import Review

ASKED = N_("%(by)s请您审《%(document)s》的草稿。")
TOLD = {
    Verdict.APPROVED: N_("%(by)s审过了《%(document)s》的草稿：通过，可以发布。"),
    Verdict.RETURNED: N_("%(by)s审过了《%(document)s》的草稿：退回，写了要改哪里。"),
    Verdict.WITHDRAWN: N_("%(by)s收回了《%(document)s》的送审，不用审了。"),
}
NOTHING = N_("草稿和已发布的一样，没有可审的。")
DECIDED = N_("这一次送审已经有结果了。")
MOVED = N_("送审以后作者又改过。请让作者重新送审，再来通过。")
UNAPPROVED = N_("发布要先由另一位培训师审过这一稿，一字不差。请先送审。")


@dataclass(frozen=True, slots=True)
class Request:
    """Whom an author asks to read a draft, and what to look at; the note may be empty."""

    reviewer: Person
    note: str
    key: str

    def __post_init__(self) -> None:
        if len(self.note) > LONGEST_WORDS:
            raise Invalid(TOO_LONG, most=LONGEST_WORDS)


def ask_for_review(actor: Person, draft: Draft, request: Request, *, now: datetime) -> Review:
    """Ask a colleague to read a draft as it is now; one that still waits is taken back.

    The same key again, and the same colleague for the same words, give the same review. Raises
    Stale for a draft that is closed or says nothing new, Invalid for who cannot review it.
    """
    made = queries.review_by_key(actor, request.key)
    if made is not None:
        return made
    _hold(draft)
    if not drafts.is_changed(draft) and draft.base_revision_id is not None:
        raise Stale(NOTHING)
    if request.reviewer.id not in {one.id for one in queries.reviewers_for(actor, draft)}:
        raise Invalid(OWN)
    digest = drafts.bundle_of(draft).digest
    before = queries.newest_review(draft)
    if before is not None and before.verdict is None:
        if (before.reviewer_id, before.digest) == (request.reviewer.id, digest):
            return before
        withdraw(actor, before, now=now)
    review = Review(
        draft_id=draft.id,
        base_revision_id=draft.base_revision_id,
        versions={text.path: text.number for text in draft.texts},
        digest=digest,
        note=request.note,
        asked_by_id=actor.id,
        asked_at=now,
        key=request.key,
        reviewer_id=request.reviewer.id,
    )
    db.session.add(review)
    db.session.flush()  # the trail and the message name it
    _record("review.asked", actor, review, now)
    _tell(request.reviewer, ASKED, actor, review, now)
    return review


def withdraw(actor: Person, review: Review, *, now: datetime) -> None:
    """Take back what was asked for; the reviewer is told. Again it changes nothing.

    Raises Stale for a review that was decided on.
    """
    lock(review)
    if review.verdict == Verdict.WITHDRAWN:
        return
    if review.verdict is not None:
        raise Stale(DECIDED, way_on=address_of(review))
    review.verdict, review.decided_at = Verdict.WITHDRAWN, now
    db.session.flush()  # only one may wait at a time
    _record("review.withdrawn", actor, review, now)
    _tell(review.reviewer, TOLD[Verdict.WITHDRAWN], actor, review, now)


def decide(actor: Person, review: Review, decision: Decision, *, now: datetime) -> None:
    """Approve a draft exactly as it was shown, or send it back; who asked is told.

    The same decision again changes nothing. Raises Forbidden for whoever was not asked, or wrote in
    the draft, Stale for one that was decided on otherwise, closed, or changed meanwhile.
    """
    if not queries.decides(actor, review):
        raise Forbidden(OWN)
    lock(review.draft)
    lock(review)
    if review.verdict is not None:
        if (review.verdict, review.words) == (decision.verdict, decision.words):
            return
        raise Stale(DECIDED, way_on=address_of(review))
    _hold(review.draft)
    is_same = review.digest == drafts.bundle_of(review.draft).digest
    if decision.verdict is Verdict.APPROVED and not is_same:
        raise Stale(MOVED, way_on=address_of(review))
    review.verdict, review.words, review.decided_at = decision.verdict, decision.words, now
    _record(f"review.{decision.verdict}", actor, review, now)
    _tell(review.asked_by, TOLD[decision.verdict], actor, review, now)


def publish(
    actor: Person, ready: Sequence[tuple[Draft, Sound]], *, four_eyes: bool, now: datetime
) -> list[Revision]:
    """Let readers see drafts that need each other, all or none.

    With four eyes only what another trainer has approved. Raises Stale as `publish_draft`, and
    without such an approval of each.
    """
    if four_eyes:
        for draft, _ in ready:
            _check_approved(actor, draft)
    return [drafts.publish_draft(actor, draft, sound, now) for draft, sound in ready]


def _check_approved(actor: Person, draft: Draft) -> None:
    lock(draft)
    db.session.refresh(draft, ["texts"])
    if not queries.standing(draft).allows(actor):
        raise Stale(UNAPPROVED, way_on=f"/studio/publications/{_name(draft)}")


def address_of(review: Review) -> str:
    """The page of a review."""
    return f"/studio/reviews/{review.public_id}"


def _hold(draft: Draft) -> None:
    """Keep a draft from being published or thrown away meanwhile. Raises Stale for a closed one."""
    lock(draft)
    db.session.refresh(draft, ["texts"])
    if draft.closed_at is not None:
        raise Stale(CLOSED)


def _name(draft: Draft) -> str:
    return f"{draft.document.kind}/{draft.document.name}"


def _record(kind: str, actor: Person, review: Review, now: datetime) -> None:
    audit.record(
        kind,
        actor=actor,
        subject=None,
        now=now,
        document=_name(review.draft),
        review=review.public_id,
    )


def _tell(whom: Person, sentence: str, by: Person, review: Review, now: datetime) -> None:
    title = queries.title_of(review.draft.document, review.draft)
    messages.tell(
        whom,
        sentence=sentence,
        link=address_of(review),
        key=f"review-{review.public_id}-{review.verdict or 'asked'}",
        now=now,
        by=by,
        document={tag: title.in_(tag) for tag in LANGUAGES},
    )
