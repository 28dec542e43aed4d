"""The score envelope: the least and the most points with which each ending can be reached.

Exact for what the walk has found, but for the least on ways that lead back to themselves: going
round counts as costing nothing. Typed replies and forms count with the bounds of their grade, see
`spans.py`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import TypeAlias

from lms.scenarios.domain.answers import Outcome
from lms.scenarios.domain.moves import Move, Points
from lms.scenarios.domain.scenario import Scenario
from lms.scenarios.domain.steps import Ending
from lms.scenarios.domain.walk import Edge, Paths, paths

Sum: TypeAlias = tuple[int, ...]  # in all, then per competency


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Reached:
    """What an ending can be reached with; None: no play reaches it."""

    ending: Ending
    total: Range | None
    by_competency: Mapping[str, Range]


def envelope(scenario: Scenario) -> tuple[Reached, ...]:
    """The envelope of every ending, in the order of the text."""
    walked = paths(scenario)
    least, most = _sums(walked, LEAST), _sums(walked, MOST)
    return tuple(_reached(walked, ending, least, most) for ending in scenario.endings)


def _least(move: Move) -> Points:
    return move.least if isinstance(move, Outcome) else move.points


def _reached(
    walked: Paths, ending: Ending, least: Sequence[Sum | None], most: Sequence[Sum | None]
) -> Reached:
    at = [number for number, node in enumerate(walked.nodes) if node.situation.step == ending.id]
    lows = [low for low in (least[number] for number in at) if low]
    highs = [high for high in (most[number] for number in at) if high]
    if not lows or not highs:
        return Reached(ending, None, {})
    low, high = _each(lows, min), _each(highs, max)
    ranges = [Range(*both) for both in zip(low, high, strict=True)]
    names = walked.scenario.competencies
    return Reached(ending, ranges[0], dict(zip(names, ranges[1:], strict=True)))


def _each(sums: Sequence[Sum], better: Callable[..., int]) -> Sum:
    return tuple(better(column) for column in zip(*sums, strict=True))


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What is summed up: how two sums are compared, what a move is worth, on a circle as well."""

    better: Callable[[int, int], int]
    worth: Callable[[Move], Points]
    circling: Callable[[int], int]


MOST = _Meaning(max, lambda move: move.points, lambda gain: min(gain, 0))
LEAST = _Meaning(min, _least, lambda _gain: 0)


def _sums(walked: Paths, meaning: _Meaning) -> Sequence[Sum | None]:
    """The best sum with which each node is reached from the start."""
    start = (0,) * (len(walked.scenario.competencies) + 1)
    sums: list[Sum | None] = [start, *([None] * (len(walked.nodes) - 1))]
    for circle in reversed(walked.circles):
        inside = frozenset(circle)
        while sum(_goes_round(walked, sums, number, inside, meaning) for number in circle):
            pass
        for number in circle:
            _goes_on(walked, sums, number, inside, meaning)
    return sums


def _goes_round(
    walked: Paths, sums: list[Sum | None], number: int, inside: Collection[int], meaning: _Meaning
) -> bool:
    """Hand a node's sum on within its circle; whether that was news somewhere."""
    here = sums[number]
    changed = False
    for edge, gain in _edges(walked, number, meaning) if here else ():
        if edge.target in inside:
            there = tuple(map(add, here or (), map(meaning.circling, gain)))
            changed = _keep(sums, edge.target, there, meaning) or changed
    return changed


def _goes_on(
    walked: Paths, sums: list[Sum | None], number: int, inside: Collection[int], meaning: _Meaning
) -> None:
    """Hand a node's sum on to where its circle is left."""
    here = sums[number]
    for edge, gain in _edges(walked, number, meaning) if here else ():
        if edge.target not in inside:
            _keep(sums, edge.target, tuple(map(add, here or (), gain)), meaning)


def _edges(walked: Paths, number: int, meaning: _Meaning) -> Iterator[tuple[Edge, Sum]]:
    node, names = walked.nodes[number], walked.scenario.competencies
    moves = walked.scenario.by_id[node.situation.step].moves
    for edge in node.edges:
        points = meaning.worth(moves[edge.move])
        yield edge, (sum(points.values()), *(points.get(name, 0) for name in names))


def _keep(sums: list[Sum | None], number: int, sum_: Sum, meaning: _Meaning) -> bool:
    known = sums[number]
    sums[number] = tuple(map(meaning.better, known, sum_)) if known else sum_
    return sums[number] != known
