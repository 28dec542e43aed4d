"""The addresses of calibration for tests/test_access.py: a round is no one person's record."""

from tests.access_cases import tried_elsewhere

for _route in ("show_round", "create_rating", "create_closing"):
    tried_elsewhere(f"calibration.{_route}", "calibration/test_rounds.py")
for _route in ("show_second", "create_second"):
    tried_elsewhere(f"onboarding.{_route}", "calibration/test_seconds.py")
