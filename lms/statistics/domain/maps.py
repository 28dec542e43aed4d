"""The ways of a scenario as a map shows them: those that people took, and those that they might."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lms.scenarios.domain import Scenario, Staying
from lms.statistics.domain.layout import Layout, Ways, layered
from lms.statistics.domain.study import Study
from lms.statistics.domain.told import ENOUGH, FEWEST

Took: TypeAlias = tuple[str, str, str]  # step, answer, step to which it led


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


def streams_of(scenario: Scenario, study: Study) -> list[Way]:
    """The ways that five or more took, without those that lead back; the broadest first.

    None where fewer than twenty have played. Of a circle the narrowest way is left out.
    """
    if study.people < ENOUGH:
        return []
    taken = [way for way in ways_of(scenario, study) if way.people >= FEWEST]
    kept: list[Way] = []
    for way in sorted(taken, key=lambda way: -way.people):
        if not _leads(way.target, way.step, kept):
            kept.append(way)
    return kept


def _leads(start: str, end: str, ways: list[Way]) -> bool:
    """Whether one comes from a step to another."""
    if start == end:
        return True
    return any(_leads(way.target, end, ways) for way in ways if way.step == start)


def shares_of(study: Study) -> Mapping[Took, float]:
    """Of those who reached a step, how many took each way from it by each answer, 0–1.

    Only of steps that were reached by enough people to tell it.
    """
    return {
        (seen.step.id, given.move.id, way.target): given.targets.get(way.target, 0) / seen.reached
        for seen in study.steps
        if seen.reached >= ENOUGH
        for given in seen.answers
        for way in given.move.next
    }


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
