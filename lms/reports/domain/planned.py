"""Columns and cells of plans: their tasks month by month, the gate at each month's end."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from lms.onboarding.domain import GateView, PlanView, State, TaskView, Template, Verdict
from lms.reports.domain.matrix import Cell, Item, Kind, Mark

DayOf = Callable[[datetime], date]  # the day of an instant, by the company's clocks

MARKS = {
    State.DONE: Mark.DONE,
    State.LATE: Mark.LATE,
    State.DUE: Mark.DUE,
    State.OPEN: Mark.OPEN,
}


def plan_items(templates: Iterable[Template]) -> list[Item]:
    """The tasks and gates of some plans as columns.

    Of several plans, or revisions of one, each item stands once, in the month and the order of the
    first that has it.
    """
    found: dict[str, Item] = {}
    for template in templates:
        for month in template.months:
            for task in month.tasks:
                key = key_of(template, task.id)
                item = Item(key, Kind.TASK, task.id, task.title, month.number)
                found.setdefault(key, item)
            gate = month.gate
            key = key_of(template, gate.id)
            found.setdefault(key, Item(key, Kind.GATE, gate.id, gate.title, month.number))
    return sorted(found.values(), key=lambda item: (item.month, item.kind is Kind.GATE))


def key_of(template: Template, name: str) -> str:
    """The key of a task or gate among the columns; revisions of one plan share it."""
    return f"{template.id}/{name}"


def plan_cells(view: PlanView, day_of: DayOf) -> dict[str, Cell]:
    """The cells of one plan, by key."""
    found = {key_of(view.template, one.task.id): task_cell(one, day_of) for one in view.tasks}
    for gate in view.gates:
        found[key_of(view.template, gate.gate.id)] = gate_cell(gate, day_of)
    return found


def task_cell(view: TaskView, day_of: DayOf) -> Cell:
    """Where somebody stands with a task."""
    day = day_of(view.evidence.at) if view.evidence else view.due.on
    return Cell(MARKS[view.state], day)


def gate_cell(view: GateView, day_of: DayOf) -> Cell:
    """Where somebody stands with a gate: how much of its evidence is there."""
    if view.verdict and view.is_passed:
        return Cell(Mark.PASSED, day_of(view.verdict.at))
    has_failed = view.verdict is not None and view.verdict.verdict is Verdict.FAIL
    mark = Mark.FAILED if has_failed else MARKS[view.state]
    return Cell(mark, view.due.on, f"{view.proved}/{len(view.evidence)}")
