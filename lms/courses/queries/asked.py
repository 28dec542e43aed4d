"""The lessons that are to be signed with their courses: who is asked, and how far somebody is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa

from lms import clock
from lms.courses.domain import Course, Lesson
from lms.courses.models import LessonSignature
from lms.courses.queries.signing import Demand, demands
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.models import Assignment, Revision
from lms.library.queries import Published
from lms.people import queries as people
from lms.people.domain import Role
from lms.people.models import Person


class Stage(StrEnum):
    """Whether somebody has signed a lesson."""

    SIGNED = "signed"
    AGAIN = "again"  # what they signed has changed
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Asked:
    """A lesson that is to be signed, and the course in which it is read."""

    demand: Demand
    course: Published[Course]

    @property
    def lesson(self) -> Published[Lesson]:
        """The lesson."""
        return self.demand.lesson

    @property
    def since(self) -> date:
        """The day since when it is to be signed."""
        return clock.day_of(self.demand.since)


def all_asked() -> list[Asked]:
    """All of them, in the order of the courses."""
    courses: dict[str, Published[Course]] = {
        course.name: course for course in library.all_published("course")
    }
    found = [
        Asked(demand, courses[demand.lesson.content.course])
        for demand in demands().values()
        if demand.lesson.content.course in courses
    ]
    return sorted(found, key=_place)


def asked_for(course: str, name: str) -> Asked:
    """A lesson that is to be signed, by its address.

    Raises NotFound for one that is not.
    """
    for asked in all_asked():
        if asked.lesson.address == f"{course}/{name}":
            return asked
    raise NotFound


def is_asked(asked: Asked) -> sa.ColumnElement[bool]:
    """Trainees who may read the lesson."""
    return Person.id.in_(_readers(asked))


def is_listed(asked: Asked) -> sa.ColumnElement[bool]:
    """Who is asked, and colleagues who signed without being asked."""
    signed = LessonSignature.document_id == asked.lesson.document_id
    unasked = sa.select(LessonSignature.person_id).where(signed)
    return Person.id.in_(sa.union(_readers(asked), unasked))


def _readers(asked: Asked) -> sa.Select[int]:
    learners = people.holders(Role.TRAINEE)
    if asked.course.content.open:
        return learners
    documents = [asked.course.document_id, asked.lesson.document_id]
    return sa.select(Assignment.person_id).where(
        Assignment.document_id.in_(documents), Assignment.person_id.in_(learners)
    )


def is_at(asked: Asked, stage: Stage) -> sa.ColumnElement[bool]:
    """The condition on `Person` that keeps those who are so far."""
    own = (
        sa.select(LessonSignature.id)
        .where(
            LessonSignature.person_id == Person.id,
            LessonSignature.document_id == asked.lesson.document_id,
        )
        .correlate(Person)
    )
    stands = own.join(Revision, Revision.id == LessonSignature.revision_id).where(_stands(asked))
    if stage is Stage.SIGNED:
        return stands.exists()
    if stage is Stage.AGAIN:
        return sa.and_(own.exists(), ~stands.exists())
    return ~own.exists()


def _stands(asked: Asked) -> sa.ColumnElement[bool]:
    changed = asked.demand.changed.items()
    return sa.or_(
        *(
            sa.and_(LessonSignature.language == language, Revision.number >= number)
            for language, number in changed
        )
    )


def _place(asked: Asked) -> tuple[int, int]:
    course = asked.course.content
    listed = [lesson.id for lesson in course.lessons]
    name = asked.lesson.name
    return course.order, listed.index(name) if name in listed else len(listed)
