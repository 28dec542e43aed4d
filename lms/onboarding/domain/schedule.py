"""Dating a plan: when each task and each gate falls due for a person with a first day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lms.onboarding.domain.template import Month, Template
from lms.onboarding.domain.workdays import Calendar, month_end


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A day on which something falls due; provisional while the calendar there is not published."""

    on: date
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """A gate was given more time: so many working days, on this day."""

    given_on: date
    working_days: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """The due days of one plan."""

    tasks: Mapping[str, Due]  # task id → due
    gates: Mapping[str, Due]  # gate id → due
    needs_lead: frozenset[str] = field(default_factory=frozenset)  # gates that take a second person


def schedule(
    template: Template,
    first: date,
    calendar: Calendar,
    shift: int = 0,
    given: Mapping[str, Sequence[Extension]] | None = None,
    away: Calendar | None = None,
) -> Schedule:
    """Date a plan from its first day, moved by `shift` working days.

    A task is due on the working day of its number, and no later than the gate of its month;
    a gate on the working day of its number, or else on the last working day of its month. What was
    `given` to a gate (by its id) moves it, and by as many working days all of the months after it.
    `away`: the calendar with the person's leave in it; everything from the first day on then falls
    on the working day of the same number, so that leave moves whatever comes after its first day.
    """
    if away is not None:
        given = (
            {name: _before(of_gate, first, calendar, away) for name, of_gate in given.items()}
            if given
            else None
        )
    tasks: dict[str, Due] = {}
    gates: dict[str, Due] = {}
    for month in template.months:
        start = calendar.moved(first, shift) if shift else first
        planned = _gate_due(calendar, start, month)
        for task in month.tasks:
            tasks[task.id] = min(_task_due(calendar, start, task.due_day), planned)
        due = extended(planned, (given or {}).get(month.gate.id, ()), calendar)
        gates[month.gate.id] = due
        shift += calendar.working_days_between(planned.on, due.on)
    if away is not None:
        tasks, gates = (
            {name: _after(due, first, calendar, away) for name, due in known.items()}
            for known in (tasks, gates)
        )
    return Schedule(tasks, gates, frozenset(g.id for g in template.gates() if g.needs_lead))


def _after(due: Due, first: date, calendar: Calendar, away: Calendar) -> Due:
    """The working day of the same number once leave is not counted."""
    if due.on < first:
        return due
    day = away.plan_day(first, calendar.number(first, due.on))
    return Due(day, due.is_provisional or away.is_provisional(day))


def _before(
    extensions: Sequence[Extension], first: date, calendar: Calendar, away: Calendar
) -> tuple[Extension, ...]:
    """Extensions on the days of the same number if leave were counted."""
    return tuple(
        Extension(
            calendar.plan_day(first, max(1, away.number(first, one.given_on))), one.working_days
        )
        for one in extensions
    )


def _gate_due(calendar: Calendar, first: date, month: Month) -> Due:
    if month.gate.due_day is not None:
        return _task_due(calendar, first, month.gate.due_day)
    end = month_end(first, month.number)
    return Due(calendar.last_working_day(end), calendar.is_provisional(end))


def _task_due(calendar: Calendar, first: date, number: int) -> Due:
    day = calendar.plan_day(first, number) if number > 0 else calendar.moved(first, number)
    return Due(day, calendar.is_provisional(day))


def extended(due: Due, extensions: Sequence[Extension], calendar: Calendar) -> Due:
    """When a gate is due after its extensions, each from its own day or the due day, the later."""
    for extension in extensions:
        day = calendar.after(max(due.on, extension.given_on), extension.working_days)
        due = Due(day, due.is_provisional or calendar.is_provisional(day))
    return due
