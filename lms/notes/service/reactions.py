"""Saying in one press what is wrong with a paragraph; the author settles it, readers are told.

It goes to the authors of the lesson. Of a lesson without any nobody is sent a message: every
trainer, who might adopt it, finds it waiting on the first page until one of them settles it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from lms.courses.domain import Lesson
from lms.db import db, lock
from lms.errors import N_, Stale
from lms.library import queries as library
from lms.library.domain import LANGUAGES
from lms.library.queries import Published
from lms.messages import service as messages
from lms.notes import queries
from lms.notes.domain import DUE_WITHIN, MARK_ANCHOR, Reaction, Settlement, Verdict
from lms.notes.models import LessonReaction
from lms.notes.service.marking import Marking, marked
from lms.onboarding import queries as plans
from lms.people.models import Person

WAITS = {
    Reaction.UNCLEAR: N_("《%(lesson)s》里有一段，读者说没看懂，等您看一看。"),
    Reaction.OUTDATED: N_("《%(lesson)s》里有一段，读者说过时了，等您看一看。"),
    Reaction.WRONG: N_("《%(lesson)s》里有一段，读者说有错，等您看一看。"),
}
TOLD = {
    Verdict.CHANGED: N_("您读《%(lesson)s》时反馈的那一段，%(by)s改好了：%(reason)s"),
    Verdict.KEPT: N_("您读《%(lesson)s》时反馈的那一段，%(by)s看过了，这次不改：%(reason)s"),
}
SETTLED = N_("这一段的反馈已经有人回过了。")
TOO_LATE = N_("写课的人已经回了这一条，不能再收回。")


def react(
    person: Person, marking: Marking, *, kind: str, today: date, now: datetime
) -> LessonReaction:
    """Say what is wrong with a paragraph; its authors have five working days to settle it.

    The same word about the same paragraph is said once: who says it again may add a sentence as
    long as it is not settled. Raises Stale and Invalid as `marked`.
    """
    known = queries.by_key(LessonReaction, person, marking.key) or queries.said_already(
        person, marking.lesson.document_id, marking.paragraph, kind
    )
    if known is not None:
        if marking.words and known.answered_at is None:
            known.words = marking.words
        return known
    is_first = not _open(marking.lesson, marking.paragraph, kind)
    due_on = plans.calendar().after(today, DUE_WITHIN)
    reaction = marked(LessonReaction, person, marking, now=now, kind=kind, due_on=due_on)
    db.session.flush()  # the messages name it
    if is_first:
        _ask(reaction, marking.lesson, now)
    return reaction


def _open(lesson: Published[Lesson], paragraph: str, kind: str) -> Sequence[LessonReaction]:
    wanted = queries.open_about(lesson.document_id, paragraph, kind)
    return db.session.scalars(wanted).unique().all()


def _ask(reaction: LessonReaction, lesson: Published[Lesson], now: datetime) -> None:
    for author in library.authors_of(lesson.document_id):
        messages.tell(
            author,
            sentence=WAITS[Reaction(reaction.kind)],
            link="/reactions",
            key=f"lesson-reaction-{reaction.public_id}",
            now=now,
            lesson=_title(lesson),
        )


def withdraw(person: Person, public_id: str) -> None:
    """Take a reaction of one's own back: nothing of it is kept.

    Raises NotFound for every other, Stale once it is settled.
    """
    reaction = queries.own_mark(LessonReaction, person, public_id)
    lock(reaction)
    if reaction.answered_at is not None:
        raise Stale(TOO_LATE)
    db.session.delete(reaction)


def settle(
    actor: Person,
    address: str,
    paragraph: str,
    kind: Reaction,
    settlement: Settlement,
    *,
    newest: str,
    now: datetime,
) -> int:
    """Settle what readers say of a paragraph with a word, as far as `newest` (its public id).

    Each reader is told; how many is returned. What was said since waits on. The same settlement
    again changes nothing. Raises NotFound for a lesson that one may not change, Stale when
    somebody else has settled it.
    """
    lesson = queries.lesson_of_author(actor, address)
    reactions = _seen(_locked(lesson, paragraph, kind), newest)
    if not reactions:
        _must_be_the_same(actor, lesson, paragraph, kind, settlement)
    for reaction in reactions:
        reaction.verdict, reaction.answer = settlement.verdict, settlement.reason
        reaction.answered_by_id, reaction.answered_at = actor.id, now
        messages.tell(
            reaction.person,
            sentence=TOLD[settlement.verdict],
            link=f"/courses/{lesson.address}#{MARK_ANCHOR}{reaction.public_id}",
            key=f"lesson-reaction-{reaction.public_id}-settled",
            now=now,
            lesson=_title(lesson),
            by=actor,
            reason=settlement.reason,
        )
    return len(reactions)


def _locked(lesson: Published[Lesson], paragraph: str, kind: Reaction) -> Sequence[LessonReaction]:
    wanted = queries.open_about(lesson.document_id, paragraph, kind)
    locking = wanted.with_for_update(of=LessonReaction)
    return db.session.scalars(locking).unique().all()


def _seen(reactions: Sequence[LessonReaction], newest: str) -> Sequence[LessonReaction]:
    """Those up to the newest that the author has seen; all, when that one was taken back."""
    places = (place for place, one in enumerate(reactions, 1) if one.public_id == newest)
    return reactions[: next(places, len(reactions))]


def _must_be_the_same(
    actor: Person,
    lesson: Published[Lesson],
    paragraph: str,
    kind: Reaction,
    settlement: Settlement,
) -> None:
    last = queries.settled_last(lesson.document_id, paragraph, kind)
    same = (actor.id, settlement.verdict, settlement.reason)
    if last is None or (last.answered_by_id, last.verdict, last.answer) != same:
        raise Stale(SETTLED, way_on="/reactions")


def _title(lesson: Published[Lesson]) -> dict[str, str]:
    return {tag: lesson.content.title.in_(tag) for tag in LANGUAGES}
