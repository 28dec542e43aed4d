"""Reading certificates: one's own, the register, what is missing for the next one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms.certification.domain import (
    Act,
    CourseRequirement,
    Facts,
    Gap,
    GatesRequirement,
    Programme,
    Requirement,
    ScenarioRequirement,
    Status,
    missing,
    status,
)
from lms.certification.models import Certificate, CertificateAct
from lms.courses.queries.completed import completed_courses
from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.domain import Wording
from lms.onboarding import queries as onboarding
from lms.pages import Page
from lms.people import access
from lms.people.models import Department, Person
from lms.scenarios.queries.scores import assessment_scores

KIND = "programmes"
CHUNK = 1_000  # rows of an export read at a time

Rows = sa.Select[Certificate]


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody chose to see of the register; empty means all."""

    words: str = (
        ""  # part of a name, a login's pinyin, an employee number or a certificate's number
    )
    status: str = ""
    programme: str = ""
    department: str = ""  # public id
    issued_from: date | None = None
    issued_to: date | None = None

    def chosen(self) -> dict[str, str]:
        """The filter as it stands in an address and in the access log."""
        pairs = {name: getattr(self, name) for name in self.__slots__}
        return {name: str(value) for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is on the way to a certificate."""

    programme: Programme
    facts: Facts
    certificate: Certificate | None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing."""
        return missing(self.programme, self.facts)

    @property
    def met(self) -> int:
        """The number of requirements that are met."""
        return len(self.programme.requirements) - len(self.gaps)


@dataclass(frozen=True, slots=True)
class Step:
    """A requirement as a person sees it: what, where to go, and how far they are."""

    kind: str  # course | scenario | gate
    title: Wording
    address: str
    is_met: bool
    needed: int = 0  # percent, of a scenario
    score: int | None = None  # percent, the best so far


def programmes() -> tuple[Programme, ...]:
    """The programmes as published now."""
    return published_programmes()[1]


def published_programmes() -> tuple[int | None, tuple[Programme, ...]]:
    """The programmes' revision and the programmes; None and nothing before the first."""
    found = library.published(KIND, KIND)
    return (found.revision_id, found.content) if found else (None, ())


def facts_of(person_ids: Collection[int]) -> dict[int, Facts]:
    """What these people have proved, in a constant number of queries."""
    completed = completed_courses(person_ids)
    scores = assessment_scores(person_ids)
    gates = onboarding.signed_gates(person_ids)
    return {
        person_id: Facts(
            completed.get(person_id, frozenset()),
            scores.get(person_id, {}),
            gates.get(person_id, {}),
        )
        for person_id in person_ids
    }


def progress_of(person: Person) -> list[Progress]:
    """How far a person is with every programme."""
    facts = facts_of([person.id])[person.id]
    own = {certificate.programme: certificate for certificate in certificates_of(person)}
    return [Progress(programme, facts, own.get(programme.id)) for programme in programmes()]


def steps(programme: Programme, facts: Facts) -> list[Step]:
    """The requirements of a programme with titles, addresses and state; each gate is a step."""
    return [step for requirement in programme.requirements for step in _steps(requirement, facts)]


def _steps(requirement: Requirement, facts: Facts) -> Iterator[Step]:
    match requirement:
        case CourseRequirement(course):
            title, place = _named("course", course)
            yield Step("course", title, f"/courses/{place}", course in facts.courses)
        case ScenarioRequirement(scenario, at_least):
            title, place = _named("scenario", scenario)
            score = facts.scores.get(scenario)
            is_met = score is not None and score >= at_least
            yield Step("scenario", title, f"/scenarios/{place}", is_met, at_least, score)
        case GatesRequirement(plan, gates):
            titles = onboarding.gate_titles(plan)
            signed = facts.gates.get(plan, frozenset())
            for gate in gates:
                yield Step("gate", titles.get(gate, Wording(gate)), "/plan", gate in signed)


def _named(kind: str, name: str) -> tuple[Wording, str]:
    found = library.published(kind, name)
    return (found.content.title, found.address) if found else (Wording(name), name)


def steps_of(certificate: Certificate) -> list[Step]:
    """What a certificate rests on: its own revision's requirements with the facts of its day."""
    programmes = library.at_revision(certificate.revision_id).content
    programme = next(p for p in programmes if p.id == certificate.programme)
    proved = certificate.snapshot["evidence"]
    gates = {plan: frozenset(signed) for plan, signed in proved["gates"].items()}
    return steps(programme, Facts(frozenset(proved["courses"]), proved["scores"], gates))


def certificates_of(person: Person) -> Sequence[Certificate]:
    """A person's certificates, the oldest first."""
    own = sa.select(Certificate).where(Certificate.person_id == person.id)
    return db.session.scalars(own.order_by(Certificate.id)).all()


def certificate_for(asker: Person, number: str, today: date) -> Certificate:
    """A certificate that the asker may see. Raises NotFound otherwise."""
    wanted = (
        sa.select(Certificate)
        .join(Certificate.person)
        .options(contains_eager(Certificate.person))
        .where(
            Certificate.number == number,
            access.visible_people(asker, "certificate.view", today),
        )
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def by_number(number: str) -> Certificate | None:
    """A certificate by its number, for verification only."""
    return db.session.scalar(sa.select(Certificate).where(Certificate.number == number))


def acts_of(certificate: Certificate) -> Sequence[CertificateAct]:
    """What happened to a certificate since it was issued, in order."""
    acts = sa.select(CertificateAct).where(CertificateAct.certificate_id == certificate.id)
    return db.session.scalars(acts.order_by(CertificateAct.number)).all()


def status_of(certificate: Certificate, today: date) -> Status:
    """What a certificate is worth today."""
    return status(certificate.expires_on, certificate.last_act, today)


def register(asker: Person, chosen: Filter, number: int, today: date) -> Page[Certificate]:
    """One page of the register, the newest first."""
    rows = _register(asker, chosen, today)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(rows.subquery())) or 0
    page: Page[Certificate] = Page((), number, total)
    newest = rows.order_by(Certificate.id.desc()).offset((number - 1) * page.size)
    return Page(db.session.scalars(newest.limit(page.size)).unique().all(), number, total)


def register_count(asker: Person, chosen: Filter, today: date) -> int:
    """The number of rows of the register under a filter."""
    rows = _register(asker, chosen, today).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(rows)) or 0


