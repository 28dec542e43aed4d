"""Entry tests: what one asks somebody about a course, and how far they are with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lms.courses.domain import Course, Lesson
from lms.courses.domain.entry import (
    Ground,
    again_from,
    asked_of,
    ground,
    minutes,
    order_in,
)
from lms.courses.models import (
    EntryAnswer,
    EntryTest,
    EntryTestLesson,
)
from lms.courses.queries.facts import taken_back_of
from lms.courses.queries.status import CourseStatus, LessonStatus
from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.models import Document, Revision
from lms.library.queries import Published
from lms.people.models import Person
from lms.questions.domain import Answer, Question


@dataclass(frozen=True, slots=True)
class Offer:
    """The entry test as a course's page offers it: begun, to begin, or why not now."""

    course: Published[Course]
    grounds: Mapping[Ground, Sequence[LessonStatus]]  # whether it asks about a lesson
    latest: EntryTest | None
    now: datetime

    @property
    def is_open(self) -> bool:
        """Whether the latest test waits to be handed in."""
        return self.latest is not None and self.latest.handed_in_at is None

    @property
    def again_from(self) -> datetime | None:
        """Until when another test has to wait; None when it need not."""
        if self.latest is None or self.latest.handed_in_at is None:
            return None
        again = again_from(self.latest.handed_in_at)
        return again if again > self.now else None

    @property
    def lessons(self) -> Sequence[LessonStatus]:
        """The lessons that a test asks about."""
        return self.grounds.get(Ground.ASKED, ())

    @property
    def questions(self) -> int:
        """How many questions a test asks."""
        return sum(asked_of(one.lesson.content) for one in self.lessons)

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return minutes(self.questions)

    @property
    def may_begin(self) -> bool:
        """Whether a test can be begun now."""
        return bool(self.lessons) and not self.is_open and self.again_from is None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a test, as its text stood when the test began."""

    number: int  # within the test, from 1
    row: EntryTestLesson
    lesson: Published[Lesson]
    question: Question
    order: tuple[str, ...]  # ids of options or items as shown
    answer: Answer | None  # the last one
    is_right: bool | None


def offer(person: Person, status: CourseStatus, now: datetime) -> Offer:
    """The entry test of a course that somebody may read."""
    wanted = (
        sa.select(EntryTest)
        .where(EntryTest.person_id == person.id)
        .where(EntryTest.document_id == status.course.document_id)
        .order_by(EntryTest.id.desc())
        .limit(1)
    )
    taken_back = taken_back_of([person.id])[person.id]
    grounds: dict[Ground, list[LessonStatus]] = {}
    for one in status.lessons:
        grounds.setdefault(_ground(one, one.lesson.name in taken_back), []).append(one)
    return Offer(status.course, grounds, db.session.scalar(wanted), now)


def _ground(one: LessonStatus, is_taken_back: bool) -> Ground:
    return ground(
        one.lesson.content,
        is_complete=one.is_complete,
        is_tried=bool(one.acts.answers),
        is_taken_back=is_taken_back,
    )


def test_by_key(person: Person, key: str) -> EntryTest | None:
    """The test that a post with this key began."""
    wanted = sa.select(EntryTest).where(EntryTest.person_id == person.id, EntryTest.key == key)
    return db.session.scalar(wanted)


def own_test(person: Person, public_id: str) -> EntryTest:
    """A test of one's own. Raises NotFound for every other."""
    wanted = sa.select(EntryTest).where(EntryTest.public_id == public_id)
    found = db.session.scalar(wanted.where(EntryTest.person_id == person.id))
    if found is None:
        raise NotFound
    return found


def course_of_test(test: EntryTest) -> Published[Course]:
    """The course of a test as it stood when the test began."""
    return library.at_revision(test.revision_id)


def paper(test: EntryTest) -> list[Asked]:
    """The questions of a test in its order, with the last answer to each."""
    return papers([test])[test.id]


def papers(tests: Sequence[EntryTest]) -> dict[int, list[Asked]]:
    """The questions of some tests, by test, in two queries."""
    rows = db.session.scalars(
        sa.select(EntryTestLesson)
        .where(EntryTestLesson.test_id.in_([test.id for test in tests]))
        .order_by(EntryTestLesson.id)
    ).all()
    given = {
        (one.lesson_id, one.question): one
        for one in db.session.scalars(
            sa.select(EntryAnswer)
            .where(EntryAnswer.lesson_id.in_([row.id for row in rows]))
            .order_by(EntryAnswer.id)
        )
    }
    return {
        test.id: list(_asked(test, [row for row in rows if row.test_id == test.id], given))
        for test in tests
    }


def _asked(
    test: EntryTest,
    rows: Sequence[EntryTestLesson],
    given: Mapping[tuple[int, str], EntryAnswer],
) -> Iterator[Asked]:
    number = 0
    for row in rows:
        lesson: Published[Lesson] = library.at_revision(row.revision_id)
        for id_ in row.questions:
            question = lesson.content.check(id_)
            if question is None:
                continue
            number += 1
            answer = given.get((row.id, id_))
            yield Asked(
                number,
                row,
                lesson,
                question,
                order_in(lesson.content, question, test.seed),
                tuple(answer.answer) if answer else None,
                answer.is_right if answer else None,
            )


def changed_since(rows: Sequence[EntryTestLesson]) -> frozenset[int]:
    """The documents among these of which a material revision was published since."""
    later, published = sa.orm.aliased(Revision), sa.orm.aliased(Revision)
    wanted = (
        sa.select(Document.id)
        .join(published, published.id == Document.published_revision_id)
        .join(EntryTestLesson, EntryTestLesson.document_id == Document.id)
        .join(Revision, Revision.id == EntryTestLesson.revision_id)
        .join(later, later.document_id == Document.id)
        .where(
            EntryTestLesson.id.in_([row.id for row in rows]),
            later.material,
            later.published_at.is_not(None),
            later.number > Revision.number,
            later.number <= published.number,
        )
    )
    return frozenset(db.session.scalars(wanted))
