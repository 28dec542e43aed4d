"""The pages of mentor and apprentice."""

from lms.mentoring.views import (
    agreements,
    checklists,
    duets,
    feedback,
    hours,
    pairs,
    reports,
    requests,
    seats,
    sessions,
)
from lms.mentoring.views.blueprint import bp

__all__ = [
    "agreements",
    "bp",
    "checklists",
    "duets",
    "feedback",
    "hours",
    "pairs",
    "reports",
    "requests",
    "seats",
    "sessions",
]
