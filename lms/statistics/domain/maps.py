"""The ways of a scenario as a map shows them: those that people took, and those that they might."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lms.scenarios.domain import Scenario, Staying
from lms.statistics.domain.layout import Layout, Ways, layered
from lms.statistics.domain.study import Study
from lms.statistics.domain.told import ENOUGH


@dataclass(frozen=True, slots=True)
class Way:
    """From one step to the next."""

    step: str
    target: str
    people: int  # who took it
    share: float | None  # of those who reached the step; None of too few
    weight: float  # share of all people, 0–1; 0 where shares are not told


def layout_of(scenario: Scenario) -> Layout:
    """Where its steps stand."""
    return layered(scenario.start, _ways(scenario))


def ways_of(scenario: Scenario, study: Study) -> Iterator[Way]:
    """All its ways, with how many took each."""
    by_id = study.by_id
    for step, targets in _ways(scenario).items():
        seen, taken = by_id[step], Counter[str]()
        for given in seen.answers:
            taken.update(given.targets)
        for target in targets:
            people = taken[target]
            told = seen.reached >= ENOUGH
            weight = people / study.people if study.people >= ENOUGH else 0.0
            yield Way(step, target, people, people / seen.reached if told else None, weight)


def _ways(scenario: Scenario) -> Ways:
    """Where the answers at each step can lead, each step once."""
    return {
        step.id: list(
            dict.fromkeys(
                way.target for move in step.moves if move.staying is Staying.NO for way in move.next
            )
        )
        for step in scenario.steps
    }
