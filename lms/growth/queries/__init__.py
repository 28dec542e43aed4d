"""Questions about competencies: the rule, where people stand by it, what they can do next."""

from lms.growth.queries.chances import chances
from lms.growth.queries.files import GrowthFile, growth_file
from lms.growth.queries.measures import Measure, measure, standings_of
from lms.growth.queries.sights import Sight, sight
from lms.growth.queries.whereabouts import Whereabouts, whereabouts
from lms.growth.queries.worlds import Exercise, exercise

__all__ = [
    "Exercise",
    "GrowthFile",
    "Measure",
    "Sight",
    "Whereabouts",
    "chances",
    "exercise",
    "growth_file",
    "measure",
    "sight",
    "standings_of",
    "whereabouts",
]
