"""What came of entry tests: results lesson by lesson, exemptions, and what took them back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.courses.domain import Course, Lesson
from lms.courses.domain.entry import Outcome
from lms.courses.models import (
    EntryTest,
    EntryTestLesson,
    ExemptionWithdrawal,
    LessonExemption,
)
from lms.courses.queries.entry import Asked, course_of_test, papers
from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.queries import Published
from lms.people.access import visible_people
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Result:
    """What came of the questions about one lesson; `exemption` if the lesson was exempted."""

    lesson: Published[Lesson]
    outcome: Outcome
    asked: Sequence[Asked]
    exemption: LessonExemption | None
    withdrawal: ExemptionWithdrawal | None

    @property
    def is_answered(self) -> bool:
        """Whether any of them was answered."""
        return any(one.answer is not None for one in self.asked)

    @property
    def right(self) -> int:
        """How many were answered rightly."""
        return sum(bool(one.is_right) for one in self.asked)


@dataclass(frozen=True, slots=True)
class Told:
    """A test that was handed in, with what came of it."""

    test: EntryTest
    course: Published[Course]
    results: Sequence[Result]

    @property
    def answered(self) -> Sequence[Result]:
        """The lessons of which at least one question was answered."""
        return [one for one in self.results if one.is_answered]

    @property
    def left_out(self) -> Sequence[Result]:
        """The lessons of which none was."""
        return [one for one in self.results if not one.is_answered]

    @property
    def exempted(self) -> int:
        """How many lessons need not be read, as far as nobody took that back."""
        return sum(one.exemption is not None and one.withdrawal is None for one in self.results)


def told(tests: Sequence[EntryTest]) -> list[Told]:
    """What came of tests that were handed in, in a constant number of queries."""
    if not tests:
        return []
    asked = papers(tests)
    rows = [one.row.id for own in asked.values() for one in own]
    exemptions, withdrawals = _exemptions(rows)
    return [
        Told(test, course_of_test(test), _results(asked[test.id], exemptions, withdrawals))
        for test in tests
    ]


def _exemptions(
    rows: Sequence[int],
) -> tuple[dict[int, LessonExemption], dict[int, ExemptionWithdrawal]]:
    found = db.session.execute(
        sa.select(LessonExemption, ExemptionWithdrawal)
        .outerjoin(ExemptionWithdrawal, ExemptionWithdrawal.exemption_id == LessonExemption.id)
        .options(joinedload(ExemptionWithdrawal.by).lazyload(Person.grants))
        .where(LessonExemption.test_lesson_id.in_(rows))
    ).all()
    exemptions = {exemption.test_lesson_id: exemption for exemption, _withdrawal in found}
    return exemptions, {one.exemption_id: one for _exemption, one in found if one is not None}


def _results(
    asked: Sequence[Asked],
    exemptions: Mapping[int, LessonExemption],
    withdrawals: Mapping[int, ExemptionWithdrawal],
) -> list[Result]:
    by_lesson: dict[int, list[Asked]] = {}
    for one in asked:
        by_lesson.setdefault(one.row.id, []).append(one)
    results = []
    for number, own in by_lesson.items():
        exemption = exemptions.get(number)
        withdrawal = withdrawals.get(exemption.id) if exemption else None
        found = Outcome(own[0].row.outcome or Outcome.WRONG)
        results.append(Result(own[0].lesson, found, own, exemption, withdrawal))
    return results


def told_of(person_id: int) -> list[Told]:
    """All tests that somebody handed in with what came of them, the newest first."""
    wanted = sa.select(EntryTest).where(
        EntryTest.person_id == person_id, EntryTest.handed_in_at.is_not(None)
    )
    return told(db.session.scalars(wanted.order_by(EntryTest.id.desc())).all())


def exemption_for(asker: Person, public_id: str, permission: str, today: date) -> LessonExemption:
    """An exemption of somebody for whom one answers. Raises NotFound for every other."""
    wanted = (
        sa.select(LessonExemption)
        .join(Person, Person.id == LessonExemption.person_id)
        .where(LessonExemption.public_id == public_id, visible_people(asker, permission, today))
    )
    found = db.session.scalars(wanted).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def lesson_of(exemption: LessonExemption) -> Published[Lesson]:
    """The lesson as the test asked about it."""
    return library.at_revision(exemption.revision_id)


def withdrawal_of(exemption: LessonExemption) -> ExemptionWithdrawal | None:
    """What took an exemption back, if anything did."""
    wanted = sa.select(ExemptionWithdrawal)
    return db.session.scalar(wanted.where(ExemptionWithdrawal.exemption_id == exemption.id))


def test_behind(exemption: LessonExemption) -> EntryTest:
    """The test that led to an exemption."""
    wanted = sa.select(EntryTest).join(EntryTestLesson, EntryTestLesson.test_id == EntryTest.id)
    return db.session.scalars(wanted.where(EntryTestLesson.id == exemption.test_lesson_id)).one()
