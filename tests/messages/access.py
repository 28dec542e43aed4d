"""The addresses of messages for tests/test_access.py."""

from datetime import UTC, datetime

from lms.db import db, write
from lms.messages import service
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
