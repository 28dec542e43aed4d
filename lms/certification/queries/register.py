"""The register: every certificate that the asker may see, filtered, paged, streamed, counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms.certification.domain import Act, Status, read_number
from lms.certification.models import Certificate, CertificateAct
from lms.db import db
from lms.pages import Page
from lms.people import access
from lms.people import queries as people
from lms.people.models import Department, Person

CHUNK = 1_000  # rows of an export read at a time

Rows = sa.Select[Certificate]


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody chose to see of the register; empty means all."""

    words: str = ""  # in what is searched of people, or a certificate's number
    status: str = ""
    programme: str = ""
    department: str = ""  # public id
    issued_from: date | None = None
    issued_to: date | None = None

    def chosen(self) -> dict[str, str]:
        """The filter as it stands in an address and in the access log."""
        pairs = {name: getattr(self, name) for name in self.__slots__}
        return {name: str(value) for name, value in pairs.items() if value}


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
    return sa.or_(people.matching(words), Certificate.number == (read_number(words) or ""))


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
