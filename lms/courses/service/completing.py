"""Completing a lesson whose rule is met, and a course with its last required lesson."""

from datetime import datetime

from lms.courses.domain import (
    Answered,
    Course,
    Lesson,
    Progress,
    Signature,
    course_progress,
    progress,
)
from lms.courses.models import CourseCompletion, LessonCompletion
from lms.courses.queries import completed_lessons, course_completion, signed_by
from lms.courses.queries.facts import (
    answers_in,
    history_in,
    lesson_completion,
    newest_completion,
)
from lms.db import db, lock
from lms.library import queries as library
from lms.library.queries import Published
from lms.people.models import Person


def complete_lesson(person: Person, shown: Published[Lesson], now: datetime) -> None:
    """Complete the lesson as it is published now, if its rule is met and it is not complete.

    Who reads a lesson that they were exempted from completes it all the same.
    """
    lesson: Published[Lesson] | None = library.published("lesson", shown.name)
    if lesson is None:
        return
    signature, _outdated = signed_by(person.id, lesson)
    done = lesson_completion(person.id, lesson, signature)
    if done is not None and not done.test:
        return
    if not progress_in(person, lesson, signature).is_complete:
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


def progress_in(person: Person, lesson: Published[Lesson], signature: Signature | None) -> Progress:
    """How far a person is in a lesson; `signature`: the one that stands."""
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
            completed_at=now,
            **newest_completion(person.id, course.content.required),
        )
    )
