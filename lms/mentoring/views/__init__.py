"""The pages of mentor and apprentice."""

from lms.mentoring.views import hours, pairs, sessions
from lms.mentoring.views.blueprint import bp

__all__ = ["bp", "hours", "pairs", "sessions"]
