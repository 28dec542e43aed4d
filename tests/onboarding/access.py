"""The addresses of plans for tests/test_access.py."""

from lms.db import db, write
from lms.onboarding import queries
from lms.onboarding.models import Plan
from lms.onboarding.service.dating import date_anew
from tests.access_cases import add, tried_elsewhere
from tests.company import BEGINNING, FIRST_DAY
from tests.onboarding.kit import load_content

add("onboarding.show_plan", lambda _world, owner: {"public_id": owner.public_id})
for endpoint in ("show_move", "create_counter_move"):
    tried_elsewhere(f"onboarding.{endpoint}", "onboarding/test_moving.py")  # of several people
for endpoint in ("show_cohort", "delete_cohort"):
    tried_elsewhere(f"onboarding.{endpoint}", "onboarding/test_cohorts.py")  # of several people
for endpoint in ("new_sign_off", "create_sign_off", "new_withdrawal", "create_withdrawal"):
    tried_elsewhere(f"onboarding.{endpoint}", "onboarding/test_sign_offs.py")  # the mentor alone


def gate(world, owner):
    """The first gate of the owner's plan, which makes nobody a trainee."""
    if "plans" not in world.kept:
        world.kept["plans"] = load_content(world.app)

    def make():
        published = queries.plan_to_start()
        plan = Plan(
            person_id=owner.id,
            document_id=published.document_id,
            revision_id=published.revision_id,
            starts_on=FIRST_DAY,
            started_at=BEGINNING,
        )
        db.session.add(plan)
        db.session.flush()
        date_anew([plan], published.content, FIRST_DAY)
        return plan

    with world.app.app_context():
        plan = queries.active_plan(owner.id) or write(make)
        return {"public_id": plan.public_id, "gate_id": "gate-1"}


add("onboarding.new_plan", lambda _world, owner: {"public_id": owner.public_id})
add("onboarding.show_gate", gate)
add("onboarding.show_gate_file", gate)
for endpoint in ("update_statement", "create_counter_signature"):
    tried_elsewhere(f"onboarding.{endpoint}", "onboarding/test_gates.py")  # by what the gate needs

add("onboarding.show_days", lambda _world, owner: {"public_id": owner.public_id})
for what in ("rota", "leave"):
    for endpoint in (f"new_{what}", f"create_{what}"):
        add(
            f"onboarding.{endpoint}",
            lambda _world, owner: {"public_id": owner.public_id},
            not_to_oneself=True,
        )
    tried_elsewhere(f"onboarding.delete_{what}", "onboarding/test_own_days.py")  # by who entered it
tried_elsewhere("onboarding.create_approval", "onboarding/test_approving.py")  # by the task's role
