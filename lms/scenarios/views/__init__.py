"""Pages of role-play."""

from lms.scenarios.views import (
    debriefs,
    drills,
    extra_attempts,
    extra_time,
    media,
    pace,
    plays,
    regradings,
    scenarios,
)
from lms.scenarios.views.blueprint import bp

__all__ = [
    "bp",
    "debriefs",
    "drills",
    "extra_attempts",
    "extra_time",
    "media",
    "pace",
    "plays",
    "regradings",
    "scenarios",
]
