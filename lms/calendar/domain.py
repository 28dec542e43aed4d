"""What stands in a calendar: the days of one's own plan, next talks, times of observations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lms.library.domain import Wording
from lms.onboarding.domain import GateView, PlanView, TaskView

PLAN = "/plan"
GATE = "/plan#gate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something of a day, or of an hour; it names nobody and says nothing of results."""

    uid: str  # the same for ever, whatever the day
    title: Wording
    about: Wording  # why it is done; of a gate, what passing it means
    day: date
    is_provisional: bool
    is_done: bool
    minutes: int  # 0: not said
    address: str  # of the page where it is done
    starts_at: datetime | None = None  # None: all day long


def entries(view: PlanView, addresses: Mapping[str, str]) -> tuple[Entry, ...]:
    """Everything that a plan has dated, in the order of its days.

    `addresses`: task id → page; tasks without one lead to the plan.
    """
    tasks = [_of_task(view, one, addresses.get(one.task.id, PLAN)) for one in view.tasks]
    gates = [_of_gate(view, one) for one in view.gates]
    return tuple(sorted([*tasks, *gates], key=lambda entry: (entry.day, entry.uid)))


def _of_task(view: PlanView, one: TaskView, address: str) -> Entry:
    return Entry(
        uid=f"task-{one.task.id}.{view.public_id}@shitu",
        title=one.task.title,
        about=one.task.reason,
        day=one.due.on,
        is_provisional=one.due.is_provisional,
        is_done=not one.is_open,
        minutes=one.task.minutes,
        address=address,
    )


def _of_gate(view: PlanView, one: GateView) -> Entry:
    return Entry(
        uid=f"gate-{one.gate.id}.{view.public_id}@shitu",
        title=one.gate.title,
        about=one.gate.summary,
        day=one.due.on,
        is_provisional=one.due.is_provisional,
        is_done=one.is_passed,
        minutes=0,
        address=GATE,
    )
