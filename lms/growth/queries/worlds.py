"""Which role-play to take where real work lies behind: the one with most points there."""

from dataclasses import dataclass

from lms.library.domain import Wording
from lms.people.models import Person
from lms.scenarios import queries as scenarios
from lms.scenarios.domain import Scenario


@dataclass(frozen=True, slots=True)
class Exercise:
    """A role-play, and how much it offers on a competency."""

    title: Wording
    address: str
    minutes: int
    points: int  # that the best answers of its steps earn on the competency, at least 1


def exercise(person: Person, competency: str) -> Exercise | None:
    """The role-play before somebody that offers most points on a competency; of equals the shorter.

    None where none offers any. No query for each of them.
    """
    offered = scenarios.scenario_offers(scenarios.Reach.of(person))
    found = [
        Exercise(
            title=one.content.title,
            address=f"/scenarios/{one.document.address}",
            minutes=one.content.minutes,
            points=_points(one.content, competency),
        )
        for one in offered
    ]
    best = min(found, key=lambda one: (-one.points, one.minutes), default=None)
    return best if best and best.points else None


def _points(scenario: Scenario, competency: str) -> int:
    return sum(
        max([0, *(move.points.get(competency, 0) for move in step.moves)])
        for step in scenario.steps
    )
