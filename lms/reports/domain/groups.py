"""Of whom a report tells: a group of people, and how many it takes to tell of them together."""

from enum import StrEnum

FEWEST = 5  # people of whom something is told without names: fewer would point at persons


class GroupKind(StrEnum):
    """What makes people a group; the values stand in addresses."""

    COHORT = "cohorts"
    DEPARTMENT = "departments"
    MENTOR = "mentors"


def is_enough(people: int) -> bool:
    """Whether something may be told of so many people together."""
    return people >= FEWEST
