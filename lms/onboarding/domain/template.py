"""What a plan is made of, as its author wrote it: months of weeks of tasks, each with a gate."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lms.library.domain import Wording


class TaskKind(StrEnum):
    """What a task asks for."""

    READ = "read"
    PLAY = "play"
    DRILL = "drill"
    SHADOW = "shadow"  # sit beside somebody's calls
    OBSERVE = "observe"
    TALK = "talk"
    FORM = "form"
    REPORT = "report"
    SIGN = "sign"
    OUTSIDE = "outside"  # done somewhere else: an account, a badge, a course


class Owner(StrEnum):
    """On whose list a task stands."""

    TRAINEE = "trainee"
    MENTOR = "mentor"
    LEAD = "lead"
    HR = "hr"
    IT = "it"


@dataclass(frozen=True, slots=True)
class LessonProof:
    """A lesson is complete."""

    lesson: str  # <course>/<lesson>
    kind = "lesson"


@dataclass(frozen=True, slots=True)
class ScenarioProof:
    """A scenario was played to an ending in this mode or a stricter one, with at least a score."""

    scenario: str
    mode: str
    at_least: int = 0  # percent, 0–100
    kind = "scenario"


@dataclass(frozen=True, slots=True)
class DrillProof:
    """A drill was taken to its end."""

    drill: str
    kind = "drill"


@dataclass(frozen=True, slots=True)
class ObservationProof:
    """A mentor observed a competency and found it met."""

    competency: str
    kind = "observation"


@dataclass(frozen=True, slots=True)
class SignOffProof:
    """Somebody puts a name to the task."""

    capacity: str  # mentor, lead (HR may stand in) or hr
    kind = "sign_off"


@dataclass(frozen=True, slots=True)
class ReportProof:
    """The work report of the task's month is sent."""

    kind = "report"


Wanted = LessonProof | ScenarioProof | DrillProof | ObservationProof | SignOffProof | ReportProof


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do."""

    id: str
    kind: TaskKind
    title: Wording
    reason: Wording  # why this, why now
    due_day: int  # working day of the plan, counted from 1; -1: the last one before it begins
    owner: Owner
    minutes: int
    proof: Wanted
    after: str | None = None  # the task that comes first
    approver: Owner | None = None  # lead or HR: the signature counts once they have confirmed it
    substitute: Owner | None = None  # lead or HR: signs while whoever should sign is away
    turn: int = 1  # which of the plan's tasks with this same proof it is: the second asks for two


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of the plan, counted through all months."""

    number: int
    title: Wording
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What is decided at the end of a month."""

    id: str
    title: Wording
    summary: Wording  # what passing it means
    evidence: tuple[str, ...]  # ids of the tasks that must be proved first
    due_day: int | None = None  # working day of the plan; None: the last one of the month
    needs_statement: bool = False  # passed only after the trainee's own statement
    needs_lead: bool = False  # passed only with the counter-signature of the department's lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of the plan, counted from 1."""

    number: int
    title: Wording
    goal: Wording  # what the person can do at its end
    weeks: tuple[Week, ...]
    gate: Gate

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks of all its weeks, in their order."""
        return tuple(task for week in self.weeks for task in week.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A plan as it is written, before it is dated for anybody."""

    id: str
    title: Wording
    summary: Wording
    months: tuple[Month, ...]

    def tasks(self) -> Iterator[Task]:
        """All tasks, in their order."""
        return (task for month in self.months for task in month.tasks)

    def gates(self) -> Iterator[Gate]:
        """All gates, in their order."""
        return (month.gate for month in self.months)

    def task(self, task_id: str) -> Task | None:
        """The task of this id."""
        return next((task for task in self.tasks() if task.id == task_id), None)

    def gate(self, gate_id: str) -> Gate | None:
        """The gate of this id."""
        return next((gate for gate in self.gates() if gate.id == gate_id), None)


def turns(tasks: Iterable[tuple[str, Wanted]]) -> Mapping[str, int]:
    """Task id → which of the tasks with this same proof it is, from 1."""
    seen: dict[Wanted, int] = {}
    found: dict[str, int] = {}
    for task_id, wanted in tasks:
        seen[wanted] = seen.get(wanted, 0) + 1
        found[task_id] = seen[wanted]
    return found
