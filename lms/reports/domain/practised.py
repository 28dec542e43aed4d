"""Columns and cells of courses and scenarios: those that plans ask for."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from lms.courses.domain import Completion
from lms.onboarding.domain import LessonProof, ScenarioProof, Template
from lms.reports.domain.matrix import Cell, Mark
from lms.scenarios.domain import PlayResult

DayOf = Callable[[datetime], date]


def things_in(templates: Iterable[Template]) -> tuple[dict[str, int], dict[str, int]]:
    """The courses and the scenarios that plans ask for, each with the first month that does."""
    courses: dict[str, int] = {}
    scenarios: dict[str, int] = {}
    for template in templates:
        for month in template.months:
            for task in month.tasks:
                if isinstance(task.proof, LessonProof):
                    courses.setdefault(task.proof.lesson.partition("/")[0], month.number)
                elif isinstance(task.proof, ScenarioProof):
                    scenarios.setdefault(task.proof.scenario, month.number)
    return courses, scenarios


def course_cell(
    required: Collection[str], completed: Mapping[str, Completion], day_of: DayOf
) -> Cell:
    """How far somebody is with the lessons without which a course is not complete."""
    days = [completed[lesson].completed_at for lesson in required if lesson in completed]
    figure = f"{len(days)}/{len(required)}"
    if days and len(days) == len(required):
        return Cell(Mark.DONE, day_of(max(days)), figure)
    return Cell(Mark.PART if days else Mark.OPEN, None, figure)


def scenario_cell(plays: Sequence[PlayResult], day_of: DayOf) -> Cell:
    """The best play of a scenario that somebody has finished: passed ones before others."""
    best = max(plays, key=lambda play: (play.passed, play.score), default=None)
    if best is None:
        return Cell(Mark.OPEN)
    mark = Mark.DONE if best.passed else Mark.FAILED
    return Cell(mark, day_of(best.ended_at), str(best.score))
