"""Answering a check again that was missed at first: it completes no lesson and moves no mark."""

from dataclasses import dataclass
from datetime import date, datetime

from lms.courses.domain import Lesson
from lms.courses.models import CheckPractice
from lms.courses.queries import due_checks
from lms.courses.queries.practising import practice_by_key
from lms.db import db, lock
from lms.errors import N_, Stale
from lms.library.queries import Published
from lms.people.models import Person
from lms.questions.domain import Answer, grade

NOT_NOW = N_("这道题刚才已经答过，或者课文刚改过。请接着练下一题，答过的都记着。")


@dataclass(frozen=True, slots=True)
class Practice:
    """A check as it was asked: of which revision, and for which time."""

    lesson: Published[Lesson]
    check: str
    turn: int


def practise(
    person: Person, asked: Practice, given: Answer, *, key: str, today: date, now: datetime
) -> CheckPractice:
    """Answer a check that is due; the same key again gives the same answer.

    Raises Stale for one that is not asked today (any more), Invalid for such an answer.
    """
    lock(person)  # two presses are one answer
    kept = practice_by_key(person, key)
    if kept is not None:
        return kept
    lesson, question = asked.lesson, asked.lesson.content.check(asked.check)
    due = (one for one in due_checks(person, today) if one.turn == asked.turn)
    if question is None or not any(one.is_for(lesson.document_id, asked.check) for one in due):
        raise Stale(NOT_NOW, way_on="/practice")
    practice = CheckPractice(
        person_id=person.id,
        document_id=lesson.document_id,
        revision_id=lesson.revision_id,
        question=asked.check,
        turn=asked.turn,
        day=today,
        answer=list(given),
        is_right=grade(question, given).right,
        at=now,
        key=key,
    )
    db.session.add(practice)
    return practice
