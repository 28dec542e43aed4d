"""Where somebody stands in a plan: its day, the next action, what is late, what waits."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from lms.onboarding.domain.countersigning import Signatures
from lms.onboarding.domain.schedule import Due
from lms.onboarding.domain.signing import Capacity
from lms.onboarding.domain.standing import Evidence, GateView, MonthView, TaskView, WeekView
from lms.onboarding.domain.template import Gate, Month, Owner, Task, Template
from lms.onboarding.domain.today import State, Today


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What is stored about one plan, with what proves its tasks."""

    id: int
    public_id: str
    person_id: int
    revision_id: int
    template: Template
    starts_on: date
    tasks: Mapping[str, Due]
    gates: Mapping[str, Due]
    evidence: Mapping[str, Evidence] = field(default_factory=dict)  # task id → what proves it
    signatures: Mapping[str, Signatures] = field(default_factory=dict)  # by gate id


@dataclass(frozen=True)
class PlanView:
    """One person's plan on one day, everything derived from facts."""

    facts: PlanFacts
    today: Today

    @property
    def template(self) -> Template:
        """The plan as its author wrote it."""
        return self.facts.template

    @property
    def public_id(self) -> str:
        """Its name in addresses."""
        return self.facts.public_id

    @property
    def person_id(self) -> int:
        """Whose plan it is."""
        return self.facts.person_id

    @cached_property
    def day(self) -> int:
        """Which working day of the plan today is, from 1; 0 before it begins."""
        return self.today.calendar.number(self.facts.starts_on, self.today.day)

    @cached_property
    def days(self) -> int:
        """How many working days the plan has, up to its last gate."""
        return self.day_of(max(due.on for due in self.facts.gates.values()))

    @property
    def has_begun(self) -> bool:
        """Whether its first working day has come."""
        return self.day > 0

    @property
    def first_working_day(self) -> date:
        """Its day 1."""
        return self.today.calendar.first_working_day(self.facts.starts_on)

    def day_of(self, day: date) -> int:
        """Which working day of the plan a day is."""
        return self.today.calendar.number(self.facts.starts_on, day)

    @cached_property
    def months(self) -> tuple[MonthView, ...]:
        """All months with their weeks, tasks and gates."""
        return tuple(self._month(month) for month in self.template.months)

    @cached_property
    def tasks(self) -> tuple[TaskView, ...]:
        """All tasks in the order in which they are written."""
        return tuple(self._tasks[task.id] for task in self.template.tasks())

    @cached_property
    def gates(self) -> tuple[GateView, ...]:
        """All gates in their order."""
        return tuple(month.gate for month in self.months)

    @property
    def late(self) -> tuple[TaskView, ...]:
        """The tasks that are overdue, the longest first."""
        late = (view for view in self.tasks if view.state is State.LATE)
        return tuple(sorted(late, key=lambda view: view.due.on))

    @property
    def this_week(self) -> tuple[TaskView, ...]:
        """The tasks of this week, or of the next once it is over: open ones first, no late ones."""
        monday, sunday = self.today.week
        found = (
            view
            for view in self.tasks
            if monday <= view.due.on <= sunday and view.state is not State.LATE
        )
        return tuple(sorted(found, key=lambda view: (not view.is_open, view.due.on)))

    @property
    def next_gate(self) -> GateView | None:
        """The first gate that is not passed; None when all are."""
        return next((gate for gate in self.gates if not gate.is_passed), None)

    @property
    def is_complete(self) -> bool:
        """Whether every gate is passed."""
        return self.next_gate is None

    @property
    def is_provisional(self) -> bool:
        """Whether a day of the plan rests on a calendar that is not published yet."""
        return any(due.is_provisional for due in self.facts.gates.values())

    @property
    def next_action(self) -> TaskView | None:
        """The one thing that the trainee does next: late or due first, then what comes next.

        Within these, what the trainee can prove alone goes before what waits for somebody else.
        """
        own = (
            view
            for view in self.tasks
            if view.is_open and view.first is None and view.task.owner is Owner.TRAINEE
        )
        return min(own, key=_urgency, default=None)

    @property
    def waiting_tasks(self) -> tuple[TaskView, ...]:
        """The tasks, late or due today, that wait for the mentor."""
        return tuple(view for view in self.tasks if view.is_pressing and view.needs_mentor)

    def waiting_for(
        self, capacity: Capacity | None, away: Container[str] = ()
    ) -> tuple[TaskView, ...]:
        """The open tasks that somebody signs as lead or HR: HR stands in for the lead, too.

        `away`: as what nobody is there who could sign; then the task's substitute does.
        """
        wanted = _roles(capacity)
        return tuple(
            view
            for view in self.tasks
            if view.is_open
            and not view.waiting
            and (view.signer in wanted or (view.signer in away and view.task.substitute in wanted))
        )

    def to_confirm(self, capacity: Capacity | None) -> tuple[TaskView, ...]:
        """The signed tasks that somebody confirms as lead or HR."""
        return tuple(
            view
            for view in self.tasks
            if view.waiting and view.waiting.waits_for in _roles(capacity)
        )

    @property
    def waiting_gate(self) -> GateView | None:
        """The gate that waits for the mentor's verdict: ready, or due."""
        gate = self.next_gate
        if gate is None or gate.waits_for_lead:
            return None
        return gate if gate.is_ready or gate.state is not State.OPEN else None

    def tasks_before(self, gate: Gate) -> tuple[TaskView, ...]:
        """The tasks of the months up to a gate."""
        last = next(month.number for month in self.template.months if month.gate == gate)
        months = (month for month in self.months if month.month.number <= last)
        return tuple(task for month in months for task in month.tasks)

    def task_view(self, task_id: str) -> TaskView | None:
        """A task by its id."""
        return self._tasks.get(task_id)

    def gate_view(self, gate_id: str) -> GateView | None:
        """A gate by its id."""
        return next((gate for gate in self.gates if gate.gate.id == gate_id), None)

    @cached_property
    def _tasks(self) -> dict[str, TaskView]:
        facts = self.facts
        return {
            task.id: TaskView.on(
                self.today,
                task,
                facts.tasks[task.id],
                facts.evidence.get(task.id),
                self._first(task),
            )
            for task in self.template.tasks()
        }

    def _first(self, task: Task) -> Task | None:
        """What is to be done before a task, and is not proved yet."""
        before = self.facts.evidence.get(task.after) if task.after else None
        if task.after is None or (before is not None and not before.waits_for):
            return None
        return self.template.task(task.after)

    def _month(self, month: Month) -> MonthView:
        weeks = tuple(
            WeekView(week=week, tasks=tuple(self._tasks[task.id] for task in week.tasks))
            for week in month.weeks
        )
        return MonthView(month=month, weeks=weeks, gate=self._gate(month.gate))

    def _gate(self, gate: Gate) -> GateView:
        evidence = tuple(self._tasks[task_id] for task_id in gate.evidence)
        signatures = self.facts.signatures.get(gate.id, Signatures())
        return GateView.on(self.today, gate, self.facts.gates[gate.id], evidence, signatures)


def _roles(capacity: Capacity | None) -> set[str]:
    """As what somebody acts: HR stands in for the lead, too."""
    if capacity is Capacity.DEPUTY:
        return {Owner.LEAD, Owner.HR}
    return {Owner.LEAD} if capacity is Capacity.LEAD else set()


def _urgency(view: TaskView) -> tuple[bool, bool, date]:
    return (not view.is_pressing, not view.is_proved_alone, view.due.on)
