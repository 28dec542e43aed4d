"""The addresses of messages for tests/test_access.py."""

from datetime import UTC, datetime

import sqlalchemy as sa

from lms.db import db, write
from lms.forms import new_key
from lms.messages import service
from lms.messages.domain import Access, RobotKind
from lms.messages.models import Announcement
from lms.people.models import Person
from tests.access_cases import add


def message(world, owner):
    def make():
        person = db.session.get_one(Person, owner.id)
        now = datetime.now(UTC)
        made = service.tell(person, sentence="消息", link="/account", key="access", now=now)
        db.session.flush()
        return made.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


add("messages.create_reading", message)


def robot(world, owner):
    def make():
        actor = db.session.get_one(Person, owner.id)
        now = datetime.now(UTC)
        made = service.add_robot(
            actor,
            department_id=actor.department_id,
            kind=RobotKind.WECOM,
            name="大群",
            language="zh-Hans",
            access=Access("a1" * 16),
            wanted=(),
            key=new_key(),
            now=now,
        )
        service.try_robot(made, key="access", now=now)
        return made.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


def announcement(world, owner):
    robot(world, owner)

    def drop():
        row = db.session.scalars(
            sa.select(Announcement).order_by(Announcement.id.desc()).limit(1)
        ).one()
        row.dropped_at = datetime.now(UTC)
        return row.public_id

    with world.app.app_context():
        return {"public_id": write(drop)}


for name in ("edit_robot", "update_robot", "create_robot_trial", "delete_robot"):
    add(f"messages.{name}", robot)
add("messages.create_announcement_try", announcement)
