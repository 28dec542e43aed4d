"""Keeping a note in a lesson and taking it back; asking one's mentor about words of it."""

from datetime import date, datetime

from lms.courses.domain import Lesson, Paragraph
from lms.db import db, lock
from lms.errors import N_, Invalid, NotFound, Stale
from lms.library import queries as library
from lms.library.queries import Published
from lms.messages import service as messages
from lms.notes import queries
from lms.notes.domain import MARK_ANCHOR, NO_ANSWER, NO_WORDS, quoted, said
from lms.notes.models import LessonQuestion, Note
from lms.people import access
from lms.people.models import Person

MOVED = N_("这一段刚刚改过。请回到这一课，看看新的内容再记。")

NO_MENTOR = N_("您现在还没有师父，这一句还送不出去。请找人事给您安排师父；您写的先记成笔记也行。")
ANSWERED = N_("这个问题已经回答过了。")
ASKED = N_("%(name)s读课时有一句没弄懂，来问您。")
TOLD = N_("%(by)s回答了您读课时问的那一句。")


def keep_note(
    person: Person,
    lesson: Published[Lesson],
    language: str,
    paragraph: str,
    *,
    quote: str,
    words: str,
    key: str,
    now: datetime,
) -> Note:
    """Highlight words of a paragraph, with or without words about them.

    The same key again gives the same note. Raises Stale for a paragraph that the lesson does not
    have (any more), Invalid for words that are not in it.
    """
    kept = queries.by_key(person, key)
    if kept is not None:
        return kept
    found, tag = paragraph_now(lesson, paragraph, language)
    note = Note(
        person_id=person.id,
        document_id=lesson.document_id,
        revision_id=lesson.revision_id,
        language=tag,
        paragraph=found.id,
        quote=quoted(found.text, quote),
        words=words,
        at=now,
        key=key,
    )
    db.session.add(note)
    return note


def paragraph_now(
    lesson: Published[Lesson], paragraph: str, language: str
) -> tuple[Paragraph, str]:
    """A paragraph that a page has shown, with its language. Raises Stale when it is gone."""
    try:
        return queries.paragraph_of(lesson, paragraph, language)
    except NotFound:
        raise Stale(MOVED, way_on=f"/courses/{lesson.address}") from None


def take_back(person: Person, public_id: str) -> None:
    """Take a note of one's own back: nothing of it is kept. Raises NotFound for every other."""
    db.session.delete(queries.own_note(person, public_id))


def ask(
    person: Person,
    lesson: Published[Lesson],
    language: str,
    paragraph: str,
    *,
    quote: str,
    words: str,
    key: str,
    today: date,
    now: datetime,
) -> LessonQuestion:
    """Ask the mentor of today about words of a paragraph; the mentor is told.

    The same key again gives the same question. Raises Invalid without a mentor or a question, or
    for words that are not in the paragraph, Stale for a paragraph that is gone.
    """
    asked = queries.question_by_key(person, key)
    if asked is not None:
        return asked
    found, tag = paragraph_now(lesson, paragraph, language)
    pair = queries.pair_of_apprentice(person, today)
    if pair is None:
        raise Invalid(NO_MENTOR)
    question = LessonQuestion(
        person_id=person.id,
        mentor_id=pair.mentor_id,
        document_id=lesson.document_id,
        revision_id=lesson.revision_id,
        language=tag,
        paragraph=found.id,
        quote=quoted(found.text, quote),
        words=said(words, NO_WORDS),
        at=now,
        key=key,
    )
    db.session.add(question)
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
