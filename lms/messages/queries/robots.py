"""Robots in chat groups, and how what they were to say fares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from lms.db import db
from lms.errors import NotFound
from lms.jobs import Job, JobStatus
from lms.messages.domain import SAY
from lms.messages.models import Announcement, Robot, RobotTopic
from lms.messages.queries.mail import Fate
from lms.pages import PAGE_SIZE, Page, counted

MOST_ROBOTS = 200  # listed


@dataclass(frozen=True, slots=True)
class Said:
    """Something said in a group, or to be said; `next_try` only while it waits."""

    row: Announcement
    fate: Fate
    tries: int
    next_try: datetime | None


_its_job = sa.and_(Job.kind == SAY, Job.key == Announcement.public_id)
_STANDING = Robot.removed_at.is_(None)


def robots() -> list[tuple[Robot, Said | None]]:
    """All robots by department and name, each with the latest it was to say."""
    wanted = (
        sa.select(Robot)
        .join(Robot.department)
        .options(joinedload(Robot.department), selectinload(Robot.topics))
        .where(_STANDING)
        .order_by(Robot.department_id, Robot.name, Robot.id)
        .limit(MOST_ROBOTS)
    )
    found = db.session.scalars(wanted).all()
    latest = (
        sa.select(sa.func.max(Announcement.id))
        .where(Announcement.robot_id.in_([robot.id for robot in found]))
        .group_by(Announcement.robot_id)
    )
    said = {one.row.robot_id: one for one in _said(Announcement.id.in_(latest))}
    return [(robot, said.get(robot.id)) for robot in found]


def robot_of(public_id: str) -> Robot:
    """A robot that stands in the list. Raises NotFound."""
    wanted = (
        sa.select(Robot)
        .options(joinedload(Robot.department), selectinload(Robot.topics))
        .where(Robot.public_id == public_id, _STANDING)
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def listeners(department_id: int, topic: str) -> Sequence[Robot]:
    """The robots of one department that are told of a topic."""
    wanted = (
        sa.select(Robot)
        .join(RobotTopic, RobotTopic.robot_id == Robot.id)
        .where(Robot.department_id == department_id, RobotTopic.topic == topic, _STANDING)
        .order_by(Robot.id)
    )
    return db.session.scalars(wanted).all()


def departments_listening() -> dict[int, set[str]]:
    """Department id → the topics that any of its robots is told of."""
    wanted = (
        sa.select(Robot.department_id, RobotTopic.topic)
        .join(RobotTopic, RobotTopic.robot_id == Robot.id)
        .where(_STANDING)
    )
    found: dict[int, set[str]] = {}
    for department_id, topic in db.session.execute(wanted):
        found.setdefault(department_id, set()).add(topic)
    return found


def unsaid(number: int = 1, size: int = PAGE_SIZE) -> Page[Said]:
    """What waits to be said, was dropped or given up, the newest first."""
    total = counted(sa.select(Announcement.id).where(Announcement.sent_at.is_(None)), number)
    rows = _said(Announcement.sent_at.is_(None), limit=size, offset=(number - 1) * size)
    return Page(rows, number, total, size)


def _said(which: sa.ColumnElement[bool], limit: int | None = None, offset: int = 0) -> list[Said]:
    rows = db.session.execute(
        sa.select(Announcement, Job.status, Job.tries, Job.due_at)
        .outerjoin(Job, _its_job)
        .where(which)
        .options(
            joinedload(Announcement.robot, innerjoin=True).joinedload(
                Robot.department, innerjoin=True
            )
        )
        .order_by(Announcement.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [Said(row, *_fate(row, status, tries, due_at)) for row, status, tries, due_at in rows]


def _fate(
    row: Announcement, status: str | None, tries: int | None, due_at: datetime | None
) -> tuple[Fate, int, datetime | None]:
    if row.sent_at:
        return Fate.SENT, tries or 0, None
    if row.dropped_at:
        return Fate.DROPPED, tries or 0, None
    if status == JobStatus.FAILED:
        return Fate.GIVEN_UP, tries or 0, None
    return Fate.WAITING, tries or 0, due_at
