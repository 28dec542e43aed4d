"""The addresses of disputes and regradings for tests/test_access.py."""

from datetime import UTC, datetime

import sqlalchemy as sa

from lms.db import db, new_public_id, write
from lms.disputes import service
from lms.library.models import DocumentAuthor
from lms.people.models import Person
from lms.scenarios.models import Play, Regrading
from tests.access_cases import add, tried_elsewhere
from tests.scenarios.access import ended_play


def in_play(world, owner, act):
    """What `act(play, owner, now)` makes of a play that is over; somebody else has written it."""
    if "author" not in world.kept:
        world.kept["author"] = world.company.person("author-of-all", "trainer").id
    author = world.kept["author"]

    def make(public_id: str):
        play = db.session.scalars(sa.select(Play).where(Play.public_id == public_id)).one()
        if db.session.get(DocumentAuthor, (play.document_id, author)) is None:
            db.session.add(DocumentAuthor(document_id=play.document_id, person_id=author))
        row = act(play, db.session.get_one(Person, owner.id), datetime.now(UTC))
        db.session.add(row)
        db.session.flush()
        return row.public_id

    public_id = ended_play(world, owner)["public_id"]
    with world.app.app_context():
        return {"public_id": write(make, public_id)}


def contested(world, owner):
    def act(play, person, now):
        rest = {"words": "", "key": new_public_id(), "today": now.date(), "now": now}
        return service.open_dispute(person, play, 1, **rest)

    return in_play(world, owner, act)


def falling(world, owner):
    def act(play, _person, now):
        return Regrading(
            play=play,
            cause=f"dispute/{new_public_id()}",
            changes={},
            verdicts={},
            move="falls",
            was=50,
            score=40,
            passes=False,
            state="waiting",
            at=now,
        )

    return in_play(world, owner, act)


add("disputes.create_dispute", ended_play, form={"turn": "1", "key": "f" * 32})
add("disputes.show_dispute", contested)
add("disputes.create_decision", contested)
add("scenarios.create_settlement", falling, not_to_oneself=True)
tried_elsewhere("disputes.create_appeal", "disputes/test_appeals.py")
tried_elsewhere("disputes.show_appeal", "disputes/test_appeals.py")
tried_elsewhere("disputes.create_final_decision", "disputes/test_appeals.py")
