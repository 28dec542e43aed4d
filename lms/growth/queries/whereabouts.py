"""Where somebody stands among the posts: how far each is, and what brings the next one nearer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lms.framework import queries as framework
from lms.framework.domain import Grade
from lms.growth.domain import Gap, NextItem, Place, gap, next_items, place
from lms.growth.queries.chances import chances
from lms.growth.queries.measures import Measure, measure, standings_of
from lms.people import access
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody stands, by the rule as published."""

    measure: Measure
    place: Place | None  # None: no post of the careers is the newcomers'
    gaps: Mapping[str, tuple[Gap, ...]]  # post → the seven beside what it asks
    grades: Mapping[str, list[tuple[Grade, tuple[Gap, ...]]]]  # occupation → from the lowest
    next: NextItem | None  # what brings the next post nearest


def whereabouts(person: Person, now: datetime, today: date) -> Whereabouts | None:
    """Where somebody stands; None of whoever is not measured, by their role or for want of facts.

    As many queries for many facts as for few.
    """
    found = measure()
    if not found or not framework.known() or "O" not in access.letters(person, "growth.view"):
        return None
    standings = standings_of(person, today)
    if not any(one.number for one in standings):
        return None
    careers = framework.careers()
    stands = place(careers, found.rule.newcomers_post, standings)
    gaps = {post.id: gap(standings, post) for post in careers.posts}
    wanted = gaps[stands.aim.id] if stands else ()
    items = next_items(wanted, chances(person, found.rule, now), now, today) if wanted else []
    return Whereabouts(
        measure=found,
        place=stands,
        gaps=gaps,
        grades={
            occupation.code: [
                (grade, gap(standings, grade)) for grade in careers.grades_of(occupation)
            ]
            for occupation in careers.occupations
        },
        next=items[0] if items else None,
    )
