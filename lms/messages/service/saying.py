"""What is said in chat groups: asked for with what it tells of, put into words when it is said.

It holds no secret: the address of a group is read, decrypted, at that moment.
"""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from flask import current_app

from lms import i18n, jobs
from lms.config import Settings
from lms.db import db, lock
from lms.errors import N_, NotFound, Stale
from lms.i18n import _
from lms.jobs import JobStatus
from lms.messages import topics
from lms.messages.domain import (
    DAY,
    KEYWORD,
    SAY,
    Access,
    RobotKind,
    RobotTrouble,
    Stored,
    Unsaid,
    checked_number,
    is_own_link,
)
from lms.messages.models import Announcement, Robot
from lms.messages.queries import listeners
from lms.people import vault

PURPOSE = "robot"  # of lms/people/vault.py
TRIED = N_("试发成功：这个群能收到师徒学堂的通知了。")


@dataclass(frozen=True, slots=True)
class ToSay:
    """Something that can be said now, and where."""

    kind: RobotKind
    access: Access
    words: str


def announce(
    department_id: int,
    topic: str,
    *,
    sentence: str,
    link: str,
    key: str,
    now: datetime,
    **numbers: object,
) -> None:
    """Say something in the groups of a department that listen to a topic, once per key.

    `sentence` is a message id, `link` a page of the product; besides, a group is told numbers and
    days only. Raises ValueError for anything else, KeyError for a topic that nobody registered.
    """
    topics.topic_of(topic)
    for robot in listeners(department_id, topic):
        _ask(robot, topic, sentence=sentence, link=link, key=key, now=now, numbers=numbers)


def try_robot(robot: Robot, *, key: str, now: datetime) -> None:
    """Say in a group that it can be reached. Raises Stale for a robot that was removed."""
    lock(robot)
    must_stand(robot)
    _ask(robot, topics.TRIAL, sentence=TRIED, link="/", key=f"trial-{key}", now=now, numbers={})


def prepare_announcement(number: int, *, now: datetime) -> ToSay | None:
    """Put what is to be said into the words of its group's language, which is spoken from now on.

    None when it was said or dropped before, or is dropped now because it cannot be said.
    """
    row = db.session.get_one(Announcement, number)
    lock(row)
    if row.sent_at or row.dropped_at:
        return None
    access = _access_of(row.robot)
    trouble = _why_not(row, access, now)
    if trouble or access is None:
        row.trouble, row.dropped_at = trouble, now
        return None
    i18n.speak(row.robot.language)
    settings: Settings = current_app.config["SETTINGS"]
    told = {name: _in_words(value) for name, value in row.parameters.items()}
    words = f"【{KEYWORD}】{_(row.sentence, **told)}\n{settings.public_url}{row.link}"
    return ToSay(RobotKind(row.robot.kind), access, words)


def note_said(number: int, *, now: datetime) -> None:
    """Note that something was said."""
    row = db.session.get_one(Announcement, number)
    row.sent_at, row.dropped_at, row.trouble, row.answer = now, None, None, None


def note_unsaid(number: int, failure: Unsaid, *, now: datetime) -> None:
    """Note why something was not said; what never will be is dropped."""
    row = db.session.get_one(Announcement, number)
    row.trouble, row.answer = failure.trouble, failure.answer or None
    if failure.is_final:
        row.dropped_at = now


def say_again(public_id: str, *, now: datetime) -> None:
    """Say something once more that was dropped or given up.

    Raises NotFound for an unknown one, Stale for one that was said, waits still or has no robot.
    """
    row = db.session.scalar(sa.select(Announcement).where(Announcement.public_id == public_id))
    if row is None:
        raise NotFound
    lock(row)
    must_stand(row.robot)
    job = jobs.enqueue(SAY, key=row.public_id, now=now, number=row.id)
    lock(job)
    if row.sent_at or not (row.dropped_at or job.status == JobStatus.FAILED):
        raise Stale(N_("这条通知已经发出，或者还会自动再试，不用重试。"))
    row.dropped_at = row.trouble = row.answer = None
    jobs.wait_again(job, now=now)


def forget_old_announcements(*, before: datetime) -> None:
    """Delete what is known of announcements that were asked for before an instant."""
    db.session.execute(sa.delete(Announcement).where(Announcement.created_at < before))


def must_stand(robot: Robot) -> None:
    """Nothing is said or changed any more of a robot that was removed.

    Raises Stale.
    """
    if robot.removed_at is not None:
        raise Stale(N_("这个群机器人已经移除了。"))


def _ask(
    robot: Robot,
    topic: str,
    *,
    sentence: str,
    link: str,
    key: str,
    now: datetime,
    numbers: dict[str, object],
) -> None:
    if not is_own_link(link):
        raise ValueError(f"{link!r} does not lead to a page of this product")
    asked = sa.select(Announcement.id).where(
        Announcement.robot_id == robot.id, Announcement.key == key
    )
    if db.session.scalar(asked) is not None:
        return
    row = Announcement(
        robot_id=robot.id,
        key=key,
        topic=topic,
        sentence=sentence,
        parameters={name: checked_number(value) for name, value in numbers.items()},
        link=link,
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()  # the job carries its number
    jobs.enqueue(SAY, key=row.public_id, now=now, number=row.id)


def _access_of(robot: Robot) -> Access | None:
    if robot.token is None:
        return None
    token = vault.decrypted(robot.token, PURPOSE, robot.department_id)
    secret = vault.decrypted(robot.secret, PURPOSE, robot.department_id) if robot.secret else ""
    return None if token is None or secret is None else Access(token, secret)


def _why_not(row: Announcement, access: Access | None, now: datetime) -> RobotTrouble | None:
    if row.robot.removed_at is not None:
        return RobotTrouble.REMOVED
    if access is None:
        return RobotTrouble.SEALED
    if now - row.created_at > topics.topic_of(row.topic).life:
        return RobotTrouble.LATE
    return None


def _in_words(value: Stored) -> object:
    if isinstance(value, dict):
        return i18n.day(date.fromisoformat(str(value[DAY])))
    return value
