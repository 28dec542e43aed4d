"""The addresses of people for tests/test_access.py."""

from datetime import UTC, datetime

import sqlalchemy as sa

from lms.db import db, new_public_id, write
from lms.people.models import Pair, SignInSession
from tests.access_cases import add


def person(_world, owner):
    return {"public_id": owner.public_id}


def session(world, owner):
    def make():
        now = datetime.now(UTC)
        made = SignInSession(
            token_hash=new_public_id(),
            person_id=owner.id,
            browser="",
            created_at=now,
            last_seen_at=now,
        )
        db.session.add(made)
        db.session.flush()
        return made.public_id

    with world.app.app_context():
        return {"session_id": write(make)}


def pair(world, owner):
    with world.app.app_context():
        found = db.session.scalar(sa.select(Pair.public_id).where(Pair.apprentice_id == owner.id))
    if found is None:
        mentor = world.company.person(f"g-{owner.login}", "mentor")
        world.company.pair(mentor, owner)
        return pair(world, owner)
    return {"pair_id": found}


add("people.show_person", person)
add("people.show_events", person)
add("people.edit_person", person, not_to_oneself=True)
add("people.update_person", person, not_to_oneself=True)
add("people.new_role", person, not_to_oneself=True)
add("people.create_role", person, not_to_oneself=True)
add(
    "people.delete_role",
    lambda _world, owner: {"public_id": owner.public_id, "role": "trainee"},
    not_to_oneself=True,
)
add("people.new_pair", person, not_to_oneself=True)
add("people.create_pair", person, not_to_oneself=True)
add("people.new_parting", pair, not_to_oneself=True)
add("people.create_parting", pair, not_to_oneself=True)
add("people.show_slip", person, not_to_oneself=True)
add("people.create_slip", person, not_to_oneself=True)
add("people.delete_slip", person, not_to_oneself=True)
add("people.delete_sessions", person, not_to_oneself=True)
add("people.create_reset_link", person, not_to_oneself=True)
add("people.delete_factor", person, not_to_oneself=True)
add("people.create_suspension", person, not_to_oneself=True)
add("people.delete_suspension", person, not_to_oneself=True)
add("people.delete_own_session", session)
