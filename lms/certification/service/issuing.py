"""Issuing: exactly once per person, programme and period, whoever asks and how often."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from lms.certification import fonts, queries
from lms.certification.domain import (
    LONGEST_UNPRINTABLE,
    CourseRequirement,
    GatesRequirement,
    Issue,
    Programme,
    last_valid_day,
    missing,
    number,
)
from lms.certification.models import Certificate
from lms.certification.service.numbering import next_sequence
from lms.certification.service.telling import tell_hr
from lms.courses.models import CourseCompletion
from lms.db import db
from lms.errors import N_, Forbidden, Invalid, NotFound
from lms.framework import queries as framework
from lms.library.domain import LANGUAGES, Wording
from lms.messages import service as messages
from lms.onboarding.models import Plan, PlanGate
from lms.people import audit
from lms.people.domain import Status
from lms.people.models import Person

ISSUE_DUE = "certificates.issue-due"
BATCH = 200  # people looked at in one go


def issue(
    person: Person, programme_id: str, *, by: Person | None, today: date, now: datetime
) -> Certificate:
    """Issue a certificate, or give back the one that exists already.

    `by` is None for the job. Raises NotFound for an unknown programme, Invalid while something is
    missing, Forbidden when a programme needs approval and the person asks for themselves.
    """
    revision_id, programmes = queries.published_programmes()
    programme = next((p for p in programmes if p.id == programme_id), None)
    if programme is None or revision_id is None:
        raise NotFound
    existing = _existing(person, programme)
    if existing:
        return existing
    _check_may_be_issued(person, programme, by)
    issued = _new_certificate(person, programme, revision_id, today=today, now=now)
    audit.record(
        "certificate.issued",
        actor=by,
        subject=person,
        now=now,
        number=issued.number,
        programme=programme.id,
    )
    _tell(person, issued, now)
    return issued


def _existing(person: Person, programme: Programme) -> Certificate | None:
    held = sa.select(Certificate).where(
        Certificate.person_id == person.id, Certificate.programme == programme.id
    )
    return db.session.scalars(held.order_by(Certificate.period.desc())).first()


def _check_may_be_issued(person: Person, programme: Programme, by: Person | None) -> None:
    if not person.is_active:
        raise Invalid(N_("账号已停用，不能签发证书。"))
    if programme.issue is Issue.APPROVAL and (by is None or by.id == person.id):
        raise Forbidden(N_("这个证书要由人事签发。"))
    if missing(programme, queries.facts_of([person.id])[person.id]):
        raise Invalid(N_("条件还没有全部达到，暂时不能签发。"))


def _new_certificate(
    person: Person, programme: Programme, revision_id: int, *, today: date, now: datetime
) -> Certificate:
    sequence = next_sequence(programme.prefix, today.year, now=now)
    certificate = Certificate(
        number=number(programme.prefix, today.year, sequence),
        prefix=programme.prefix,
        year=today.year,
        sequence=sequence,
        person_id=person.id,
        programme=programme.id,
        revision_id=revision_id,
        issued_at=now,
        issued_on=today,
        expires_on=last_valid_day(today, programme.validity_months),
        snapshot=_snapshot(person, programme),
        unprintable=fonts.lacking_glyphs(*_own_words(person))[:LONGEST_UNPRINTABLE],
    )
    db.session.add(certificate)
    db.session.flush()  # a lost race for the unique key must show here, before anyone is told
    return certificate


def _own_words(person: Person) -> tuple[str, str, str]:
    """What is printed of somebody."""
    return person.name, person.employee_number, person.department.name


def _snapshot(person: Person, programme: Programme) -> dict[str, object]:
    facts = queries.facts_of([person.id])[person.id]
    titles = {c.id: c.title for c in framework.competencies()}
    attested = [titles[c] for c in programme.competencies if c in titles]
    return {
        "name": person.name,
        "employee_number": person.employee_number,
        "department": person.department.name,
        "title": in_all_languages(programme.title),
        "summary": in_all_languages(programme.summary),
        "competencies": {tongue: [t.in_(tongue) for t in attested] for tongue in LANGUAGES},
        "evidence": {
            "courses": sorted(facts.courses),
            "scores": dict(facts.scores),
            "gates": {plan: sorted(gates) for plan, gates in facts.gates.items()},
        },
    }


def in_all_languages(words: Wording) -> dict[str, str]:
    """A text as it is kept in a snapshot."""
    return {tongue: words.in_(tongue) for tongue in LANGUAGES}


def _tell(person: Person, certificate: Certificate, now: datetime) -> None:
    link = f"/certificates/{certificate.number}"
    messages.tell(
        person,
        sentence=N_("恭喜！您的证书 %(number)s 已经签发。"),
        link=link,
        key=f"issued-{certificate.number}",
        now=now,
        number=certificate.number,
    )
    if certificate.unprintable:
        tell_hr(
            N_("证书 %(number)s 已签发，但姓名、工号或部门里有印刷字体没有的字，暂时打印不了。"),
            link=link,
            key=f"glyphs-{certificate.number}",
            now=now,
            number=certificate.number,
        )


def issue_to(person_id: int, programme_id: str, *, today: date, now: datetime) -> None:
    """Issue a certificate on behalf of the product itself: see `issue`."""
    issue(db.session.get_one(Person, person_id), programme_id, by=None, today=today, now=now)


def ready_people(programme: Programme) -> list[int]:
    """The ids of active people who meet every requirement and hold no such certificate."""
    ready: list[int] = []
    waiting = _candidates(programme)
    for start in range(0, len(waiting), BATCH):
        facts = queries.facts_of(waiting[start : start + BATCH])
        ready += [person_id for person_id, own in facts.items() if not missing(programme, own)]
    return ready


def _candidates(programme: Programme) -> Sequence[int]:
    held = sa.select(Certificate.person_id).where(Certificate.programme == programme.id)
    wanted = sa.select(Person.id).where(Person.id.not_in(held), Person.status == Status.ACTIVE)
    if any(isinstance(it, CourseRequirement) for it in programme.requirements):
        wanted = wanted.where(Person.id.in_(sa.select(CourseCompletion.person_id)))
    for gate in _gates(programme):  # few people have passed all of them and hold nothing yet
        passed = sa.select(Plan.person_id).join(PlanGate, PlanGate.plan_id == Plan.id)
        through = passed.where(PlanGate.gate == gate, PlanGate.passed_by_id.is_not(None))
        wanted = wanted.where(Person.id.in_(through))
    return db.session.scalars(wanted.order_by(Person.id)).all()


def _gates(programme: Programme) -> Iterator[str]:
    for requirement in programme.requirements:
        if isinstance(requirement, GatesRequirement):
            yield from requirement.gates
