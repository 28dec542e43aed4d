"""Where one task or gate of a plan stands on a day, and what proves it or is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lms.onboarding.domain.countersigning import Signatures
from lms.onboarding.domain.schedule import Due
from lms.onboarding.domain.signing import Capacity, Entry, next_number
from lms.onboarding.domain.template import (
    DrillProof,
    Gate,
    LessonProof,
    Month,
    Owner,
    ReportProof,
    ScenarioProof,
    SignOffProof,
    Task,
    Week,
)
from lms.onboarding.domain.today import State, Today


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What proves a task: a message id with its parameters, when, and where it can be seen."""

    words: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    at: datetime
    address: str | None = None
    by_name: str = ""  # who put a name to it, if anybody did
    waits_for: Owner | None = None  # who has yet to confirm it


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What tasks and gates have in common: they fall due on a day."""

    due: Due
    state: State
    today: Today

    @property
    def is_pressing(self) -> bool:
        """Whether it is late or due today."""
        return self.state in {State.LATE, State.DUE}

    @property
    def late_by(self) -> int:
        """Working days that it is late; 0 when it is not."""
        return self.today.late_by(self.due)

    @property
    def ahead(self) -> int:
        """Working days until it is due; 0 when it is due or late."""
        return self.today.ahead(self.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView(Standing):
    """A task of somebody's plan today."""

    task: Task
    evidence: Evidence | None
    first: Task | None = None  # what is to be done before it, and is not done yet
    waiting: Evidence | None = None  # what would prove it, once it is confirmed

    @classmethod
    def on(
        cls,
        today: Today,
        task: Task,
        due: Due,
        evidence: Evidence | None,
        first: Task | None = None,
    ) -> "TaskView":
        """The task on a day; evidence that waits to be confirmed does not prove it yet."""
        waiting = evidence if evidence and evidence.waits_for else None
        proved = None if waiting else evidence
        state = today.state(due, is_done=proved is not None)
        return cls(
            task=task,
            due=due,
            state=state,
            today=today,
            evidence=proved,
            first=first,
            waiting=waiting,
        )

    @property
    def is_open(self) -> bool:
        """Whether it is still to be proved."""
        return self.evidence is None

    @property
    def is_current(self) -> bool:
        """Whether it is open and late, due today or due this week."""
        return self.is_open and self.due.on <= self.today.week[1]

    @property
    def is_proved_alone(self) -> bool:
        """Whether the trainee can prove it without anybody else."""
        alone = LessonProof | ScenarioProof | DrillProof | ReportProof
        return isinstance(self.task.proof, alone)

    @property
    def needs_mentor(self) -> bool:
        """Whether it waits for the mentor: to do it, to observe, or to sign."""
        if self.waiting:
            return False
        return self.task.owner is Owner.MENTOR or self.signer == Capacity.MENTOR

    @property
    def signer(self) -> str | None:
        """As what somebody else proves it; None when the trainee does it alone."""
        if isinstance(self.task.proof, SignOffProof):
            return self.task.proof.capacity
        return None if self.is_proved_alone else str(Capacity.MENTOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView(Standing):
    """A gate of somebody's plan today: its evidence k of n, what is missing, what was signed."""

    gate: Gate
    evidence: tuple[TaskView, ...]  # what must be proved first
    signatures: Signatures  # withdrawn ones included

    @classmethod
    def on(
        cls,
        today: Today,
        gate: Gate,
        due: Due,
        evidence: tuple[TaskView, ...],
        signatures: Signatures,
    ) -> "GateView":
        """The gate on a day."""
        return cls(
            gate=gate,
            due=due,
            state=today.state(due, is_done=signatures.is_passed),
            today=today,
            evidence=evidence,
            signatures=signatures,
        )

    @property
    def missing(self) -> tuple[TaskView, ...]:
        """The evidence that is not there yet."""
        return tuple(view for view in self.evidence if view.is_open)

    @property
    def proved(self) -> int:
        """How many pieces of evidence are there."""
        return len(self.evidence) - len(self.missing)

    @property
    def verdict(self) -> Entry | None:
        """The verdict that holds: passed, given more time, or failed."""
        return self.signatures.verdict

    @property
    def answer(self) -> Entry | None:
        """What the lead answered to the verdict, where it takes a second person."""
        return self.signatures.answer

    @property
    def is_passed(self) -> bool:
        """Whether all signatures that it takes hold."""
        return self.state is State.DONE

    @property
    def waits_for_lead(self) -> bool:
        """Whether the mentor has signed and the lead has not yet answered."""
        return self.signatures.waits_for_lead

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing but the mentor's signature."""
        return not self.missing and not self.is_passed and not self.waits_for_lead

    @property
    def next_number(self) -> int:
        """The number of the mentor's next entry."""
        return next_number(self.signatures.mentor)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """A week of somebody's plan."""

    week: Week
    tasks: tuple[TaskView, ...]

    @property
    def done(self) -> int:
        """How many of its tasks are proved."""
        return sum(not view.is_open for view in self.tasks)

    @property
    def is_current(self) -> bool:
        """Whether something in it is late, due today or due this week."""
        return any(view.is_current for view in self.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """A month of somebody's plan."""

    month: Month
    weeks: tuple[WeekView, ...]
    gate: GateView

    @property
    def done(self) -> int:
        """How many of its tasks are proved."""
        return sum(week.done for week in self.weeks)

    @property
    def is_current(self) -> bool:
        """Whether something in it is late, due today or due this week."""
        return any(week.is_current for week in self.weeks)

    @property
    def tasks(self) -> tuple[TaskView, ...]:
        """The tasks of all its weeks."""
        return tuple(view for week in self.weeks for view in week.tasks)
