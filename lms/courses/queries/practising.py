"""The checks that a person missed at first: which are asked again, and what came of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from lms import clock
from lms.courses.domain import Course, Lesson
from lms.courses.domain.practising import Practised, asked_again_on, minutes_for
from lms.courses.models import CheckPractice
from lms.courses.queries.firsts import first_answers
from lms.courses.queries.shelf import Reader
from lms.courses.queries.statements import PRACTISED
from lms.db import db, read
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.queries import Published
from lms.people.models import Person
from lms.questions.domain import Question


@dataclass(frozen=True, slots=True)
class Missed:
    """A check that somebody missed at first and that is asked again, as it is published now."""

    lesson: Published[Lesson]
    question: Question
    due: date  # the day from which it is asked
    turn: int  # which answer in practice comes next, from 1

    def is_for(self, document_id: int, check: str) -> bool:
        """Whether it is this check."""
        return (self.lesson.document_id, self.question.id) == (document_id, check)


def missed_checks(person: Person) -> list[Missed]:
    """The checks that a person still practises, the soonest first.

    One that has left its lesson, or whose lesson is not open to the person any more, is none.
    """
    practised = _practised(person)
    shelf = _Shelf(person)
    found = []
    for first in first_answers(person.id):
        if first.is_right:
            continue
        answers = practised[first.lesson.document_id, first.question.id]
        due = asked_again_on(clock.day_of(first.at), answers)
        if due is not None and shelf.holds(first.lesson):
            found.append(Missed(first.lesson, first.question, due, len(answers) + 1))
    return sorted(found, key=lambda one: (one.due, one.lesson.name))


def due_checks(person: Person, today: date) -> list[Missed]:
    """Those that are asked today, the oldest first."""
    return [one for one in missed_checks(person) if one.due <= today]


@dataclass(frozen=True, slots=True)
class Due:
    """How many checks are asked today, and the minutes they take."""

    count: int
    minutes: int


def due_in_short(person: Person, today: date) -> Due:
    """How much there is to practise today."""
    count = len(due_checks(person, today))
    return Due(count, minutes_for(count))


def own_practice(person: Person, public_id: str) -> CheckPractice:
    """What a person answered in practice. Raises NotFound for every other."""
    wanted = sa.select(CheckPractice).where(
        CheckPractice.public_id == public_id, CheckPractice.person_id == person.id
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def practice_by_key(person: Person, key: str) -> CheckPractice | None:
    """What a post with this key has kept."""
    wanted = sa.select(CheckPractice).where(
        CheckPractice.person_id == person.id, CheckPractice.key == key
    )
    return db.session.scalar(wanted)


def _practised(person: Person) -> dict[tuple[int, str], list[Practised]]:
    found: dict[tuple[int, str], list[Practised]] = defaultdict(list)
    for document_id, check, day, is_right in read(PRACTISED, person_id=person.id):
        found[document_id, check].append(Practised(day, is_right))
    return found


class _Shelf:
    """Which lessons stand in a course that is open to a person."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.courses: dict[str, Published[Course]] = {
            course.name: course for course in library.all_published("course")
        }
        self.reader: Reader | None = None  # asked for only where a course is not open to all

    def holds(self, lesson: Published[Lesson]) -> bool:
        course = self.courses.get(lesson.content.course)
        if course is None or lesson.name not in _listed(course):
            return False
        if course.content.open:
            return True
        self.reader = self.reader or Reader.of(self.person)
        return self.reader.may_read(course, lesson)


def _listed(course: Published[Course]) -> Sequence[str]:
    return [ref.id for ref in course.content.lessons]
