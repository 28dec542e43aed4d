"""Pages of role-play."""

from lms.scenarios.views import plays, scenarios
from lms.scenarios.views.blueprint import bp

__all__ = ["bp", "plays", "scenarios"]
