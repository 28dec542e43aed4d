"""One lesson as one person reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lms.courses.domain import (
    Answered,
    Completion,
    Course,
    Lesson,
    Progress,
    Signature,
    progress,
)
from lms.courses.queries.facts import Given, checked_in, history_in
from lms.courses.queries.shelf import Reader
from lms.courses.queries.signing import signed_by
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.queries import Published
from lms.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A lesson, its neighbours in the course, and how far the person is in it."""

    course: Published[Course]
    lesson: Published[Lesson]
    previous: Published[Lesson] | None
    next: Published[Lesson] | None
    progress: Progress
    answers: Mapping[str, Given]  # by check: the right one, else the latest
    hints: Mapping[str, int]  # by check: how many were asked for
    completion: Completion | None
    signature: Signature | None = None  # the one that stands
    outdated: Signature | None = None  # the latest, if it stands no more


def reading(person: Person, course_id: str, name: str) -> Reading:
    """A lesson by its address as a person reads it.

    Raises NotFound when it does not exist, is in no course, or is not open to the person.
    """
    reader, course, lesson = _open(person, course_id, name)
    checked = checked_in(person.id, lesson.document_id)
    previous, following = _neighbours(reader, course, lesson)
    signature, outdated = signed_by(person.id, lesson)
    history = history_in(person.id, lesson, signature)
    return Reading(
        course=course,
        lesson=lesson,
        previous=previous,
        next=following,
        progress=progress(
            lesson.content,
            history.reads,
            [Answered(one.question, one.is_right, one.seconds) for one in checked.answers],
            is_signed=signature is not None,
        ),
        answers=_shown(checked.answers),
        hints=checked.hints,
        completion=history.completion,
        signature=signature,
        outdated=outdated,
    )


def open_lesson(person: Person, course_id: str, name: str) -> Published[Lesson]:
    """A lesson by its address, without how far the person is in it.

    Raises NotFound as `reading` does.
    """
    return _open(person, course_id, name)[2]


def _open(
    person: Person, course_id: str, name: str
) -> tuple[Reader, Published[Course], Published[Lesson]]:
    course: Published[Course] | None = library.published("course", course_id)
    lesson: Published[Lesson] | None = library.published_at("lesson", f"{course_id}/{name}")
    if course is None or lesson is None or lesson.name not in _ids(course):
        raise NotFound
    reader = Reader(reads_all=True) if course.content.open else Reader.of(person)
    if not reader.may_read(course, lesson):
        raise NotFound
    return reader, course, lesson


def _ids(course: Published[Course]) -> list[str]:
    return [ref.id for ref in course.content.lessons]


def _neighbours(
    reader: Reader, course: Published[Course], lesson: Published[Lesson]
) -> tuple[Published[Lesson] | None, Published[Lesson] | None]:
    def nearest(ids: Iterable[str]) -> Published[Lesson] | None:
        listed = (library.published("lesson", id_) for id_ in ids)
        return next((one for one in listed if one and reader.may_read(course, one)), None)

    ids = _ids(course)
    place = ids.index(lesson.name)
    return nearest(reversed(ids[:place])), nearest(ids[place + 1 :])


def _shown(given: list[Given]) -> dict[str, Given]:
    shown: dict[str, Given] = {}
    for one in given:
        if one.question not in shown or not shown[one.question].is_right:
            shown[one.question] = one
    return shown
