"""The courses that are open to a person, with how far they are in each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lms.courses.domain import Completion, Course, Lesson, stands
from lms.courses.queries.facts import (
    Acts,
    acts_of,
    completions_of,
    material_lessons,
    taken_back_of,
)
from lms.courses.queries.signing import signatures
from lms.courses.queries.statements import COURSE_COMPLETIONS
from lms.courses.queries.status import NEVER, CourseStatus, LessonStatus, Place, address_of
from lms.db import read
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.queries import Published
from lms.people import access
from lms.people.models import Person

READ_ALL = "Y"  # the letter of document.read that opens everything published
NOTHING = Acts()  # of who has not been there


@dataclass(frozen=True, slots=True)
class Reader:
    """What decides which lessons a person may read."""

    reads_all: bool
    assigned: frozenset[int] = field(default_factory=frozenset)

    @classmethod
    def of(cls, person: Person) -> "Reader":
        """What a person may read: everything by role, else open courses and what is assigned."""
        if READ_ALL in access.letters(person, "document.read"):
            return cls(reads_all=True)
        return cls(reads_all=False, assigned=library.assigned_documents(person.id))

    def may_read(self, course: Published[Course], lesson: Published[Lesson]) -> bool:
        """Whether a lesson of a course is open to the person."""
        return self.reads(course, lesson.document_id)

    def reads(self, course: Published[Course], document_id: int) -> bool:
        """Whether a document of a course, by its number, is open to the person."""
        return self.may_open(course) or document_id in self.assigned

    def may_open(self, course: Published[Course]) -> bool:
        """Whether all of a course is open to the person."""
        return self.reads_all or course.content.open or course.document_id in self.assigned


def courses_of(person: Person) -> list[CourseStatus]:
    """The courses that a person may read, in their order."""
    courses: list[Published[Course]] = library.all_published("course")
    lessons: dict[str, Published[Lesson]] = {
        one.name: one for one in library.all_published("lesson")
    }
    reader, acts = Reader.of(person), acts_of(person.id)
    completed = completions_of([person.id])[person.id]
    signed = signatures([person.id]).of(person.id)
    completions = _course_completions(person.id)
    reopening = _reopening(person.id) if completions else frozenset()
    found = []
    for course in sorted(courses, key=lambda one: (one.content.order, one.name)):
        listed = [ref for ref in course.content.lessons if ref.id in lessons]
        statuses = tuple(
            LessonStatus(
                lesson := lessons[ref.id],
                ref.required,
                acts.get(lesson.document_id, NOTHING),
                completed.get(ref.id),
                signed=signed,
            )
            for ref in listed
            if reader.may_read(course, lessons[ref.id])
        )
        if statuses:
            completion = completions.get(course.document_id)
            is_valid = completion and stands(course.content, completed.keys(), reopening)
            found.append(CourseStatus(course, statuses, completion if is_valid else None))
    return found


def unfinished(person: Person) -> list[Published[Lesson]]:
    """The lessons that a person may read and has not completed, in the order of the courses."""
    reader, completed = Reader.of(person), completions_of([person.id])[person.id]
    lessons: dict[str, Published[Lesson]] = {
        one.name: one for one in library.all_published("lesson")
    }
    courses: list[Published[Course]] = library.all_published("course")
    return [
        lesson
        for course in sorted(courses, key=lambda one: (one.content.order, one.name))
        for ref in course.content.lessons
        if ref.id not in completed
        and (lesson := lessons.get(ref.id))
        and reader.may_read(course, lesson)
    ]


def course_of(person: Person, course_id: str) -> CourseStatus:
    """A course as a person may read it. Raises NotFound when there is nothing of it for them."""
    for status in courses_of(person):
        if status.course.name == course_id:
            return status
    raise NotFound


def next_place(person: Person) -> Place | None:
    """Where a person goes on reading: the lesson read last, else the first to begin."""
    return place_among(courses_of(person))


def place_among(courses: Sequence[CourseStatus]) -> Place | None:
    """Where the person goes on reading among these courses; none when all required is read."""
    open_ = [
        Place(status.course, status.next)
        for status in courses
        if status.next is not None and (status.next.required or status.next.last_at)
    ]
    begun = [place for place in open_ if place.status.last_at is not None]
    if begun:
        return max(begun, key=lambda place: place.status.last_at or NEVER)
    return next(iter(open_), None)


def to_sign_among(courses: Sequence[CourseStatus]) -> Place | None:
    """The first lesson that waits for a signature; one that was signed before goes first."""
    waiting = [
        Place(course.course, status)
        for course in courses
        for status in course.lessons
        if status.waits_for_signature
    ]
    return min(waiting, key=lambda place: not place.status.is_outdated, default=None)


def completed_lessons(person_id: int) -> dict[str, Completion]:
    """The lessons that a person completed and that still count, by id."""
    return completions_of([person_id])[person_id]


def lesson_address(lesson_id: str) -> str | None:
    """The address of a lesson's page; None when it is not published."""
    lesson = library.published("lesson", lesson_id)
    return address_of(lesson) if lesson else None


def course_completion(person_id: int, course_id: str) -> Completion | None:
    """The stored fact that a person completed a course, if it still stands."""
    course: Published[Course] | None = library.published("course", course_id)
    if course is None:
        return None
    completion = _course_completions(person_id).get(course.document_id)
    if completion is None:
        return None
    completed = completed_lessons(person_id)
    return completion if stands(course.content, completed, _reopening(person_id)) else None


def _reopening(person_id: int) -> frozenset[str]:
    return material_lessons() | taken_back_of([person_id])[person_id]


def _course_completions(person_id: int) -> dict[int, Completion]:
    """The newest completion of each course, by document."""
    rows = read(COURSE_COMPLETIONS, people=(person_id,))
    return {document_id: Completion(at, revision_id) for _, document_id, at, revision_id in rows}
