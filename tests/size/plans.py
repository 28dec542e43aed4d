"""How the database would answer a question: which tables it reads from end to end.

Tables that stay small may be read so, each with its reason.
"""

import re
from collections.abc import Iterator

import sqlalchemy as sa

from tests.size.walking import Asked

STAYS_SMALL = {
    "alembic_version": "one row",
    "calibration_round": "one or two rows a month",
    "cohort": "a row for each day on which people begin together",
    "department": "the tree of a company",
    "document": "authored texts",
    "edition": "a row for each thing that every process keeps in memory",
    "published_year": "a row a year",
    "robot": "a row for each group that is told",
    "workday": "thirty rows a year",
}
EXPLAINED = ("SELECT", "WITH", "UPDATE", "DELETE")
IN_ORDER = re.compile(r"\bORDER BY (\w+)\.id DESC\s+LIMIT\b")  # a table read from its newest row
SCAN = re.compile(r"^SCAN (\w+)$")  # SQLite: without an index
WALK = re.compile(r"^SCAN (\w+) USING (?:COVERING )?INDEX (\w+)$")  # all of an index
WALKED = {
    "ix_person_name_pinyin": "people by name, as many as a page shows",
    "ix_plan_running": "plans, the latest first, as many as a page shows",
    "ix_pair_mentor_id": "pairs by mentor, as many as are counted",
    "uq_certificate_act_open": "holds no others",
    "uq_task_approval_waiting": "holds no others",
    "uq_plan_active": "running plans, as many as are counted",
    "ix_announcement_unsaid": "holds no others",
    "ix_certificate_revoked": "holds no others",
    "ix_dispute_appeal_waiting": "holds no others",
    "ix_dispute_waiting": "holds no others",
    "ix_lesson_reaction_waiting": "holds no others",
    "ix_mail_unsent": "holds no others",
    "ix_regrading_fell": "marks that fell, the newest first, as many as are looked at",
    "ix_regrading_waiting": "holds no others",
    "ix_plan_gate_waiting": "holds no others",
    "ix_person_suspended": "holds no others",
    "ix_shelf_share_waiting": "holds no others",
    "ix_person_department_id": "the heads of all departments, where an administrator asks for them",
}
SORTED = "TEMP B-TREE FOR ORDER BY"


def scans(connection: sa.Connection, asked: Asked) -> list[str]:
    """The tables that may grow and are read from end to end to answer a question."""
    if not asked.statement.lstrip().startswith(EXPLAINED):
        return []
    read = _postgresql if connection.dialect.name == "postgresql" else _sqlite
    return sorted({table for table in read(connection, asked) if table not in STAYS_SMALL})


def _sqlite(connection: sa.Connection, asked: Asked) -> Iterator[str]:
    rows = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + asked.statement, asked.parameters)
    steps = [row[3] for row in rows]
    tables = set(sa.inspect(connection).get_table_names())
    newest_first = IN_ORDER.search(asked.statement)
    is_sorted = any(SORTED in step for step in steps)
    for step in steps:
        scanned, walked = SCAN.match(step), WALK.match(step)
        if scanned and scanned[1] in tables:
            if is_sorted or not newest_first or newest_first[1] != scanned[1]:
                yield scanned[1]
        elif walked and not _may_walk(asked.statement, *walked.groups()):
            yield walked[1]


def _may_walk(statement: str, table: str, index: str) -> bool:
    """Also where rows are counted whatever stands in them, up to a limit."""
    counts = re.search(rf"FROM {table}\s+WHERE 1 = 1\s+LIMIT", statement)
    return index in WALKED or counts is not None


def _postgresql(connection: sa.Connection, asked: Asked) -> Iterator[str]:
    rows = connection.exec_driver_sql("EXPLAIN " + asked.statement, asked.parameters)
    for (step,) in rows:
        found = re.search(r'Seq Scan on "?(\w+)', step)
        if found:
            yield found[1]
