"""Facts that are stored without anybody having sent them: a plan that runs, everything proved."""

from datetime import datetime

import sqlalchemy as sa

from lms.certification import queries as certification
from lms.certification.domain import CourseRequirement, GatesRequirement, ScenarioRequirement
from lms.courses.models import CourseCompletion, LessonCompletion
from lms.db import db
from lms.library import queries as library
from lms.onboarding import service as onboarding
from lms.onboarding.models import Plan, PlanGate, SignOff
from lms.people.models import Person
from lms.scenarios.domain import ENGINE, EndedBy, Mode
from lms.scenarios.models import Mark, Play

PROGRAMME = "service-representative"
PROVED = "proved"  # begins their keys


def start_plan(person_id: int, *, now: datetime) -> Plan:
    """Start somebody's plan."""
    return onboarding.start_plan(None, db.session.get_one(Person, person_id), now=now)


def prove_everything(person_id: int, mentor_id: int, deputy_id: int, *, now: datetime) -> None:
    """Store the facts that the programme asks for, as if they had happened just now.

    The mentor signs the gates; where a gate needs the lead, a deputy confirms.
    """
    programme = next(p for p in certification.programmes() if p.id == PROGRAMME)
    for requirement in programme.requirements:
        match requirement:
            case CourseRequirement(course):
                _complete(person_id, course, now)
            case ScenarioRequirement(scenario, at_least):
                _pass_assessment(person_id, scenario, at_least, now)
            case GatesRequirement(_, gates):
                _pass_gates(start_plan(person_id, now=now), gates, (mentor_id, deputy_id), now)


def _complete(person_id: int, course: str, now: datetime) -> None:
    found = library.published("course", course)
    for name in found.content.required:
        lesson = library.published("lesson", name)
        last = LessonCompletion(
            person_id=person_id,
            document_id=lesson.document_id,
            revision_id=lesson.revision_id,
            completed_at=now,
        )
        db.session.add(last)
    db.session.flush()  # the course names its last lesson
    db.session.add(
        CourseCompletion(
            person_id=person_id,
            document_id=found.document_id,
            revision_id=found.revision_id,
            last_lesson_id=last.id,
            completed_at=now,
        )
    )


def _pass_assessment(person_id: int, scenario: str, score: int, now: datetime) -> None:
    found = library.published("scenario", scenario)
    play = Play(
        person_id=person_id,
        document_id=found.document_id,
        revision_id=found.revision_id,
        mode=Mode.ASSESSMENT,
        language="zh-Hans",
        seed=1,
        is_preview=False,
        key=f"{PROVED}{person_id}",
        started_at=now,
        ended_at=now,
        ended_by=EndedBy.CLOCK,
    )
    db.session.add(play)
    db.session.flush()  # its mark names it
    mark = Mark(
        play_id=play.id,
        number=1,
        score=score,
        points={},
        passed=True,
        engine=ENGINE,
        reason=EndedBy.CLOCK,
        at=now,
    )
    db.session.add(mark)


def _pass_gates(
    plan: Plan, gates: tuple[str, ...], signers: tuple[int, int], now: datetime
) -> None:
    for name in gates:
        wanted = sa.select(PlanGate).where(PlanGate.plan_id == plan.id, PlanGate.gate == name)
        gate = db.session.scalars(wanted).one()
        verdict = _sign(plan, name, "mentor", signers[0], now)
        confirmed = _sign(plan, name, "deputy", signers[1], now) if gate.needs_lead else None
        gate.passed_by_id, gate.confirmed_by_id = verdict, confirmed


def _sign(plan: Plan, gate: str, capacity: str, signer_id: int, now: datetime) -> int:
    row = SignOff(
        plan_id=plan.id,
        subject="gate",
        subject_id=gate,
        capacity=capacity,
        number=1,
        verdict="pass",
        words="三个月里看过听过，可以独立接待客户。",
        by_id=signer_id,
        at=now,
        key=f"{PROVED}{plan.id}{gate}{capacity}",
    )
    db.session.add(row)
    db.session.flush()  # the gate names the signature
    return row.id
