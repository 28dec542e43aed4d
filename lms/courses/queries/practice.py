"""What of a course's practice list is open to a person, and how far the person is in it."""

from collections.abc import Sequence
from datetime import datetime

from lms.courses.domain import Course
from lms.library import exercises
from lms.library import queries as library
from lms.library.domain import Exercise
from lms.library.queries import Published
from lms.people.models import Person


def practice_of(person: Person, course: Published[Course], now: datetime) -> Sequence[Exercise]:
    """What a person may practise of a course, in its order."""
    number = course.document_id
    lists = (one for one in library.practice_lists() if one.source.document_id == number)
    offered = next(lists, None)
    return exercises.told(person, offered.items, now) if offered else ()
