"""What the product counts of a month of somebody's plan, for a work report."""

from collections.abc import Iterator
from datetime import date, datetime

from lms import clock
from lms.courses import queries as courses
from lms.framework import queries as framework
from lms.library import queries as library
from lms.library.domain import LANGUAGES, Wording
from lms.mentoring import figures as registry
from lms.mentoring.domain import SessionState, Verdict
from lms.mentoring.domain.reports import Fact, Figures, Sort, Wanted, figure
from lms.mentoring.models import ObservationRecord
from lms.mentoring.queries.observations import observations_of
from lms.mentoring.queries.sessions import sessions_as_apprentice
from lms.onboarding.domain import PlanView
from lms.people.models import Person
from lms.scenarios import queries as scenarios

MOST = 200  # talks, observations: more than a month holds


def figures_of_month(person: Person, plan: PlanView, wanted: Wanted, today: date) -> Figures:
    """What the product counts of a month up to today; as many queries for much as for little."""
    first, last = wanted.first, min(wanted.last, today)
    found = {
        Sort.TASK: figure(_tasks(plan, first, last)),
        Sort.LESSON: figure(_lessons(person.id, first, last)),
        Sort.PLAY: figure(_plays(person.id, first, last)),
        Sort.OBSERVATION: figure(_observations(person.id, first, last)),
        Sort.TALK: figure(_talks(person, first, last)),
    }
    for counted in registry.registered():
        found[counted.sort] = figure(counted.facts(person, first, last))
    return found


def in_languages(words: Wording) -> dict[str, str]:
    """A text by language, as reports keep it."""
    return {tag: words.in_(tag) for tag in LANGUAGES}


def _within(at: datetime, first: date, last: date) -> bool:
    return first <= clock.day_of(at) <= last


def _tasks(plan: PlanView, first: date, last: date) -> Iterator[Fact]:
    for view in plan.tasks:
        if first <= view.due.on <= last:
            shown = view.evidence
            yield Fact(
                title=in_languages(view.task.title),
                address=shown.address or "" if shown else "",
                is_good=shown is not None and clock.day_of(shown.at) <= view.due.on,
            )


def _lessons(person_id: int, first: date, last: date) -> Iterator[Fact]:
    for name, one in courses.completions_of([person_id])[person_id].items():
        lesson = library.published("lesson", name)
        if lesson is not None and _within(one.completed_at, first, last):
            yield Fact(title=in_languages(lesson.content.title), address=courses.address_of(lesson))


def _plays(person_id: int, first: date, last: date) -> Iterator[Fact]:
    for one in scenarios.finished_plays(person_id):
        scenario = library.published("scenario", one.scenario_id)
        if _within(one.ended_at, first, last):
            yield Fact(
                title=in_languages(
                    scenario.content.title if scenario else Wording(one.scenario_id)
                ),
                address=f"/plays/{one.public_id}",
                value=one.score,
                is_good=one.passed,
            )


def _observations(person_id: int, first: date, last: date) -> Iterator[Fact]:
    for one in observations_of(person_id, MOST):
        if _within(one.at, first, last):
            yield Fact(
                title=in_languages(framework.title(one.competency)),
                address=_sheet(one),
                is_good=one.verdict == Verdict.MET,
            )


def _sheet(one: ObservationRecord) -> str:
    sheet = one.checklist_record
    return f"/mentoring/observations/{sheet.public_id}" if sheet else ""


def _talks(person: Person, first: date, last: date) -> Iterator[Fact]:
    for one in sessions_as_apprentice(person, MOST):
        if first <= one.record.held_on <= last:
            yield Fact(
                title=in_languages(one.title),
                address=f"/mentoring/sessions/{one.record.public_id}",
                value=one.record.minutes,
                is_good=one.state is SessionState.CONFIRMED,
            )
