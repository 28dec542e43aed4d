"""All the ways through a scenario: the exact best result, and where a play would be stuck.

A scenario is walked over its *situations*: step, variables, flags. Two situations of a step are
one when nothing that may still be asked tells them apart: flags that no later condition reads are
dropped, and a variable counts only by the interval between the values at which some later condition
changes. That loses nothing, so every figure is exact; a scenario of more than `MOST_SITUATIONS` is
not walked to its end, and says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import TypeAlias

from lms.scenarios.domain.circles import components
from lms.scenarios.domain.lenses import Lens, SituationKey, lenses
from lms.scenarios.domain.moves import Move, Points
from lms.scenarios.domain.scenario import Scenario, Situation, opening
from lms.scenarios.domain.steps import Band, Ending

MOST_SITUATIONS = 20_000  # walked in less than two seconds, within 100 MB
KEPT = 32  # walked scenarios kept in this process
NEVER = -(10**9)  # worth of a situation from which no ending can be reached; no points come near it
TOTAL, PASSING = 0, 1  # places in a worth; the competencies follow

Worth: TypeAlias = tuple[
    int, ...
]  # most points still to be had: in all, if passing, per competency


@dataclass(frozen=True, slots=True)
class Edge:
    """A move out of a situation: its place among the moves of the step, and where it leads."""

    move: int
    target: int


@dataclass(frozen=True, slots=True)
class Node:
    """A situation that some play can reach, and the moves open in it."""

    situation: Situation
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """The most points that any one play can reach from the start."""

    total: int
    passing: int | None  # with an ending that does not fail; None: there is no such way
    by_competency: Points  # each on its own: not all of them in one play


@dataclass(frozen=True, slots=True, order=True)
class Outlook:
    """What can still be had: first of all an ending that does not fail, then points on the way."""

    passes: bool
    points: int  # the most on ways to such an ending; if there is none, on any way

    def before(self, move: Move) -> "Outlook":
        """The outlook before a move that leads here."""
        return Outlook(self.passes and not move.critical, self.points + sum(move.points.values()))


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """A scenario walked to its end; `is_complete` is False when there were too many situations."""

    scenario: Scenario
    lenses: Mapping[str, Lens]
    nodes: tuple[Node, ...]
    numbers: Mapping[SituationKey, int]
    circles: tuple[tuple[int, ...], ...]  # nodes that can reach one another, together
    worths: tuple[Worth, ...]
    is_complete: bool

    @property
    def best(self) -> Best:
        """What the best plays reach."""
        total, passing, *rest = self.worths[0]
        by_competency = {
            name: max(worth, 0)
            for name, worth in zip(self.scenario.competencies, rest, strict=True)
        }
        return Best(max(total, 0), passing if _is_known(passing) else None, by_competency)

    def outlook(self, situation: Situation) -> Outlook:
        """What can still be had from a situation that some play can reach."""
        key = self.lenses[situation.step].key(situation)
        total, passing, *_ = self.worths[self.numbers[key]]
        return Outlook(True, passing) if _is_known(passing) else Outlook(False, total)

    def leads_to_ending(self, number: int) -> bool:
        """Whether some ending can be reached from a node."""
        return _is_known(self.worths[number][TOTAL])

    def circling(self) -> Iterator[tuple[Node, Move]]:
        """Moves that can be taken again and again, and from where."""
        for circle in self.circles:
            inside = frozenset(circle)
            for node in (self.nodes[number] for number in circle):
                for edge in node.edges:
                    if edge.target in inside:
                        yield node, self.scenario.by_id[node.situation.step].moves[edge.move]


@lru_cache(maxsize=KEPT)
def paths(scenario: Scenario) -> Paths:
    """Walk a scenario whose targets and names are all known."""
    through = lenses(scenario)
    nodes, numbers = _Walk(scenario, through).nodes()
    circles = components([[edge.target for edge in node.edges] for node in nodes])
    worths = _Worths(scenario, nodes).of_all(circles)
    return Paths(
        scenario, through, nodes, numbers, tuple(circles), worths, len(nodes) <= MOST_SITUATIONS
    )


def _is_known(worth: int) -> bool:
    return worth > NEVER // 2


class _Walk:
    """Every situation that some play can reach, breadth first; the opening is number 0."""

    def __init__(self, scenario: Scenario, lenses: Mapping[str, Lens]) -> None:
        self._scenario = scenario
        self._lenses = lenses
        self._numbers: dict[SituationKey, int] = {}
        self._found: list[Situation] = []

    def nodes(self) -> tuple[tuple[Node, ...], Mapping[SituationKey, int]]:
        """All nodes, and their numbers by what tells situations apart."""
        nodes: list[Node] = []
        self._number(opening(self._scenario))
        while len(nodes) < len(self._found) and len(nodes) <= MOST_SITUATIONS:
            situation = self._found[len(nodes)]
            nodes.append(Node(situation, tuple(self._edges(situation))))
        nodes.extend(Node(situation, ()) for situation in self._found[len(nodes) :])
        return tuple(nodes), self._numbers

    def _edges(self, situation: Situation) -> Iterator[Edge]:
        step = self._scenario.by_id[situation.step]
        for place, move in enumerate(step.moves):
            if situation.offers(move):
                yield Edge(place, self._number(situation.after(move)))

    def _number(self, situation: Situation) -> int:
        key = self._lenses[situation.step].key(situation)
        number = self._numbers.setdefault(key, len(self._found))
        if number == len(self._found):
            self._found.append(situation)
        return number


class _Worths:
    """The most points still to be had from every node.

    Inside a circle nothing may be gained (`check.py` refuses it), so gains there count nothing and
    the figures settle.
    """

    def __init__(self, scenario: Scenario, nodes: tuple[Node, ...]) -> None:
        names = scenario.competencies
        self._scenario = scenario
        self._nodes = nodes
        self._known: list[Worth] = [(NEVER,) * (len(names) + 2)] * len(nodes)
        self._gains = {
            (step.id, place): _worth_of(move, names)
            for step in scenario.steps
            for place, move in enumerate(step.moves)
        }

    def of_all(self, circles: list[tuple[int, ...]]) -> tuple[Worth, ...]:
        """By node; the components of the graph stand after those they lead to."""
        for circle in circles:
            inside = frozenset(circle)
            while self._settle(circle, inside):
                pass
        return tuple(self._known)

    def _settle(self, circle: tuple[int, ...], inside: frozenset[int]) -> bool:
        """Work out every node of a component once; whether to do it again."""
        changed = False
        for number in circle:
            worth = self._of(number, inside)
            changed = changed or worth != self._known[number]
            self._known[number] = worth
        return changed and len(circle) > 1

    def _of(self, number: int, inside: frozenset[int]) -> Worth:
        node = self._nodes[number]
        step = self._scenario.by_id[node.situation.step]
        if isinstance(step, Ending):
            worth = [0] * len(self._known[number])
            worth[PASSING] = NEVER if step.band is Band.FAILING else 0
            return tuple(worth)
        ways = (self._way(step.id, edge, edge.target in inside) for edge in node.edges)
        return tuple(map(max, zip(self._known[number], *ways, strict=True)))

    def _way(self, step: str, edge: Edge, is_circling: bool) -> Worth:
        gains = self._gains[step, edge.move]
        if is_circling:
            gains = tuple(min(gain, 0) for gain in gains)
        return tuple(map(add, gains, self._known[edge.target]))


def _worth_of(move: Move, names: tuple[str, ...]) -> Worth:
    total = sum(move.points.values())
    passing = NEVER if move.critical else total
    return (total, passing, *(move.points.get(name, 0) for name in names))
