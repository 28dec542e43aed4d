"""Questions about competencies: the rule, where people stand by it, what they can do next."""

from lms.growth.queries.chances import chances
from lms.growth.queries.measures import Measure, measure, standings_of
from lms.growth.queries.sights import Sight, sight

__all__ = ["Measure", "Sight", "chances", "measure", "sight", "standings_of"]
