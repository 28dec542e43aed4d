"""Reading work reports: one's own drafts, what was sent, what waits for an answer or a talk."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db
from lms.errors import NotFound
from lms.mentoring.models import (
    SessionRecord,
    SessionReport,
    WorkReport,
    WorkReportReply,
)
from lms.people.access import visible_people
from lms.people.models import Person

PERMISSION = "plan.view"
WITH_REPLY = joinedload(WorkReport.reply).joinedload(WorkReportReply.by).lazyload(Person.grants)
WAITING = (
    sa.select(WorkReport)
    .where(
        WorkReport.person_id.in_(sa.bindparam("people", expanding=True)),
        WorkReport.sent_at.is_not(None),
        ~sa.exists().where(WorkReportReply.report_id == WorkReport.id),
    )
    .options(joinedload(WorkReport.reply))
    .order_by(WorkReport.sent_at, WorkReport.id)
)
TO_TALK = (
    sa.select(WorkReport)
    .join(WorkReport.reply)
    .where(
        WorkReport.person_id == sa.bindparam("person_id"),
        WorkReportReply.to_talk != "",
        ~sa.exists().where(SessionReport.report_id == WorkReport.id),
    )
    .options(contains_eager(WorkReport.reply))
    .order_by(WorkReport.id)
)


def report_on(plan_id: int, task: str) -> WorkReport | None:
    """The report, perhaps still a draft, that a task of a plan asks for."""
    wanted = sa.select(WorkReport).where(WorkReport.plan_id == plan_id, WorkReport.task == task)
    return db.session.scalar(wanted)


def report_of(asker: Person, public_id: str, today: date) -> WorkReport:
    """A report that was sent by somebody whose plan the asker may see. Raises NotFound."""
    wanted = (
        sa.select(WorkReport)
        .join(WorkReport.person)
        .where(
            WorkReport.public_id == public_id,
            WorkReport.sent_at.is_not(None),
            visible_people(asker, PERMISSION, today),
        )
        .options(contains_eager(WorkReport.person), WITH_REPLY)
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def reports_of(person_id: int) -> Sequence[WorkReport]:
    """All reports that somebody has sent, the oldest first."""
    wanted = (
        sa.select(WorkReport)
        .where(WorkReport.person_id == person_id, WorkReport.sent_at.is_not(None))
        .options(WITH_REPLY)
        .order_by(WorkReport.sent_at, WorkReport.id)
    )
    return db.session.scalars(wanted).all()


def sent_reports(plan_ids: Collection[int]) -> dict[tuple[int, str], tuple[datetime, str]]:
    """The reports sent in some plans: plan id and task → when, and the report's public id."""
    wanted = sa.select(
        WorkReport.plan_id, WorkReport.task, WorkReport.sent_at, WorkReport.public_id
    ).where(WorkReport.plan_id.in_(plan_ids), WorkReport.sent_at.is_not(None))
    return {(plan, task): (at, name) for plan, task, at, name in db.session.execute(wanted) if at}


def waiting_reports(person_ids: Collection[int]) -> dict[int, list[WorkReport]]:
    """The reports of people that nobody has answered, by person, the oldest first."""
    found: dict[int, list[WorkReport]] = {}
    if not person_ids:
        return found
    for report in db.session.scalars(WAITING, {"people": list(person_ids)}):
        found.setdefault(report.person_id, []).append(report)
    return found


def reports_to_talk_of(person_id: int) -> Sequence[WorkReport]:
    """The reports of which the mentor noted something for a talk, and no talk has come to it."""
    return db.session.scalars(TO_TALK, {"person_id": person_id}).all()


def reports_in(record: SessionRecord) -> Sequence[WorkReport]:
    """What a session has come to."""
    wanted = (
        sa.select(WorkReport)
        .join(SessionReport, SessionReport.report_id == WorkReport.id)
        .where(SessionReport.session_id == record.id)
        .options(WITH_REPLY)
        .order_by(WorkReport.id)
    )
    return db.session.scalars(wanted).all()
