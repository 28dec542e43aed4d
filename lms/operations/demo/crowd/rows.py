"""Every row of the people of a branch, read as the database keeps it, table by table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.types import NULLTYPE

from lms.certification.models import Certificate
from lms.courses.models import (
    CheckAnswer,
    CourseCompletion,
    EntryAnswer,
    EntryTest,
    EntryTestLesson,
    ExemptionWithdrawal,
    LessonCompletion,
    LessonExemption,
    LessonSignature,
    SectionRead,
)
from lms.db import Base, db
from lms.disputes.models import Dispute
from lms.growth.models import LearningItem, LearningPlan
from lms.library.models import Assignment
from lms.mentoring.models import (
    Agreement,
    ChecklistMark,
    ChecklistRecord,
    Duet,
    DuetLine,
    DuetMark,
    DuetSeat,
    ObservationRecord,
    ObservationRequest,
    PrivateNote,
    SessionAnswer,
    SessionRecord,
    SessionTodo,
    WorkReport,
    WorkReportReply,
)
from lms.messages.models import Message
from lms.notes.models import LessonReaction
from lms.onboarding.models import GateStatement, Plan, PlanGate, PlanTask, SignOff
from lms.people.models import (
    AuditEvent,
    LeaveEntry,
    Pair,
    PairEnd,
    Person,
    RoleGrant,
    RotaEntry,
)
from lms.scenarios.models import (
    Comment,
    DrillMark,
    DrillRun,
    DrillWindow,
    FirstPlay,
    Mark,
    Play,
    StepTaken,
    Turn,
)
from lms.verdicts.models import VerdictMessage
from lms.workday.models import (
    DayMatter,
    DaySheet,
    FocusSession,
    HalfHour,
    ShelfEntry,
    ShelfShare,
    WeekReview,
)

COPIED: Sequence[tuple[type[Base], str]] = (  # in the order of writing; by what a row is somebody's
    (Person, "id"),
    (RoleGrant, "person_id"),
    (Pair, "apprentice_id"),
    (PairEnd, "pair_id"),
    (Agreement, "pair_id"),
    (Plan, "person_id"),
    (SignOff, "plan_id"),
    (PlanTask, "plan_id"),
    (PlanGate, "plan_id"),
    (GateStatement, "plan_id"),
    (WorkReport, "plan_id"),
    (WorkReportReply, "report_id"),
    (Assignment, "person_id"),
    (SectionRead, "person_id"),
    (CheckAnswer, "person_id"),
    (LessonSignature, "person_id"),
    (LessonCompletion, "person_id"),
    (EntryTest, "person_id"),
    (EntryTestLesson, "test_id"),
    (EntryAnswer, "lesson_id"),
    (LessonExemption, "person_id"),
    (ExemptionWithdrawal, "exemption_id"),
    (CourseCompletion, "person_id"),
    (Play, "person_id"),
    (Turn, "play_id"),
    (Mark, "play_id"),
    (FirstPlay, "person_id"),
    (StepTaken, "play_id"),
    (Comment, "play_id"),
    (DrillRun, "person_id"),
    (DrillWindow, "run_id"),
    (DrillMark, "run_id"),
    (Dispute, "person_id"),
    (ChecklistRecord, "person_id"),
    (ChecklistMark, "record_id"),
    (ObservationRecord, "person_id"),
    (SessionRecord, "person_id"),
    (SessionAnswer, "session_id"),
    (SessionTodo, "session_id"),
    (PrivateNote, "session_id"),
    (ObservationRequest, "person_id"),
    (Duet, "person_id"),
    (DuetLine, "duet_id"),
    (DuetSeat, "duet_id"),
    (DuetMark, "seat_id"),
    (LessonReaction, "person_id"),
    (RotaEntry, "person_id"),
    (LeaveEntry, "person_id"),
    (DaySheet, "person_id"),
    (DayMatter, "person_id"),
    (HalfHour, "person_id"),
    (FocusSession, "person_id"),
    (WeekReview, "person_id"),
    (ShelfEntry, "person_id"),
    (ShelfShare, "person_id"),
    (LearningPlan, "person_id"),
    (LearningItem, "plan_id"),
    (VerdictMessage, "person_id"),
    (Certificate, "person_id"),
    (Message, "person_id"),
    (AuditEvent, "subject_id"),
)
MOST_MESSAGES = 5  # of each person: the newest

Raw = str | int | None


def table_of(model: type[Base]) -> sa.Table:
    """The table behind a model."""
    return cast(sa.Table, model.__table__)


def key_of(table: sa.Table) -> sa.Column[Any]:
    """The column by which the rows of a table are told: their number, or that of another's row."""
    return next(iter(table.primary_key))