def register_rows(asker: Person, chosen: Filter, today: date) -> Iterator[Certificate]:
    """All rows of the register under a filter, the newest first, with little memory.

    What the asker may see is settled now; the rows are read while they are asked for.
    """
    return _in_chunks(_register(asker, chosen, today).order_by(Certificate.id.desc()).limit(CHUNK))


def _in_chunks(rows: Rows) -> Iterator[Certificate]:
    last: int | None = None
    while True:
        chunk = rows if last is None else rows.where(Certificate.id < last)
        found = db.session.scalars(chunk).unique().all()
        yield from found
        if len(found) < CHUNK:
            return
        last = found[-1].id


def _register(asker: Person, chosen: Filter, today: date) -> Rows:
    rows = (
        sa.select(Certificate)
        .join(Certificate.person)
        .join(Department, Department.id == Person.department_id)
        .options(contains_eager(Certificate.person).contains_eager(Person.department))
        .where(access.visible_people(asker, "certificate.register", today))
    )
    for condition in _conditions(chosen, today):
        rows = rows.where(condition)
    return rows


def _conditions(chosen: Filter, today: date) -> Iterator[sa.ColumnElement[bool]]:
    if chosen.words:
        yield _matches(chosen.words)
    if chosen.status:
        yield _has_status(Status(chosen.status), today)
    if chosen.programme:
        yield Certificate.programme == chosen.programme
    if chosen.department:
        root = sa.select(Department.id).where(Department.public_id == chosen.department)
        yield Person.department_id.in_(access.subtree(root))
    if chosen.issued_from:
        yield Certificate.issued_on >= chosen.issued_from
    if chosen.issued_to:
        yield Certificate.issued_on <= chosen.issued_to


def _matches(words: str) -> sa.ColumnElement[bool]:
    folded = words.lower()
    return sa.or_(
        sa.func.lower(Person.name).contains(folded, autoescape=True),
        Person.name_pinyin.startswith(folded, autoescape=True),
        Person.employee_number_folded == folded,
        Certificate.number == words.upper(),
    )


def _has_status(wanted: Status, today: date) -> sa.ColumnElement[bool]:
    revoked = sa.and_(Certificate.last_act.is_not(None), Certificate.last_act == Act.REVOKED)
    if wanted is Status.REVOKED:
        return revoked
    in_time = Certificate.expires_on >= today
    return sa.and_(sa.not_(revoked), in_time if wanted is Status.VALID else sa.not_(in_time))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What HR wants to know first: how many certificates run out soon, how many were issued."""

    expiring: tuple[tuple[int, int], ...]  # (within days, number of certificates)
    issued_this_month: int
    valid: int


def outlook(asker: Person, today: date) -> Outlook:
    """The figures of HR's home, in one query."""
    horizons = (30, 60, 90)
    visible = access.visible_people(asker, "certificate.register", today)
    valid = _has_status(Status.VALID, today)
    counts: list[Any] = [
        sa.func.count().filter(valid, Certificate.expires_on <= today + timedelta(days=days))
        for days in horizons
    ]
    this_month = Certificate.issued_on >= today.replace(day=1)
    counts += [sa.func.count().filter(this_month), sa.func.count().filter(valid)]
    row = db.session.execute(
        sa.select(*counts).select_from(Certificate).join(Certificate.person).where(visible)
    ).one()
    *expiring, issued, still_valid = row
    return Outlook(tuple(zip(horizons, expiring, strict=True)), issued, still_valid)


def waiting_acts(asker: Person, today: date) -> Sequence[CertificateAct]:
    """Revocations and reinstatements that wait for a second person."""
    waiting = (
        sa.select(CertificateAct)
        .join(CertificateAct.certificate)
        .join(Certificate.person)
        .where(
            CertificateAct.confirmed_at.is_(None),
            access.visible_people(asker, "certificate.revoke", today),
        )
    )
    return db.session.scalars(waiting.order_by(CertificateAct.id)).all()
