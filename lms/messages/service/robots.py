"""Robots in chat groups: adding, changing and removing them; their secrets are kept encrypted."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_, Invalid
from lms.messages import topics
from lms.messages.domain import Access, RobotKind, RobotTrouble
from lms.messages.models import Announcement, Robot, RobotTopic
from lms.messages.service.saying import PURPOSE, must_stand
from lms.people import audit, vault
from lms.people.models import Person


def add_robot(
    actor: Person,
    *,
    department_id: int,
    kind: RobotKind,
    name: str,
    language: str,
    access: Access,
    wanted: Collection[str],
    key: str,
    now: datetime,
) -> Robot:
    """Add a robot to a department; the same key gives the same one.

    Raises Invalid for a topic that nobody offers.
    """
    made = db.session.scalar(sa.select(Robot).where(Robot.creation_key == key))
    if made is not None:
        return made
    _check_topics(wanted)
    robot = Robot(
        department_id=department_id,
        kind=str(kind),
        name=name,
        language=language,
        creation_key=key,
        created_at=now,
        topics=[RobotTopic(topic=one) for one in sorted(wanted)],
    )
    _let_in(robot, access)
    db.session.add(robot)
    db.session.flush()  # the audit event needs its id
    audit.record("robot.added", actor=actor, subject=None, now=now, robot=robot.id)
    return robot


def change_robot(
    actor: Person,
    robot: Robot,
    *,
    name: str,
    language: str,
    access: Access | None,
    wanted: Collection[str],
    now: datetime,
) -> None:
    """Name a robot anew, tell it of other topics, give it another address (None: as it was).

    Raises Invalid for a topic that nobody offers, Stale for one that was removed.
    """
    lock(robot)
    must_stand(robot)
    _check_topics(wanted)
    robot.name, robot.language = name, language
    known = {one.topic: one for one in robot.topics}
    robot.topics = [known.get(one) or RobotTopic(topic=one) for one in sorted(wanted)]
    if access is not None:
        _let_in(robot, access)
    audit.record("robot.changed", actor=actor, subject=None, now=now, robot=robot.id)


def remove_robot(actor: Person, robot: Robot, *, now: datetime) -> None:
    """Take a robot out of the list: its secrets are forgotten, what waits is not said any more."""
    lock(robot)
    if robot.removed_at is not None:
        return
    robot.token, robot.secret, robot.removed_at, robot.topics = None, None, now, []
    waiting = sa.update(Announcement).where(
        Announcement.robot_id == robot.id,
        Announcement.sent_at.is_(None),
        Announcement.dropped_at.is_(None),
    )
    db.session.execute(waiting.values(dropped_at=now, trouble=RobotTrouble.REMOVED, answer=None))
    audit.record("robot.removed", actor=actor, subject=None, now=now, robot=robot.id)


def _let_in(robot: Robot, access: Access) -> None:
    """Keep what lets us speak in a group, encrypted."""
    owner = robot.department_id
    robot.token = vault.encrypted(access.token, PURPOSE, owner)
    robot.secret = vault.encrypted(access.secret, PURPOSE, owner) if access.secret else None
    robot.tail = access.tail


def _check_topics(wanted: Collection[str]) -> None:
    if not set(wanted) <= set(topics.offered()):
        raise Invalid(N_("请从列表中选一项。"))
