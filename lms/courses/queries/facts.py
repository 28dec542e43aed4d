"""What somebody has read, answered and completed, as far as it still counts."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.courses.domain import Answered, Completion, Lesson, Read, Signature
from lms.courses.models import (
    CheckAnswer,
    ExemptionWithdrawal,
    LessonCompletion,
    LessonExemption,
    SectionRead,
)
from lms.courses.queries.signing import demands, signatures
from lms.courses.queries.statements import (
    ANSWERS,
    ANSWERS_IN,
    COMPLETIONS,
    HISTORY_IN,
    MATERIAL,
    READS,
)
from lms.db import db, read
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.models import Document
from lms.library.queries import Published


@dataclass(slots=True)
class Acts:
    """What somebody did in one lesson."""

    reads: list[Read] = field(default_factory=list)
    answers: list[Answered] = field(default_factory=list)
    last_at: datetime | None = None

    def note(self, at: datetime) -> None:
        """Remember the latest act."""
        self.last_at = at if self.last_at is None else max(self.last_at, at)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that somebody gave to a check."""

    question: str
    answer: tuple[str, ...]
    is_right: bool
    seconds: int


def acts_of(person_id: int) -> dict[int, Acts]:
    """What a person did in each lesson, by document."""
    found: dict[int, Acts] = defaultdict(Acts)
    who = {"person_id": person_id}
    for document_id, section, seconds, at in db.session.execute(READS, who):
        found[document_id].reads.append(Read(section, seconds))
        found[document_id].note(at)
    for document_id, question, right, seconds, at in db.session.execute(ANSWERS, who):
        found[document_id].answers.append(Answered(question, bool(right), seconds))
        found[document_id].note(at)
    return found


@dataclass(frozen=True, slots=True)
class History:
    """What a person has read of a lesson, and when they completed it, as far as it counts."""

    reads: Sequence[Read]
    completion: Completion | None


def history_in(person_id: int, lesson: Published[Lesson], signature: Signature | None) -> History:
    """The sections of a lesson that a person read, and when they completed it.

    A lesson that is to be signed is not completed before its `signature`, the one that stands.
    """
    asked = lesson.content.must_sign
    where = {"person_id": person_id, "document_id": lesson.document_id, "is_signed": asked}
    reads, completions = [], []
    for section, number, at, test in db.session.execute(HISTORY_IN, where):
        if section is not None:
            reads.append(Read(section, number))
        elif not asked or (signature is not None and signature.at <= at):
            completions.append(Completion(at, number, test or ""))
    return History(reads, min(completions, key=_what_was_read_first, default=None))


def _what_was_read_first(one: Completion) -> tuple[str, datetime]:
    return one.test, one.completed_at


def answers_in(person_id: int, document_id: int) -> list[Given]:
    """The answers that a person gave in a lesson, the oldest first."""
    return checked_in(person_id, document_id).answers


@dataclass(frozen=True, slots=True)
class Checked:
    """What somebody did with the checks of a lesson."""

    answers: list[Given]  # the oldest first
    hints: Mapping[str, int]  # by check: how many were asked for


def checked_in(person_id: int, document_id: int) -> Checked:
    """The answers that a person gave in a lesson, and the hints they asked for."""
    answers, hints = [], {}
    rows = db.session.execute(ANSWERS_IN, {"person_id": person_id, "document_id": document_id})
    for question, answer, is_right, number, _id in rows:
        if answer is None:
            hints[question] = number
        else:
            answers.append(Given(question, tuple(answer), is_right, number))
    return Checked(answers, hints)


def last_act_at(person_id: int, now: datetime) -> datetime | None:
    """When a person last acknowledged a section or answered a check, in any lesson, by now.

    What was done while the machine's clock was ahead would keep reading from counting.
    """
    newest = (
        sa.select(sa.func.max(table.at)).where(table.person_id == person_id, table.at <= now)
        for table in (SectionRead, CheckAnswer)
    )
    found = [db.session.scalar(one) for one in newest]
    return max((at for at in found if at is not None), default=None)


def completions_of(person_ids: Collection[int]) -> dict[int, dict[str, Completion]]:
    """The lessons that people completed and that still count: person → lesson → completion.

    One that was exempted by the entry test counts as complete, until that is taken back. Of a
    lesson that is signed, a completion counts as long as the signature before it stands.
    """
    found: dict[int, dict[str, Completion]] = {person_id: {} for person_id in person_ids}
    asked = tuple(demands())
    held = signatures(person_ids)
    for person_id, document_id, lesson, *facts, is_taken_back in _completions(person_ids):
        stands = document_id not in asked or held.cover(person_id, document_id, facts[0])
        if stands and not is_taken_back:
            found[person_id].setdefault(lesson, Completion(*facts))
    return found


def taken_back_of(person_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The lessons of which an exemption was taken back, by person; they may be complete since."""
    found: dict[int, set[str]] = {person_id: set() for person_id in person_ids}
    for person_id, _document, lesson, *_facts, is_taken_back in _completions(person_ids):
        if is_taken_back:
            found[person_id].add(lesson)
    return {person_id: frozenset(lessons) for person_id, lessons in found.items()}


def _completions(person_ids: Collection[int]) -> Sequence[sa.Row[*tuple[Any, ...]]]:
    return read(COMPLETIONS, people=tuple(person_ids), documents=tuple(demands()))


def lesson_completion(
    person_id: int, lesson: Published[Lesson], signature: Signature | None
) -> Completion | None:
    """When a person completed a lesson, if that still counts; `signature`: the one that stands."""
    return history_in(person_id, lesson, signature).completion


def newest_completion(person_id: int, lessons: Collection[str]) -> dict[str, int]:
    """What made a person's newest lesson among these complete, as a course completion names it."""
    read_last = (
        sa.select(LessonCompletion.completed_at, LessonCompletion.id)
        .join(Document, Document.id == LessonCompletion.document_id)
        .where(LessonCompletion.person_id == person_id, Document.name.in_(lessons))
        .order_by(LessonCompletion.completed_at.desc(), LessonCompletion.id.desc())
        .limit(1)
    )
    taken_back = sa.exists().where(ExemptionWithdrawal.exemption_id == LessonExemption.id)
    exempted_last = (
        sa.select(LessonExemption.at, LessonExemption.id)
        .join(Document, Document.id == LessonExemption.document_id)
        .where(LessonExemption.person_id == person_id, Document.name.in_(lessons))
        .where(~taken_back)
        .order_by(LessonExemption.at.desc(), LessonExemption.id.desc())
        .limit(1)
    )
    lesson, exemption = (db.session.execute(one).first() for one in (read_last, exempted_last))
    if exemption is not None and (lesson is None or lesson[0] < exemption[0]):
        return {"last_exemption_id": exemption[1]}
    if lesson is None:
        raise NotFound
    return {"last_lesson_id": lesson[1]}


def material_lessons() -> frozenset[str]:
    """The lessons of which a published revision says that older completions no longer count."""
    return library.of_this_edition(
        "material lessons", lambda: frozenset(db.session.scalars(MATERIAL))
    )


def was_sent(person_id: int, key: str) -> bool:
    """Whether a post with this key has already been taken."""
    rows = (
        sa.select(table.id).where(table.person_id == person_id, table.key == key)
        for table in (SectionRead, CheckAnswer)
    )
    return any(db.session.scalar(row) is not None for row in rows)
