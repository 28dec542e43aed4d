"""What stands behind one cell: a task or gate, the lessons of a course, the plays of a scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lms.courses import queries as courses
from lms.courses.domain import Completion, Course
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.domain import Wording
from lms.onboarding import queries as plans
from lms.onboarding.domain import GateView, TaskView
from lms.people.models import Person
from lms.reports.domain import Kind
from lms.scenarios import queries as scenarios
from lms.scenarios.domain import PlayResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One of them; the others are empty."""

    title: Wording
    task: TaskView | None = None
    gate: GateView | None = None
    required: Sequence[str] = ()  # ids of lessons
    titles: Mapping[str, Wording] = field(default_factory=dict)  # of these lessons
    completed: Mapping[str, Completion] = field(default_factory=dict)
    plays: Sequence[PlayResult] = ()  # the newest first


def evidence_for(person: Person, kind: str, name: str, today: date) -> Evidence:
    """What stands behind the cell of a person. Raises NotFound when there is no such item."""
    if kind == Kind.COURSE:
        return _of_course(person, name)
    if kind == Kind.SCENARIO:
        return _of_scenario(person, name)
    view = plans.plan_of(person.id, today)
    task = view.task_view(name) if view and kind == Kind.TASK else None
    gate = view.gate_view(name) if view and kind == Kind.GATE else None
    if task:
        return Evidence(title=task.task.title, task=task)
    if gate:
        return Evidence(title=gate.gate.title, gate=gate)
    raise NotFound


def _of_course(person: Person, name: str) -> Evidence:
    published = library.published(Kind.COURSE, name)
    if published is None:
        raise NotFound
    course: Course = published.content
    known = {one.name: one.content.title for one in library.all_published("lesson")}
    return Evidence(
        title=course.title,
        required=course.required,
        titles={lesson: known.get(lesson, Wording(lesson)) for lesson in course.required},
        completed=courses.completions_of([person.id])[person.id],
    )


def _of_scenario(person: Person, name: str) -> Evidence:
    published = library.published(Kind.SCENARIO, name)
    if published is None:
        raise NotFound
    plays = [play for play in scenarios.finished_plays(person.id) if play.scenario_id == name]
    return Evidence(title=published.content.title, plays=plays)
