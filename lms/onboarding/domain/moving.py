"""Moving plans by working days: what an order says, and which dates it changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lms.errors import N_, Invalid
from lms.library.domain import Wording
from lms.onboarding.domain.schedule import Due, Schedule
from lms.onboarding.domain.template import Template
from lms.onboarding.domain.workdays import Calendar

MOST_PLANS = 50  # moved in one action
MOST_DAYS = 60  # working days, either way
FEWEST_WORDS = 4  # of a reason


@dataclass(frozen=True, slots=True)
class Change:
    """A date that moves."""

    title: Wording
    before: Due
    after: Due
    is_gate: bool


def check_days(days: int | None) -> int:
    """The number of working days of a move. Raises Invalid for none, 0 or too many."""
    if not days or abs(days) > MOST_DAYS:
        raise Invalid(
            N_("请填写挪几个工作日：1 到 %(most)s 往后，-1 到 -%(most)s 往前。"), most=MOST_DAYS
        )
    return days


def check_reason(reason: str) -> str:
    """Why plans are moved, in a few words. Raises Invalid for less."""
    if len(reason) < FEWEST_WORDS:
        raise Invalid(N_("请写一句原因，至少 %(least)s 个字；本人会看到。"), least=FEWEST_WORDS)
    return reason


def changes(
    template: Template, now: Mapping[str, Due], gates: Mapping[str, Due], later: Schedule
) -> Iterator[Change]:
    """The dates of a plan that move: tasks and gates, as they are stored now and as they would be.

    `now`: of the tasks that are still open.
    """
    for month in template.months:
        for task in month.tasks:
            if task.id in now and now[task.id].on != later.tasks[task.id].on:
                yield Change(task.title, now[task.id], later.tasks[task.id], is_gate=False)
        gate = month.gate
        if gate.id in gates and gates[gate.id].on != later.gates[gate.id].on:
            yield Change(gate.title, gates[gate.id], later.gates[gate.id], is_gate=True)


def holidays_passed(moved: tuple[Change, ...], calendar: Calendar) -> list[date]:
    """The holidays that dates jump over when they move."""
    return sorted(
        day
        for day, is_worked in calendar.days.items()
        if not is_worked and any(_passes(change, day) for change in moved)
    )


def _passes(change: Change, day: date) -> bool:
    first, last = sorted((change.before.on, change.after.on))
    return first < day < last
