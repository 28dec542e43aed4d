"""The pages of plans."""

from lms.onboarding.views import (
    changes,
    cohorts,
    gates,
    holidays,
    moving,
    own_days,
    plans,
    seconding,
    signing,
)
from lms.onboarding.views.blueprint import bp

__all__ = [
    "bp",
    "changes",
    "cohorts",
    "gates",
    "holidays",
    "moving",
    "own_days",
    "plans",
    "seconding",
    "signing",
]
