"""Pages of somebody's own working day."""

from lms.workday.views import days, focus, matters, shelves, weeks
from lms.workday.views.blueprint import bp

__all__ = ["bp", "days", "focus", "matters", "shelves", "weeks"]
