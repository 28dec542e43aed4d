"""Rules of growth: what counts as evidence, the numbers made of it, and what would raise them."""

from lms.growth.domain.facts import MET, MOST, NOT_MET, Fact, Source
from lms.growth.domain.gains import Chance, Gain, Gap, NextItem, gains, next_items
from lms.growth.domain.learning import Goal, Quarter, goals, signature
from lms.growth.domain.rule import ARITHMETIC, PART, Policy, Rule, Terms, Threshold, rounded
from lms.growth.domain.standing import Aside, Input, Shortfall, Standing, standings
from lms.growth.domain.way import Asking, Place, gap, is_reached, next_post, place
from lms.growth.domain.worlds import World, Worlds, worlds

__all__ = [
    "ARITHMETIC",
    "MET",
    "MOST",
    "NOT_MET",
    "PART",
    "Aside",
    "Asking",
    "Chance",
    "Fact",
    "Gain",
    "Gap",
    "Goal",
    "Input",
    "NextItem",
    "Place",
    "Policy",
    "Quarter",
    "Rule",
    "Shortfall",
    "Source",
    "Standing",
    "Terms",
    "Threshold",
    "World",
    "Worlds",
    "gains",
    "gap",
    "goals",
    "is_reached",
    "next_items",
    "next_post",
    "place",
    "rounded",
    "signature",
    "standings",
    "worlds",
]
