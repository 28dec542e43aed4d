"""The entry test of a course: beginning it, saving answers, handing it in; taking exemptions back.

Whoever hands in a test is exempted from lessons in the same transaction, and with the last required
one completes the course.
"""

import secrets
from datetime import datetime

import sqlalchemy as sa

from lms import clock
from lms.courses.domain import Lesson
from lms.courses.domain.entry import Outcome, drawn, outcome, reason
from lms.courses.models import (
    EntryAnswer,
    EntryTest,
    EntryTestLesson,
    ExemptionWithdrawal,
    LessonExemption,
)
from lms.courses.queries import course_of
from lms.courses.queries.entry import (
    Asked,
    changed_since,
    course_of_test,
    offer,
    paper,
    test_by_key,
)
from lms.courses.queries.exempted import lesson_of, test_behind, withdrawal_of
from lms.courses.service.completing import complete_course
from lms.db import db, lock
from lms.errors import N_, Forbidden, Stale
from lms.library.domain import LANGUAGES
from lms.library.queries import Published
from lms.messages import service as messages
from lms.people import access, audit
from lms.people import queries as people
from lms.people.models import Person
from lms.questions.domain import Answer, grade

TAKEN_BACK = "exemption.taken-back"
TAKEN_BACK_WORDS = N_("%(actor)s收回了%(subject)s《%(document)s》的免修")
TOLD = N_("%(by)s收回了《%(title)s》的免修，写了理由。请把这一课读一遍。")
NOT_NOW = N_("现在还不能开始摸底测。请回到课程页，看看上面写的时间和条件。")
HANDED_IN = N_("这份摸底测已经交了，答案不能再改。")
NOTHING_ANSWERED = N_("还一题没答。先答会的课，再交卷。")
ONLY_MENTOR = N_("只有现在的师父可以收回免修。师父换了人，请新师父来办。")
SEED_BYTES = 16


def begin(person: Person, course: str, *, key: str, now: datetime) -> EntryTest:
    """Begin the entry test of a course; one that is open goes on, the same key counts once.

    Raises NotFound for a course that is not open to the person, Stale when no test may begin now.
    """
    lock(person)  # two presses would begin two
    known = test_by_key(person, key)
    if known is not None:
        return known
    offered = offer(person, course_of(person, course), now)
    if offered.latest is not None and offered.is_open:
        return offered.latest
    if not offered.may_begin:
        raise Stale(NOT_NOW, way_on=f"/courses/{course}#entry-test")
    test = EntryTest(
        person_id=person.id,
        document_id=offered.course.document_id,
        revision_id=offered.course.revision_id,
        seed=secrets.token_hex(SEED_BYTES),
        started_at=now,
        key=key,
    )
    db.session.add(test)
    db.session.flush()  # its lessons name it
    for one in offered.lessons:
        db.session.add(_lesson(test, one.lesson))
    return test


def _lesson(test: EntryTest, lesson: Published[Lesson]) -> EntryTestLesson:
    return EntryTestLesson(
        test_id=test.id,
        document_id=lesson.document_id,
        revision_id=lesson.revision_id,
        questions=list(drawn(lesson.content, test.seed)),
    )


def save(test: EntryTest, asked: Asked, given: Answer, *, key: str, now: datetime) -> None:
    """Keep an answer to a question of a test; the last one counts, the same key counts once.

    Raises Stale once the test was handed in, Invalid for such an answer.
    """
    lock(test)  # handing in waits for what is saved, and the other way round
    if _was_sent(asked.row, key):
        return
    if test.handed_in_at is not None:
        raise Stale(HANDED_IN, way_on=address_of_test(test))
    db.session.add(
        EntryAnswer(
            lesson_id=asked.row.id,
            question=asked.question.id,
            answer=list(given),
            is_right=grade(asked.question, given).right,
            at=now,
            key=key,
        )
    )


def _was_sent(row: EntryTestLesson, key: str) -> bool:
    wanted = sa.select(EntryAnswer.id)
    sent = wanted.where(EntryAnswer.lesson_id == row.id, EntryAnswer.key == key)
    return db.session.scalar(sent) is not None


def hand_in(person: Person, test: EntryTest, *, now: datetime) -> None:
    """Hand a test in, once: lessons of which all was right need not be read.

    Raises NotFound for a course that is no longer open to the person, Stale when nothing was
    answered: the next test would wait for thirty days.
    """
    lock(person)  # what is read meanwhile counts, and completes the course only once
    lock(test)
    if test.handed_in_at is not None:
        return
    asked = paper(test)
    if all(one.answer is None for one in asked):
        raise Stale(NOTHING_ANSWERED, way_on=address_of_test(test))
    test.handed_in_at = now
    course = course_of_test(test).name
    offered = offer(person, course_of(person, course), now)
    grounds = {one.lesson.name: why for why, own in offered.grounds.items() for one in own}
    by_row: dict[EntryTestLesson, list[Asked]] = {}
    for one in asked:
        by_row.setdefault(one.row, []).append(one)
    changed = changed_since(list(by_row))
    for row, own in by_row.items():
        why = grounds.get(own[0].lesson.name)
        verdicts = [one.is_right for one in own]
        row.outcome = outcome(verdicts, why, is_changed=row.document_id in changed)
        if row.outcome == Outcome.EXEMPT:
            db.session.add(_exemption(person, row, now))
    db.session.flush()  # the course asks for the exemptions
    complete_course(person, offered.course, now=now)


def _exemption(person: Person, row: EntryTestLesson, now: datetime) -> LessonExemption:
    return LessonExemption(
        person_id=person.id,
        document_id=row.document_id,
        revision_id=row.revision_id,
        test_lesson_id=row.id,
        at=now,
    )


def address_of_test(test: EntryTest) -> str:
    """Where a test is taken, and its result read."""
    return f"/entry-tests/{test.public_id}"


def must_be_mentor(actor: Person, exemption: LessonExemption, now: datetime) -> None:
    """Only the mentor of this moment takes an exemption back, and nobody their own.

    Raises Forbidden.
    """
    access.must_not_be_self(actor, exemption.person_id)
    mentor = people.mentor_of(exemption.person_id, clock.day_of(now))
    if mentor is None or mentor.id != actor.id:
        raise Forbidden(ONLY_MENTOR)


def take_back(actor: Person, exemption: LessonExemption, words: str, *, now: datetime) -> None:
    """Take an exemption back by a counter-entry: the lesson is open again, its reader is told.

    A second time changes nothing. Raises Forbidden for anybody but the mentor of this moment,
    Invalid without a reason.
    """
    must_be_mentor(actor, exemption, now)
    lock(exemption)  # two presses would write it twice
    if withdrawal_of(exemption) is not None:
        return
    db.session.add(
        ExemptionWithdrawal(exemption_id=exemption.id, by_id=actor.id, words=reason(words), at=now)
    )
    lesson = lesson_of(exemption)
    document = f"lesson/{lesson.name}"
    audit.record(TAKEN_BACK, actor=actor, subject=exemption.person, now=now, document=document)
    messages.tell(
        exemption.person,
        sentence=TOLD,
        link=address_of_test(test_behind(exemption)),
        key=f"exemption-{exemption.public_id}-taken-back",
        now=now,
        by=actor,
        title={tag: lesson.content.title.in_(tag) for tag in LANGUAGES},
    )
