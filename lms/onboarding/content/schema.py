"""How a plan is written in YAML, and the domain object it stands for; every name and range."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, Tag, model_validator

from lms.errors import N_
from lms.library.content import Identifier, LocalisedText, Model, Place, Whole, by_key, refuse
from lms.onboarding.domain import (
    DrillProof,
    Gate,
    LessonProof,
    Month,
    ObservationProof,
    Owner,
    ReportProof,
    ScenarioProof,
    SignOffProof,
    Task,
    TaskKind,
    Template,
    Wanted,
    Week,
)
from lms.onboarding.domain.template import turns

EARLIEST_DAY = -20  # working days before the plan begins
LATEST_DAY = 150  # working days: no plan is longer
LONGEST_TASK = 480  # minutes

Path = tuple[str | int, ...]


class LessonText(Model):
    """Proved by a lesson that is complete."""

    lesson: Place

    def wanted(self) -> Wanted:
        """The proof it asks for."""
        return LessonProof(self.lesson)


class ScenarioText(Model):
    """Proved by a play that reached an ending."""

    scenario: Identifier
    mode: Literal["practice", "assessment"]
    at_least: Annotated[Whole, Field(ge=1, le=100)] = 0

    @model_validator(mode="after")
    def _only_assessments_have_a_mark(self) -> "ScenarioText":
        if self.at_least and self.mode == "practice":
            raise refuse(N_("练习不计分：请删掉 at_least，或者把 mode 改成 assessment。"))
        return self

    def wanted(self) -> Wanted:
        """The proof it asks for."""
        return ScenarioProof(self.scenario, self.mode, self.at_least)


class DrillText(Model):
    """Proved by a drill that was taken to its end."""

    drill: Identifier

    def wanted(self) -> Wanted:
        """The proof it asks for."""
        return DrillProof(self.drill)


class ObservationText(Model):
    """Proved by a mentor's observation with the verdict "met"."""

    observation: Identifier

    def wanted(self) -> Wanted:
        """The proof it asks for."""
        return ObservationProof(self.observation)


class SignOffText(Model):
    """Proved by a signature."""

    sign_off: Literal["mentor", "lead", "hr"]

    def wanted(self) -> Wanted:
        """The proof it asks for."""
        return SignOffProof(self.sign_off)


class ReportText(Model):
    """Proved by the work report of its month, once that is sent."""

    report: Literal["monthly"]

    def wanted(self) -> Wanted:
        """The proof it asks for."""
        return ReportProof()


ProofText = Annotated[
    Annotated[LessonText, Tag("lesson")]
    | Annotated[ScenarioText, Tag("scenario")]
    | Annotated[DrillText, Tag("drill")]
    | Annotated[ObservationText, Tag("observation")]
    | Annotated[SignOffText, Tag("sign_off")]
    | Annotated[ReportText, Tag("report")],
    by_key("lesson", "scenario", "drill", "observation", "sign_off", "report"),
]


class TaskText(Model):
    """A task as it is written."""

    id: Identifier
    kind: TaskKind
    title: LocalisedText
    reason: LocalisedText
    due_day: Annotated[Whole, Field(ge=EARLIEST_DAY, le=LATEST_DAY)]
    owner: Owner
    minutes: Annotated[Whole, Field(ge=1, le=LONGEST_TASK)]
    proof: ProofText
    after: Identifier | None = None
    approver: Literal["lead", "hr"] | None = None
    substitute: Literal["lead", "hr"] | None = None

    def task(self, turn: int) -> Task:
        """The task."""
        return Task(
            id=self.id,
            kind=self.kind,
            title=self.title,
            reason=self.reason,
            due_day=self.due_day,
            owner=self.owner,
            minutes=self.minutes,
            proof=self.proof.wanted(),
            after=self.after,
            approver=Owner(self.approver) if self.approver else None,
            substitute=Owner(self.substitute) if self.substitute else None,
            turn=turn,
        )


class WeekText(Model):
    """A week as it is written."""

    week: Annotated[Whole, Field(ge=1)]
    title: LocalisedText
    tasks: Annotated[tuple[TaskText, ...], Field(min_length=1)]


class GateText(Model):
    """A gate as it is written."""

    id: Identifier
    title: LocalisedText
    summary: LocalisedText
    evidence: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    due_day: Annotated[Whole, Field(ge=1, le=LATEST_DAY)] | None = None
    statement: Literal["required"] | None = None
    counter_sign: Literal["lead"] | None = None

    def gate(self) -> Gate:
        """The gate."""
        return Gate(
            id=self.id,
            title=self.title,
            summary=self.summary,
            evidence=self.evidence,
            due_day=self.due_day,
            needs_statement=self.statement is not None,
            needs_lead=self.counter_sign is not None,
        )


class MonthText(Model):
    """A month as it is written."""

    month: Annotated[Whole, Field(ge=1)]
    title: LocalisedText
    goal: LocalisedText
    weeks: Annotated[tuple[WeekText, ...], Field(min_length=1)]
    gate: GateText


class PlanText(Model):
    """A plan as it is written."""

    id: Identifier
    title: LocalisedText
    summary: LocalisedText
    months: Annotated[tuple[MonthText, ...], Field(min_length=1)]

    def tasks(self) -> Iterator[tuple[Path, TaskText]]:
        """All tasks and where they stand."""
        for m, month in enumerate(self.months):
            for w, week in enumerate(month.weeks):
                for t, task in enumerate(week.tasks):
                    yield ("months", m, "weeks", w, "tasks", t), task

    def template(self) -> Template:
        """The plan."""
        turn = turns((task.id, task.proof.wanted()) for _, task in self.tasks())
        months = tuple(_month(month, turn) for month in self.months)
        return Template(id=self.id, title=self.title, summary=self.summary, months=months)


def _month(text: MonthText, turn: Mapping[str, int]) -> Month:
    weeks = tuple(
        Week(
            number=week.week,
            title=week.title,
            tasks=tuple(task.task(turn[task.id]) for task in week.tasks),
        )
        for week in text.weeks
    )
    return Month(
        number=text.month, title=text.title, goal=text.goal, weeks=weeks, gate=text.gate.gate()
    )
