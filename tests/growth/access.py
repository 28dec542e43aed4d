"""The address of somebody's competencies for tests/test_access.py."""

from lms.db import db, new_public_id, write
from lms.growth.models import LearningPlan
from tests.access_cases import add, tried_elsewhere
from tests.company import BEGINNING

add("growth.show_growth", lambda _world, owner: {"public_id": owner.public_id})
tried_elsewhere("growth.show_own_competency", "growth/test_pages.py")
add(
    "growth.show_competency",
    lambda _world, owner: {"public_id": owner.public_id, "competency": "voice"},
)
for form in ("file", "bundle", "print"):
    add(f"growth.show_{form}", lambda _world, owner: {"public_id": owner.public_id})
add("growth.create_learning_plan", lambda _world, owner: {"public_id": owner.public_id})


def learning_plan(world, owner):
    """The owner's learning plan of some quarter."""
    public_id = new_public_id()
    row = {"person_id": owner.id, "year": 2026, "quarter": 1, "post": "trainer"}
    with world.app.app_context():
        made = LearningPlan(public_id=public_id, drawn_at=BEGINNING, **row)
        write(lambda: db.session.add(made))
    return {"public_id": public_id}


add("growth.create_learning_agreement", learning_plan)
