"""Asking one's mentor about words of a lesson, and answering."""

from datetime import date, datetime

from lms.db import db, lock
from lms.errors import N_, Invalid, Stale
from lms.library import queries as library
from lms.messages import service as messages
from lms.notes import queries
from lms.notes.domain import MARK_ANCHOR, NO_ANSWER, NO_WORDS, said
from lms.notes.models import LessonQuestion
from lms.notes.service.marking import Marking, marked
from lms.people import access
from lms.people.models import Person

NO_MENTOR = N_("您现在还没有师父，这一句还送不出去。请找人事给您安排师父；您写的先记成笔记也行。")
ANSWERED = N_("这个问题已经回答过了。")
ASKED = N_("%(name)s读课时有一句没弄懂，来问您。")
TOLD = N_("%(by)s回答了您读课时问的那一句。")


def ask(person: Person, marking: Marking, *, today: date, now: datetime) -> LessonQuestion:
    """Ask the mentor of today about words of a paragraph; the mentor is told.

    The same key again gives the same question. Raises Invalid without a mentor or a question, or
    for words that are not in the paragraph, Stale for a paragraph that is gone.
    """
    asked = queries.by_key(LessonQuestion, person, marking.key)
    if asked is not None:
        return asked
    pair = queries.pair_of_apprentice(person, today)
    if pair is None:
        raise Invalid(NO_MENTOR)
    said(marking.words, NO_WORDS)
    question = marked(LessonQuestion, person, marking, now=now, mentor_id=pair.mentor_id)
    db.session.flush()  # the message names it
    messages.tell(
        pair.mentor,
        sentence=ASKED,
        link=f"/mentoring/{pair.public_id}#questions",
        key=f"lesson-question-{question.public_id}",
        now=now,
        name=person,
    )
    return question


def answer(actor: Person, question: LessonQuestion, words: str, *, now: datetime) -> None:
    """Answer what an apprentice has asked, once; the apprentice is told.

    The same answer again changes nothing. Raises Forbidden for one's own question, Invalid without
    an answer, Stale when it was answered otherwise.
    """
    access.must_not_be_self(actor, question.person_id)
    lock(question)
    if question.answer is not None:
        if question.answer != words:
            raise Stale(ANSWERED)
        return
    question.answer = said(words, NO_ANSWER)
    question.answered_by_id, question.answered_at = actor.id, now
    lesson = library.at_revision(question.revision_id)
    messages.tell(
        question.person,
        sentence=TOLD,
        link=f"/courses/{lesson.address}#{MARK_ANCHOR}{question.public_id}",
        key=f"lesson-question-{question.public_id}-answered",
        now=now,
        by=actor,
    )
