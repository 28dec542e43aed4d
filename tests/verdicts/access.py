"""The addresses of verdicts for tests/test_access.py."""

import sqlalchemy as sa

from lms.db import db, new_public_id, write
from lms.mentoring.models import ObservationRecord
from lms.people.models import Pair
from tests.access_cases import add
from tests.company import BEGINNING
from tests.mentoring.access import pair


def observation(world, owner):
    """What the mentor of now has found about the owner."""

    def make():
        found = db.session.scalars(sa.select(Pair).where(Pair.apprentice_id == owner.id)).one()
        row = ObservationRecord(
            pair_id=found.id,
            person_id=owner.id,
            mentor_id=found.mentor_id,
            competency="voice",
            verdict="met",
            evidence="先复述，再查单。",
            at=BEGINNING,
            key=new_public_id(),
        )
        db.session.add(row)
        db.session.flush()
        return row.public_id

    pair(world, owner)
    with world.app.app_context():
        return {"kind": "observation", "public_id": write(make)}


add("verdicts.show_verdicts", lambda _world, owner: {"public_id": owner.public_id})
add("verdicts.show_verdict", observation)
add("verdicts.create_message", observation)
