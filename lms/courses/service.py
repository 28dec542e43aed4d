"""What a reader can do: acknowledge a section, answer a check, sign a lesson, complete a course.

Whoever meets the rule of a lesson completes it in the same transaction, and the course with its
last required lesson.
"""

from dataclasses import dataclass
from datetime import datetime

from lms.courses.domain import (
    Answered,
    Course,
    Lesson,
    Progress,
    Requirement,
    Signature,
    counted,
    course_progress,
    digests,
    progress,
)
from lms.courses.models import (
    CheckAnswer,
    CourseCompletion,
    LessonCompletion,
    LessonSignature,
    SectionRead,
)
from lms.courses.queries import address_of, completed_lessons, course_completion, signed_by
from lms.courses.queries.facts import (
    answers_in,
    history_in,
    last_act_at,
    lesson_completion,
    newest_completion,
    was_sent,
)
from lms.db import db, lock
from lms.errors import N_, NotFound, Stale
from lms.library import queries as library
from lms.library.queries import Published
from lms.people import audit
from lms.people.models import Person
from lms.questions.domain import Answer, grade

SIGNED = "lesson.signed"
SIGNED_WORDS = N_("%(actor)s签了《%(document)s》第 %(number)s 版：已读过并会照做")
CHANGED = N_("您读的时候，这一课刚刚改过。请看过新的内容再签。")
UNREAD = N_("还有小节没读完。读完每一节再签，签了就是说都读过。")


@dataclass(frozen=True, slots=True)
class Shown:
    """The page on which somebody acts: which revision it showed, and since when."""

    lesson: Published[Lesson]
    since: datetime


def acknowledge(person: Person, shown: Shown, section: str, *, key: str, now: datetime) -> None:
    """Acknowledge a section of the revision that was shown; the same key counts once.

    Raises NotFound for a section that the lesson does not have.
    """
    lock(person)  # two acts at once would count the same seconds twice
    if was_sent(person.id, key):
        return
    if shown.lesson.content.section(section) is None:
        raise NotFound
    db.session.add(
        SectionRead(
            person_id=person.id,
            document_id=shown.lesson.document_id,
            revision_id=shown.lesson.revision_id,
            section=section,
            seconds=_seconds(person, shown, now),
            at=now,
            key=key,
        )
    )
    _complete_lesson(person, shown.lesson, now)


def answer(
    person: Person, shown: Shown, question: str, given: Answer, *, key: str, now: datetime
) -> None:
    """Answer a check of the revision that was shown; every try is kept, the same key counts once.

    Raises NotFound for a question that the lesson does not have, Invalid for such an answer.
    """
    lock(person)  # as above
    if was_sent(person.id, key):
        return
    asked = shown.lesson.content.check(question)
    if asked is None:
        raise NotFound
    db.session.add(
        CheckAnswer(
            person_id=person.id,
            document_id=shown.lesson.document_id,
            revision_id=shown.lesson.revision_id,
            question=question,
            answer=list(given),
            is_right=grade(asked, given).right,
            seconds=_seconds(person, shown, now),
            at=now,
            key=key,
        )
    )
    _complete_lesson(person, shown.lesson, now)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What somebody declares to have read: the words of a lesson in the language they read."""

    lesson: Published[Lesson]
    language: str
    digest: str  # of what the page showed


def sign(person: Person, declared: Declaration, *, key: str, now: datetime) -> None:
    """Sign a lesson that was read to its end; whoever's signature stands signs nothing twice.

    Raises NotFound for a lesson that is not to be signed, Stale for words that have changed since
    they were shown, or a lesson not read to its end.
    """
    lock(person)  # two presses would write it twice
    lesson: Published[Lesson] | None = library.published("lesson", declared.lesson.name)
    if lesson is None or not lesson.content.must_sign:
        raise NotFound
    if signed_by(person.id, lesson)[0] is not None:
        return
    _check_signable(person, lesson, declared)
    db.session.add(
        LessonSignature(
            person_id=person.id,
            document_id=lesson.document_id,
            revision_id=lesson.revision_id,
            language=declared.language,
            digest=declared.digest,
            at=now,
            key=key,
        )
    )
    db.session.flush()  # the completion asks for the signature
    facts = {"document": f"lesson/{lesson.name}", "number": lesson.number}
    facts |= {"language": declared.language, "digest": declared.digest}
    audit.record(SIGNED, actor=person, subject=person, now=now, **facts)
    _complete_lesson(person, lesson, now)


def _check_signable(person: Person, lesson: Published[Lesson], declared: Declaration) -> None:
    way_on = address_of(lesson)
    if digests(lesson.content).get(declared.language) != declared.digest:
        raise Stale(CHANGED, way_on=way_on)
    missing = _progress(person, lesson, None).missing
    if any(part.requirement is Requirement.SECTIONS for part in missing):
        raise Stale(UNREAD, way_on=way_on)


def _seconds(person: Person, shown: Shown, now: datetime) -> int:
    """Reading begins when the page was shown, or with the last act if that came later."""
    last = last_act_at(person.id, now)
    return counted(max(shown.since, last) if last else shown.since, now)


def _complete_lesson(person: Person, shown: Published[Lesson], now: datetime) -> None:
    """Complete the lesson as it is published now, if its rule is met and it is not complete."""
    lesson: Published[Lesson] | None = library.published("lesson", shown.name)
    if lesson is None:
        return
    signature, _outdated = signed_by(person.id, lesson)
    if lesson_completion(person.id, lesson, signature):
        return
    if not _progress(person, lesson, signature).is_complete:
        return
    course: Published[Course] | None = library.published("course", lesson.content.course)
    stood = course is not None and course_completion(person.id, course.name) is not None
    db.session.add(
        LessonCompletion(
            person_id=person.id,
            document_id=lesson.document_id,
            revision_id=lesson.revision_id,
            completed_at=now,
        )
    )
    if course is not None and not stood:
        _complete_course(person, course, now)


def _progress(person: Person, lesson: Published[Lesson], signature: Signature | None) -> Progress:
    answers = answers_in(person.id, lesson.document_id)
    return progress(
        lesson.content,
        history_in(person.id, lesson, signature).reads,
        [Answered(one.question, one.is_right, one.seconds) for one in answers],
        is_signed=signature is not None,
    )


def complete_course(person: Person, course: Published[Course], *, now: datetime) -> None:
    """Complete a course when nothing is missing any more because its list of lessons changed.

    Nothing happens when a required lesson is missing or the course is complete already.
    """
    lock(person)  # two presses would write it twice
    if course_completion(person.id, course.name) is None:
        _complete_course(person, course, now)


def _complete_course(person: Person, course: Published[Course], now: datetime) -> None:
    if not course_progress(course.content, completed_lessons(person.id)).is_complete:
        return
    db.session.add(
        CourseCompletion(
            person_id=person.id,
            document_id=course.document_id,
            revision_id=course.revision_id,
            last_lesson_id=newest_completion(person.id, course.content.required),
            completed_at=now,
        )
    )
