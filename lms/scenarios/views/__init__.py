"""Pages of role-play."""

from lms.scenarios.views import debriefs, plays, scenarios
from lms.scenarios.views.blueprint import bp

__all__ = ["bp", "debriefs", "plays", "scenarios"]