def told_in(column: sa.Column[Any]) -> str | None:
    """The table whose rows a column names by their number, whatever it refers to on the way."""
    for reference in column.foreign_keys:
        referred = reference.column
        return referred.table.name if referred is key_of(referred.table) else told_in(referred)
    return None


TABLES: Mapping[str, sa.Table] = {model.__tablename__: table_of(model) for model, _ in COPIED}


@dataclass(slots=True)
class Row:
    """A row of a table, and the place of the person whose it is among the people."""

    table: sa.Table
    owner: int
    values: Mapping[str, Raw]

    @property
    def id(self) -> int:
        """Its number."""
        return int(self.values[key_of(self.table).name] or 0)

    def at(self, column: str) -> datetime:
        """The instant in a column."""
        return instant(self.values[column])


@dataclass(slots=True)
class _Reading:
    people: Sequence[int]
    owners: dict[str, dict[int, int]] = field(default_factory=dict)  # table → row → its person

    def rows(self, table: sa.Table, column: str) -> list[Row]:
        """The rows of a table, in the order of their numbers."""
        whose = self._whose(table, column)
        wanted = sa.select(*(kept(c).label(c.name) for c in table.c))
        rows = [
            Row(table, whose[int(values[column])], values)
            for values in _answers(wanted.where(table.c[column].in_(whose)).order_by(key_of(table)))
        ]
        self.owners[table.name] = {row.id: row.owner for row in rows}
        return rows

    def _whose(self, table: sa.Table, column: str) -> Mapping[int, int]:
        above = told_in(table.c[column])
        return self.owners.get(above or "") or {n: place for place, n in enumerate(self.people)}


def read(people: Sequence[int]) -> dict[str, list[Row]]:
    """The rows of some people, by table; the people themselves in the order in which they came."""
    reading = _Reading(people)
    found = {model.__tablename__: reading.rows(table_of(model), by) for model, by in COPIED}
    found[Person.__tablename__].sort(key=lambda row: row.owner)
    found[Message.__tablename__] = _newest(found[Message.__tablename__])
    return found


def kept(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A column as the database keeps it: what can be put back without a detour."""
    if db.engine.dialect.name == "sqlite":
        return sa.type_coerce(column, NULLTYPE)
    return sa.cast(column, sa.Text)


def as_kept(instant: datetime) -> str:
    """An instant as the database keeps it."""
    utc = instant.astimezone(UTC)
    if db.engine.dialect.name == "sqlite":
        utc = utc.replace(tzinfo=None)
    return utc.isoformat(" ", "microseconds")


def instant(text: Raw) -> datetime:
    """An instant that the database keeps."""
    found = datetime.fromisoformat(str(text))
    return found.replace(tzinfo=found.tzinfo or UTC)


def _answers(wanted: sa.Select[Any]) -> Iterator[Mapping[str, Any]]:
    for row in db.session.execute(wanted):
        yield row._asdict()


def _newest(rows: Sequence[Row]) -> list[Row]:
    own: dict[int, list[Row]] = {}
    for row in rows:
        own.setdefault(row.owner, []).append(row)
    return [row for of in own.values() for row in of[-MOST_MESSAGES:]]
