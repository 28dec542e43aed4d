"""The addresses of plans for tests/test_access.py."""

from tests.access_cases import add, tried_elsewhere

add("onboarding.show_plan", lambda _world, owner: {"public_id": owner.public_id})
for endpoint in ("show_move", "create_counter_move"):
    tried_elsewhere(f"onboarding.{endpoint}", "onboarding/test_moving.py")  # of several people
for endpoint in ("show_cohort", "delete_cohort"):
    tried_elsewhere(f"onboarding.{endpoint}", "onboarding/test_cohorts.py")  # of several people
for endpoint in ("new_sign_off", "create_sign_off", "new_withdrawal", "create_withdrawal"):
    tried_elsewhere(f"onboarding.{endpoint}", "onboarding/test_sign_offs.py")  # the mentor alone
