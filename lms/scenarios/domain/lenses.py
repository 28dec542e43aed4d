"""What still matters at a step: flags that some later condition reads, and where variables are cut.

Found by working backwards from every condition to a fixed point; `walk.py` says what it is for.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lms.scenarios.domain.conditions import Comparison, Condition, FlagIsSet
from lms.scenarios.domain.moves import LOWEST, Move, Variables, most
from lms.scenarios.domain.scenario import Scenario, Situation
from lms.scenarios.domain.steps import Step

SituationKey: TypeAlias = tuple[str, tuple[int, ...], frozenset[str], int]


@dataclass(frozen=True, slots=True)
class Lens:
    """What still matters at a step: flags by name, variables by intervals between their cuts."""

    flags: frozenset[str]
    cuts: Mapping[str, tuple[int, ...]]  # variable → values at which an interval begins

    def key(self, situation: Situation) -> SituationKey:
        """What situations have in common that nothing later tells apart."""
        known = situation.variables
        places = tuple(bisect_right(cuts, known[name]) for name, cuts in self.cuts.items())
        return situation.step, places, self.flags & situation.flags, situation.waited


def lenses(scenario: Scenario) -> Mapping[str, Lens]:
    """What still matters at every step, by its id."""
    flags = {step.id: _flags_in(_asked_before(step)) for step in scenario.steps}
    cuts = {step.id: _own_cuts(step, scenario.variables) for step in scenario.steps}
    feeders = _feeders(scenario)
    waiting = deque(reversed(scenario.steps))
    while waiting:
        step = waiting.popleft()
        if _widen(step, flags, cuts):
            waiting.extend(feeders[step.id])
    return {step.id: _lens(flags[step.id], cuts[step.id]) for step in scenario.steps}


def _lens(flags: set[str], cuts: Mapping[str, set[int]]) -> Lens:
    return Lens(
        frozenset(flags), {name: tuple(sorted(found)) for name, found in cuts.items() if found}
    )


def _feeders(scenario: Scenario) -> Mapping[str, list[Step]]:
    feeders: dict[str, list[Step]] = {step.id: [] for step in scenario.steps}
    for step in scenario.steps:
        for target in {way.target for move in step.moves for way in move.next}:
            feeders[target].append(step)
    return feeders


def _asked_before(step: Step) -> Iterator[Condition]:
    """Conditions read when a step is reached: of its moves, and of lines that may all be silent."""
    if all(line.when for line in step.lines):
        yield from (line.when for line in step.lines if line.when)
    yield from (line.when for wait in step.waits for line in wait.lines if line.when)
    yield from (move.when for move in step.moves if move.when)


def _asked_after(move: Move) -> Iterator[Condition]:
    """Conditions that are read after the effects of a move."""
    return (way.when for way in move.next if way.when)


def _flags_in(conditions: Iterable[Condition]) -> set[str]:
    atoms = (atom for condition in conditions for atom in condition.atoms())
    return {atom.name for atom in atoms if isinstance(atom, FlagIsSet)}


def _cuts_in(conditions: Iterable[Condition], variable: str) -> set[int]:
    atoms = (atom for condition in conditions for atom in condition.atoms())
    compared = (a for a in atoms if isinstance(a, Comparison) and a.name == variable)
    return {cut for atom in compared for cut in atom.cuts if LOWEST < cut <= most(variable)}


def _own_cuts(step: Step, variables: Variables) -> dict[str, set[int]]:
    return {name: _cuts_in(_asked_before(step), name) for name in variables}


def _widen(step: Step, flags: dict[str, set[str]], cuts: dict[str, dict[str, set[int]]]) -> bool:
    """Add to a step what matters behind its moves; whether that was news."""
    before = len(flags[step.id]), sum(map(len, cuts[step.id].values()))
    for move in step.moves:
        behind = {way.target for way in move.next}
        matter = _flags_in(_asked_after(move)).union(*(flags[target] for target in behind))
        flags[step.id] |= matter - move.effects.sets - move.effects.clears
        for name in cuts[step.id]:
            found = _cuts_in(_asked_after(move), name).union(*(cuts[to][name] for to in behind))
            moved = {cut - move.effects.changes.get(name, 0) for cut in found}
            cuts[step.id][name] |= {cut for cut in moved if LOWEST < cut <= most(name)}
    return before != (len(flags[step.id]), sum(map(len, cuts[step.id].values())))
