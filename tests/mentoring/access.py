"""The addresses of pairs for tests/test_access.py."""

import sqlalchemy as sa

from lms.db import db
from lms.people.models import Pair
from tests.access_cases import add
from tests.onboarding.kit import load_content


def pair(world, owner):
    """A pair in which the owner is the apprentice; made when there is none."""
    if "plans" not in world.kept:
        world.kept["plans"] = load_content(world.app)
    with world.app.app_context():
        found = db.session.scalar(sa.select(Pair.public_id).where(Pair.apprentice_id == owner.id))
    if found is not None:
        return {"public_id": found}
    world.company.pair(world.company.person(f"g-{owner.login}", "mentor"), owner)
    return pair(world, owner)


add("mentoring.show_pair", pair)
add("mentoring.create_observation", pair)
