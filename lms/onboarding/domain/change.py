"""What a newer text of a plan changes for those who follow an older one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lms.onboarding.domain.template import Gate, Task, Template


class Reach(StrEnum):
    """For whom a newer text holds."""

    ALL = "all"  # also for the plans that run
    NEW = "new"  # only for plans that start from now on


@dataclass(frozen=True, slots=True)
class Moved:
    """A task whose day is another one; working days of the plan, or before it."""

    task: Task
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes from one text of a plan to another."""

    added: tuple[Task, ...]
    dropped: tuple[Task, ...]
    moved: tuple[Moved, ...]
    gates: tuple[Gate, ...]  # as they are now: new, or asking for something else

    @property
    def is_wording_only(self) -> bool:
        """Whether nothing changes but words."""
        return not (self.added or self.dropped or self.moved or self.gates)


def difference(before: Template, after: Template) -> Difference:
    """What changes from one text of a plan to another; tasks and gates are told by their ids."""
    was, now = _by_id(before), _by_id(after)
    return Difference(
        added=tuple(task for name, task in now.items() if name not in was),
        dropped=tuple(task for name, task in was.items() if name not in now),
        moved=tuple(_moved(was, now)),
        gates=tuple(gate for gate in after.gates() if _asks(before.gate(gate.id)) != _asks(gate)),
    )


def _by_id(template: Template) -> dict[str, Task]:
    return {task.id: task for task in template.tasks()}


def _moved(was: dict[str, Task], now: dict[str, Task]) -> Iterator[Moved]:
    for name, task in now.items():
        if name in was and was[name].due_day != task.due_day:
            yield Moved(task, was[name].due_day, task.due_day)


def _asks(gate: Gate | None) -> object:
    if gate is None:
        return None
    return set(gate.evidence), gate.due_day, gate.needs_statement, gate.needs_lead
