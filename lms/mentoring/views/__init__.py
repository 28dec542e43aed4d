"""The pages of mentor and apprentice."""

from lms.mentoring.views import agreements, checklists, hours, pairs, requests, sessions
from lms.mentoring.views.blueprint import bp

__all__ = ["agreements", "bp", "checklists", "hours", "pairs", "requests", "sessions"]
