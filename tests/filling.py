"""Rows for every table, made from the tables themselves: a new one cannot be forgotten."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import sqlalchemy as sa

from lms.db import db, metadata

MOMENT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
CHOICES = {  # columns whose CHECK allows only certain words
    "role_grant.role": "trainee",
    "person.status": "active",
    "person.language": "zh-Hans",
    "job.status": "waiting",
    "certificate.last_act": None,
    "certificate_act.act": "revoked",
    "sign_off.extension_days": 0,
    "certificate_act.reason": "misconduct",
    "session_record.minutes": 15,
    "work_report.figures": None,
    "work_report.first_on": DAY,
    "session_topic.question_id": 1,
    "course_completion.last_lesson_id": 1,
    "day_sheet.response": 100,
    **dict.fromkeys(("day_sheet.solving", "day_sheet.upkeep", "day_sheet.slack"), 0),
    "focus_session.cut_by": "",
    "rota.rest": "",
    "rota.work_days": 0,
    "rota.rest_days": 0,
    "week_review.planned_response": 100,
    **{f"week_review.planned_{share}": 0 for share in ("solving", "upkeep", "slack")},
    **{f"week_review.noted_{s}": 0 for s in ("response", "solving", "upkeep", "slack")},
}
SECOND = {  # columns that refer to another row than their neighbours
    *("apprentice_id", "lead_id", "source_id", "from_turn", "granted_by_id"),
    *("duet.mentor_id", "checklist_record.mentor_id", "lesson_question.mentor_id"),
    *("session_record.mentor_id", "rota.by_id", "leave.by_id", "draft_review.reviewer_id"),
}


def fill_every_table() -> set[str]:
    """Put one row into every table (two where a row must refer to another); the tables filled."""
    with db.engine.execution_options(lms_writes=True).begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for table in metadata.tables.values():
            for number in (1, 2):
                connection.execute(table.insert().values(_row(table, number)))
    return set(metadata.tables)


def _row(table: sa.Table, number: int) -> dict[str, object]:
    return {c.name: _value(table, c, number) for c in table.columns if not _left_out(c)}


def _left_out(column: sa.Column) -> bool:
    return column.nullable and not column.foreign_keys


def _value(table: sa.Table, column: sa.Column, number: int) -> object:
    name = f"{table.name}.{column.name}"
    if name in CHOICES:
        return CHOICES[name]
    if column.foreign_keys:
        return _reference(table, column, number)
    allowed = _allowed(table, column)
    if allowed:
        return allowed[0]
    return _by_type(column, number)


def _reference(table: sa.Table, column: sa.Column, number: int) -> int | None:
    target = next(iter(column.foreign_keys)).column.table
    if target is table or column.nullable:
        return None
    second = str(column) in SECOND or column.name in SECOND
    return 3 - number if second else number


def _allowed(table: sa.Table, column: sa.Column) -> list[str]:
    """The words that a CHECK of the form `column IN ('a', 'b')` allows."""
    for check in table.constraints:
        if isinstance(check, sa.CheckConstraint):
            text = str(check.sqltext)
            start = f"{column.name} IN ("
            if text.startswith(start):
                return [word.strip(" '") for word in text[len(start) : -1].split(",")]
    return []


def _by_type(column: sa.Column, number: int) -> object:
    made: list[tuple[type, Callable[[], object]]] = [
        (sa.Boolean, lambda: False),
        (sa.Integer, lambda: number),
        (sa.Date, lambda: date.fromordinal(DAY.toordinal() + number)),
        (sa.JSON, dict),
        (sa.LargeBinary, lambda: bytes([number])),
        (sa.String, lambda: f"{column.name[:5]}{number}"[: column.type.length or 40]),
        (sa.TypeDecorator, lambda: MOMENT),
    ]
    return next(make() for kind, make in made if isinstance(column.type, kind))
