"""What may be done with certificates: issue, revoke, reinstate. Nobody commits here.

Issuing happens exactly once per person, programme and period, whoever asks and how often.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa

from lms.certification import fonts, queries
from lms.certification.domain import Act, Issue, Programme, last_valid_day, missing, number
from lms.certification.models import Certificate, CertificateAct, NumberCounter
from lms.courses.models import CourseCompletion
from lms.db import db, lock
from lms.errors import N_, Forbidden, Invalid, NotFound, Stale, TooMany
from lms.framework import queries as framework
from lms.library.domain import LANGUAGES, Wording
from lms.messages import service as messages
from lms.people import access, audit
from lms.people.domain import Role, Status
from lms.people.models import FailedTry, Person, RoleGrant

ISSUE_DUE = "certificates.issue-due"
BATCH = 200  # people looked at in one go
GUESS_DOOR = "verify"
GUESS_WINDOW = timedelta(minutes=10)
MOST_GUESSES = 30  # unknown numbers or wrong codes of one network within the window


def check_guesses(network: str, *, now: datetime) -> None:
    """Refuse a network from which too many unknown numbers or wrong codes came just now.

    Raises TooMany with the pause to keep.
    """
    guesses = sa.select(sa.func.count()).where(
        FailedTry.door == GUESS_DOOR,
        FailedTry.subject_hash == _hashed(network),
        FailedTry.at > now - GUESS_WINDOW,
    )
    if (db.session.scalar(guesses) or 0) >= MOST_GUESSES:
        pause = int(GUESS_WINDOW.total_seconds())
        raise TooMany(N_("查询太多了，请过几分钟再试。"), retry_after=pause)


def count_guess(network: str, *, now: datetime) -> None:
    """Count an unknown number or a wrong code."""
    db.session.add(FailedTry(door=GUESS_DOOR, subject_hash=_hashed(network), at=now))


def _hashed(network: str) -> str:
    return sha256(f"{GUESS_DOOR}: {network}".encode()).hexdigest()


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
    sequence = _next_sequence(programme.prefix, today.year)
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
        unprintable=fonts.lacking_glyphs(person.name),
    )
    db.session.add(certificate)
    db.session.flush()  # a lost race for the unique key must show here, before anyone is told
    return certificate


def _next_sequence(prefix: str, year: int) -> int:
    counter = db.session.get(NumberCounter, (prefix, year), with_for_update=True)
    if counter is None:
        counter = NumberCounter(prefix=prefix, year=year, last=0)
        db.session.add(counter)
    counter.last += 1
    return counter.last


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
        _tell_hr_of_missing_glyphs(certificate, link, now)


def _tell_hr_of_missing_glyphs(certificate: Certificate, link: str, now: datetime) -> None:
    officers = (
        sa.select(Person)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(
            RoleGrant.role == Role.HR,
            RoleGrant.revoked_at.is_(None),
            Person.status == Status.ACTIVE,
        )
    )
    for officer in db.session.scalars(officers):
        messages.tell(
            officer,
            sentence=N_("证书 %(number)s 已签发，但姓名中有字体里没有的字，暂时打印不了。"),
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
    completed = sa.select(CourseCompletion.person_id).distinct()
    active = sa.select(Person.id).where(
        Person.id.in_(completed), Person.id.not_in(held), Person.status == Status.ACTIVE
    )
    return db.session.scalars(active.order_by(Person.id)).all()


def propose(
    certificate: Certificate,
    act: Act,
    *,
    by: Person,
    reason: str,
    words: str,
    key: str,
    four_eyes: bool,
    now: datetime,
) -> CertificateAct:
    """Revoke or reinstate a certificate; with four eyes it waits for a second person.

    Raises Forbidden for one's own certificate, Stale when it is so already or another act waits.
    """
    sent_before = db.session.scalar(sa.select(CertificateAct).where(CertificateAct.key == key))
    if sent_before:
        return sent_before
    access.must_not_be_self(by, certificate.person_id)
    lock(certificate)
    _check_changes_something(certificate, act)
    proposed = CertificateAct(
        certificate=certificate,
        number=len(queries.acts_of(certificate)) + 1,
        act=act,
        reason=reason,
        words=words,
        key=key,
        proposed_by=by,
        proposed_at=now,
    )
    db.session.add(proposed)
    if four_eyes:
        _record(f"{PROPOSALS[act]}-proposed", proposed, by, now)
    else:
        _enforce(proposed, by=by, now=now)
    return proposed


PROPOSALS = {Act.REVOKED: "certificate.revocation", Act.REINSTATED: "certificate.reinstatement"}


def _check_changes_something(certificate: Certificate, act: Act) -> None:
    acts = queries.acts_of(certificate)
    if any(earlier.confirmed_at is None for earlier in acts):
        raise Stale(N_("这张证书已有一项申请在等第二个人确认。"))
    is_revoked = certificate.last_act == Act.REVOKED
    if is_revoked == (act is Act.REVOKED):
        raise Stale(N_("这张证书已经是这个状态了，没有改动。"))


def confirm(act: CertificateAct, *, by: Person, now: datetime) -> CertificateAct:
    """Put a proposed act into force as the second person.

    Raises Forbidden for the proposer and the holder, Stale when it was confirmed already.
    """
    lock(act)
    if act.confirmed_at:
        raise Stale(N_("这项申请已经有人确认过了。"))
    access.must_not_be_self(by, act.certificate.person_id)
    if act.proposed_by_id == by.id:
        raise Forbidden(N_("提出的人不能自己确认，请另一位人事同事来办。"))
    _enforce(act, by=by, now=now)
    return act


def _enforce(act: CertificateAct, *, by: Person, now: datetime) -> None:
    act.confirmed_by, act.confirmed_at = by, now
    act.certificate.last_act = act.act
    _record(f"certificate.{act.act}", act, by, now)
    told = {
        Act.REVOKED: N_("您的证书 %(number)s 已被撤销。原因写在证书页上，有异议请联系人事。"),
        Act.REINSTATED: N_("您的证书 %(number)s 已恢复有效。"),
    }
    messages.tell(
        act.certificate.person,
        sentence=told[Act(act.act)],
        link=f"/certificates/{act.certificate.number}",
        key=f"{act.certificate.number}-{act.number}",
        now=now,
        number=act.certificate.number,
    )


def _record(kind: str, act: CertificateAct, by: Person, now: datetime) -> None:
    certificate = act.certificate
    audit.record(
        kind,
        actor=by,
        subject=certificate.person,
        now=now,
        number=certificate.number,
        reason=act.reason,
    )
