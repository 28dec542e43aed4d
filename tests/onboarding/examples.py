"""Made-up plans and calendars for the tests of plans."""

from dataclasses import replace
from datetime import UTC, date, datetime

import chinese_calendar

from lms.library.domain import Wording
from lms.onboarding.domain import (
    Calendar,
    Due,
    Entry,
    Evidence,
    Gate,
    LessonProof,
    Month,
    ObservationProof,
    Owner,
    PlanFacts,
    PlanView,
    ScenarioProof,
    SignOffProof,
    Task,
    TaskKind,
    Template,
    Today,
    Verdict,
    Wanted,
    Week,
    schedule,
)
from lms.onboarding.domain.countersigning import Signatures

MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai


def published() -> Calendar:
    """The national calendar as published up to the end of 2026."""
    holidays = dict.fromkeys(chinese_calendar.constants.holidays, False)
    made_up = dict.fromkeys(chinese_calendar.constants.workdays, True)
    return Calendar({**holidays, **made_up}, date(2026, 12, 31))


PLAIN = Calendar({}, date(2099, 12, 31))


def words(text: str) -> Wording:
    return Wording(text, text, text)


KINDS = {
    LessonProof: TaskKind.READ,
    ScenarioProof: TaskKind.PLAY,
    ObservationProof: TaskKind.OBSERVE,
    SignOffProof: TaskKind.TALK,
}


def task(name: str, due_day: int, proof: Wanted | None = None, owner: str = "trainee") -> Task:
    wanted = proof or LessonProof(f"course/{name}")
    return Task(
        id=name,
        kind=KINDS[type(wanted)],
        title=words(f"做 {name}"),
        reason=words(f"因为 {name}"),
        due_day=due_day,
        owner=Owner(owner),
        minutes=10,
        proof=wanted,
    )


def month(number: int, *tasks: Task, evidence: tuple[str, ...] | None = None) -> Month:
    names = tuple(t.id for t in tasks) if evidence is None else evidence
    return Month(
        number=number,
        title=words(f"第 {number} 个月"),
        goal=words("能独立接线"),
        weeks=(Week(number=number * 4 - 3, title=words("第一周"), tasks=tasks),),
        gate=Gate(
            id=f"gate-{number}",
            title=words(f"第 {number} 关"),
            summary=words("通过"),
            evidence=names,
        ),
    )


def template(*months: Month) -> Template:
    return Template(
        id="onboarding", title=words("上岗计划"), summary=words("三个月"), months=months
    )


def proof(at: datetime = NOW) -> Evidence:
    return Evidence(words="这一课已读完", at=at)


def entry(number: int, verdict: Verdict, **changes: object) -> Entry:
    first = Entry(
        number=number,
        verdict=verdict,
        words="三通电话都先应答再提问",
        by_id=7,
        by_name="陈立",
        at=NOW,
        public_id=f"sign-{number}",
    )
    return replace(first, **changes)


def view(
    plan: Template,
    day: date,
    *,
    first: date = MONDAY,
    proved: tuple[str, ...] = (),
    entries: dict[str, tuple[Entry, ...]] | None = None,
    calendar: Calendar = PLAIN,
) -> PlanView:
    dates = schedule(plan, first, calendar)
    facts = PlanFacts(
        id=1,
        public_id="plan",
        person_id=1,
        revision_id=1,
        template=plan,
        starts_on=first,
        tasks=dates.tasks,
        gates=dates.gates,
        evidence={name: proof() for name in proved},
        signatures={gate: Signatures(signed) for gate, signed in (entries or {}).items()},
    )
    return PlanView(facts, Today.on(day, calendar))


def due(day: date) -> Due:
    return Due(day)
