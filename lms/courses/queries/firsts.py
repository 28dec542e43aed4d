"""What somebody answered to checks at the first try: what they knew, not what they tried out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lms.courses.domain import CHECK_ANCHOR, Lesson
from lms.courses.queries.statements import FIRST_ANSWERS
from lms.courses.queries.status import address_of
from lms.db import read
from lms.library import queries as library
from lms.library.queries import Published
from lms.questions.domain import Question


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """The first answer that somebody gave to a check that still is in its lesson."""

    lesson: Published[Lesson]
    question: Question
    is_right: bool
    at: datetime

    @property
    def address(self) -> str:
        """Where the check stands."""
        return f"{address_of(self.lesson)}#{CHECK_ANCHOR}{self.question.id}"


def first_answers(person_id: int) -> Iterator[FirstAnswer]:
    """The first answers of a person to the checks of lessons as they are published now."""
    lessons: dict[int, Published[Lesson]] = {
        one.document_id: one for one in library.all_published("lesson")
    }
    for document_id, check, is_right, at in read(FIRST_ANSWERS, person_id=person_id):
        lesson = lessons.get(document_id)
        question = lesson.content.check(check) if lesson else None
        if lesson and question:
            yield FirstAnswer(lesson, question, is_right, at)
