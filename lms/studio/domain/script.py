"""A role-play as a script for two people: its steps in reading order, with numbers to jump to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.scenarios.domain import Ending, Scenario, Step


@dataclass(frozen=True, slots=True)
class Script:
    """The order in which a scenario is read aloud; steps and endings are numbered through."""

    steps: Sequence[Step]
    endings: Sequence[Ending]
    numbers: Mapping[str, int]  # id of a step or ending → its number, from 1


def script_of(scenario: Scenario) -> Script:
    """A step stands after the one that first leads to it; the endings stand last.

    What nothing leads to comes after what can be reached, as it stands in the text.
    """
    reached = _reached(scenario)
    order = [scenario.by_id[name] for name in reached]
    order += [step for step in scenario.steps if step.id not in reached]
    endings = [step for step in order if isinstance(step, Ending)]
    steps = [step for step in order if not isinstance(step, Ending)]
    numbers = {step.id: number for number, step in enumerate([*steps, *endings], 1)}
    return Script(steps, endings, numbers)


def _reached(scenario: Scenario) -> dict[str, None]:
    """The steps that can be reached, depth first, answers in their order."""
    found: dict[str, None] = {}
    waiting = [scenario.start]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = None
        targets = [way.target for move in scenario.by_id[name].moves for way in move.next]
        waiting.extend(reversed(targets))
    return found
