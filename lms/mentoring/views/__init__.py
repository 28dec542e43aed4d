"""The pages of mentor and apprentice."""

from lms.mentoring.views import agreements, hours, pairs, sessions
from lms.mentoring.views.blueprint import bp

__all__ = ["agreements", "bp", "hours", "pairs", "sessions"]
