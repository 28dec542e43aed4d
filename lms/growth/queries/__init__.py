"""Questions about competencies: the rule, where people stand by it, what they can do next."""

from lms.growth.queries.chances import chances
from lms.growth.queries.files import GrowthFile, growth_file
from lms.growth.queries.learning import (
    AGREEING,
    Followed,
    followed,
    learning_plan,
    learning_plan_for,
    learning_plans,
    proposals,
)
from lms.growth.queries.measures import (
    Measure,
    facts_about,
    measure,
    standings_by,
    standings_of,
)
from lms.growth.queries.sights import Sight, sight
from lms.growth.queries.whereabouts import Whereabouts, whereabouts
from lms.growth.queries.worlds import Exercise, exercise

__all__ = [
    "AGREEING",
    "Exercise",
    "Followed",
    "GrowthFile",
    "Measure",
    "Sight",
    "Whereabouts",
    "chances",
    "exercise",
    "facts_about",
    "followed",
    "growth_file",
    "learning_plan",
    "learning_plan_for",
    "learning_plans",
    "measure",
    "proposals",
    "sight",
    "standings_by",
    "standings_of",
    "whereabouts",
]
