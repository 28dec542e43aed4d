"""What somebody has read, answered and completed, as far as it still counts."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from lms.courses.domain import Answered, Completion, Read
from lms.courses.models import CheckAnswer, LessonCompletion, SectionRead
from lms.db import db
from lms.library.models import Document, Revision


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


def still_counts() -> sa.ColumnElement[bool]:
    """The condition on `Revision` that no later revision, up to the published one, is material."""
    later, published = aliased(Revision), aliased(Revision)
    material_since = (
        sa.select(later.id)
        .join(Document, Document.id == later.document_id)
        .join(published, published.id == Document.published_revision_id)
        .where(
            later.document_id == Revision.document_id,
            later.material,
            later.published_at.is_not(None),
            later.number > Revision.number,
            later.number <= published.number,
        )
    )
    return ~material_since.exists().correlate(Revision)


def acts_of(person_id: int) -> dict[int, Acts]:
    """What a person did in each lesson, by document."""
    found: dict[int, Acts] = defaultdict(Acts)
    for document_id, section, seconds, at in db.session.execute(_reads(person_id)):
        found[document_id].reads.append(Read(section, seconds))
        found[document_id].note(at)
    for document_id, question, right, seconds, at in db.session.execute(_answers(person_id)):
        found[document_id].answers.append(Answered(question, bool(right), seconds))
        found[document_id].note(at)
    return found


def reads_in(person_id: int, document_id: int) -> list[Read]:
    """The sections that a person read in a lesson."""
    wanted = _reads(person_id).where(SectionRead.document_id == document_id)
    return [Read(section, seconds) for _, section, seconds, _ in db.session.execute(wanted)]


def answers_in(person_id: int, document_id: int) -> list[Given]:
    """The answers that a person gave in a lesson, the oldest first."""
    wanted = (
        sa.select(
            CheckAnswer.question, CheckAnswer.answer, CheckAnswer.is_right, CheckAnswer.seconds
        )
        .join(Revision, Revision.id == CheckAnswer.revision_id)
        .where(
            CheckAnswer.person_id == person_id,
            CheckAnswer.document_id == document_id,
            still_counts(),
        )
        .order_by(CheckAnswer.id)
    )
    rows = db.session.execute(wanted)
    return [
        Given(question, tuple(answer), right, seconds) for question, answer, right, seconds in rows
    ]


def _reads(person_id: int) -> sa.Select[int, str, int, datetime]:
    return (
        sa.select(
            SectionRead.document_id,
            SectionRead.section,
            sa.func.sum(SectionRead.seconds),
            sa.func.max(SectionRead.at),
        )
        .join(Revision, Revision.id == SectionRead.revision_id)
        .where(SectionRead.person_id == person_id, still_counts())
        .group_by(SectionRead.document_id, SectionRead.section)
    )


def _answers(person_id: int) -> sa.Select[int, str, int, int, datetime]:
    return (
        sa.select(
            CheckAnswer.document_id,
            CheckAnswer.question,
            sa.func.max(sa.case((CheckAnswer.is_right, 1), else_=0)),
            sa.func.sum(CheckAnswer.seconds),
            sa.func.max(CheckAnswer.at),
        )
        .join(Revision, Revision.id == CheckAnswer.revision_id)
        .where(CheckAnswer.person_id == person_id, still_counts())
        .group_by(CheckAnswer.document_id, CheckAnswer.question)
    )


def last_act_at(person_id: int) -> datetime | None:
    """When a person last acknowledged a section or answered a check, in any lesson."""
    newest = (
        sa.select(sa.func.max(table.at)).where(table.person_id == person_id)
        for table in (SectionRead, CheckAnswer)
    )
    found = [db.session.scalar(one) for one in newest]
    return max((at for at in found if at is not None), default=None)


def completions_of(person_ids: Collection[int]) -> dict[int, dict[str, Completion]]:
    """The lessons that people completed and that still count: person → lesson → completion."""
    found: dict[int, dict[str, Completion]] = {person_id: {} for person_id in person_ids}
    for person_id, lesson, at, revision_id in db.session.execute(_completions(person_ids)):
        found[person_id].setdefault(lesson, Completion(at, revision_id))
    return found


def _completions(person_ids: Collection[int]) -> sa.Select[int, str, datetime, int]:
    return (
        sa.select(
            LessonCompletion.person_id,
            Document.name,
            LessonCompletion.completed_at,
            LessonCompletion.revision_id,
        )
        .join(Revision, Revision.id == LessonCompletion.revision_id)
        .join(Document, Document.id == LessonCompletion.document_id)
        .where(LessonCompletion.person_id.in_(person_ids), still_counts())
        .order_by(LessonCompletion.id)
    )


def lesson_completion(person_id: int, document_id: int) -> Completion | None:
    """When a person completed a lesson, if that still counts."""
    wanted = (
        sa.select(LessonCompletion.completed_at, LessonCompletion.revision_id)
        .join(Revision, Revision.id == LessonCompletion.revision_id)
        .where(
            LessonCompletion.person_id == person_id,
            LessonCompletion.document_id == document_id,
            still_counts(),
        )
        .order_by(LessonCompletion.id)
        .limit(1)
    )
    row = db.session.execute(wanted).one_or_none()
    return Completion(*row) if row else None


def newest_completion(person_id: int, lessons: Collection[str]) -> int:
    """The number of a person's newest completion among these lessons."""
    wanted = (
        sa.select(LessonCompletion.id)
        .join(Document, Document.id == LessonCompletion.document_id)
        .where(LessonCompletion.person_id == person_id, Document.name.in_(lessons))
        .order_by(LessonCompletion.completed_at.desc(), LessonCompletion.id.desc())
        .limit(1)
    )
    return db.session.scalars(wanted).one()


def material_lessons() -> frozenset[str]:
    """The lessons of which a published revision says that older completions no longer count."""
    published = aliased(Revision)
    wanted = (
        sa.select(Document.name)
        .distinct()
        .join(published, published.id == Document.published_revision_id)
        .join(Revision, Revision.document_id == Document.id)
        .where(
            Document.kind == "lesson",
            Revision.material,
            Revision.published_at.is_not(None),
            Revision.number <= published.number,
        )
    )
    return frozenset(db.session.scalars(wanted))


def was_sent(person_id: int, key: str) -> bool:
    """Whether a post with this key has already been taken."""
    rows = (
        sa.select(table.id).where(table.person_id == person_id, table.key == key)
        for table in (SectionRead, CheckAnswer)
    )
    return any(db.session.scalar(row) is not None for row in rows)
