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
from lms.pages import Page, Total, count_to, counted, total_of
from lms.people import access
from lms.people import queries as people
from lms.people.models import Department, Person

REGISTER = "certificate.register"
CHUNK = 1_000  # rows of an export read at a time
MOST_COUNTED = 10_000  # certificates, for a figure

Rows = sa.Select[Certificate]


# What stands in a row: CELLS, the title (None: the certificate lacks it), and its place
RegisterRow = sa.Row[str, str, str, str, date, date, str | None, str | None, int]
CELLS = (
    Certificate.number,
    Person.name,
    Person.employee_number,
    Department.name,
    Certificate.issued_on,
    Certificate.expires_on,
    Certificate.last_act,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody chose to see of the register; empty means all."""

    words: str = ""  # in what is searched of people, or a certificate's number
    status: str = ""
    programme: str = ""
    department: str = ""  # public id or name
    issued_from: date | None = None
    issued_to: date | None = None

    def chosen(self) -> dict[str, str]:
        """The filter as it stands in an address and in the access log."""
        pairs = {name: getattr(self, name) for name in self.__slots__}
        return {name: str(value) for name, value in pairs.items() if value}


def register_total(asker: Person, chosen: Filter, number: int, today: date) -> Total:
    """How many rows the register has under a filter, as its page of this number needs to know."""
    return counted(_ids(asker, chosen, today), number)


def register(
    asker: Person, chosen: Filter, number: int, total: Total, today: date
) -> Page[Certificate]:
    """One page of the register with so many rows, the newest first."""
    page: Page[Certificate] = Page((), number, total)
    newest = _register(asker, chosen, today).offset((number - 1) * page.size)
    return Page(db.session.scalars(newest.limit(page.size)).all(), number, total)


def register_count(asker: Person, chosen: Filter, today: date) -> int:
    """The number of rows of the register under a filter, counted to the last."""
    ids = _ids(asker, chosen, today).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(ids)) or 0


def register_rows(
    asker: Person, chosen: Filter, today: date, language: str
) -> Iterator[RegisterRow]:
    """What stands in all rows of the register under a filter, the newest first; little memory.

    What the asker may see is settled now; the rows are read while they are asked for.
    """
    title = Certificate.snapshot[("title", language)].as_string()
    newest = _of_register(asker, chosen, today).with_only_columns(*CELLS, title, Certificate.id)
    return _in_chunks(newest.limit(CHUNK))


def _in_chunks(rows: sa.Select[*tuple[Any, ...]]) -> Iterator[RegisterRow]:
    last: int | None = None
    while True:
        chunk = rows if last is None else rows.where(Certificate.id < last)
        found = db.session.connection().execute(chunk).all()  # no objects are wanted
        yield from found
        if len(found) < CHUNK:
            return
        last = found[-1].id


def _register(asker: Person, chosen: Filter, today: date) -> Rows:
    who = contains_eager(Certificate.person)
    return _of_register(asker, chosen, today).options(
        who.contains_eager(Person.department), who.lazyload(Person.grants)
    )


def _of_register(asker: Person, chosen: Filter, today: date) -> Rows:
    return (
        sa.select(Certificate)
        .join(Certificate.person)
        .join(Department, Department.id == Person.department_id)
        .where(*_held_by(asker, chosen, today), *_issued(chosen, today))
        .order_by(Certificate.id.desc())
    )


def _ids(asker: Person, chosen: Filter, today: date) -> sa.Select[int]:
    """The rows without what stands in them; people are looked at only where they decide."""
    return _those(sa.and_(True, *_issued(chosen, today)), list(_held_by(asker, chosen, today)))


def _those(
    condition: sa.ColumnElement[bool], held_by: Sequence[sa.ColumnElement[bool]]
) -> sa.Select[int]:
    ids = sa.select(Certificate.id).where(condition)
    return ids.join(Certificate.person).where(*held_by) if held_by else ids


def _held_by(asker: Person, chosen: Filter, today: date) -> Iterator[sa.ColumnElement[bool]]:
    """What people must be like for their certificates to be seen; nothing where it is everybody."""
    if not access.sees_everybody(asker, REGISTER):
        yield access.visible_people(asker, REGISTER, today)
    if chosen.words:
        yield _matches(chosen.words)
    if chosen.department:
        yield Person.department_id.in_(access.subtree(people.called_so(chosen.department)))


def _issued(chosen: Filter, today: date) -> Iterator[sa.ColumnElement[bool]]:
    if chosen.status:
        yield _has_status(Status(chosen.status), today)
    if chosen.programme:
        yield Certificate.programme == chosen.programme
    if chosen.issued_from:
        yield Certificate.issued_on >= chosen.issued_from
    if chosen.issued_to:
        yield Certificate.issued_on <= chosen.issued_to


def _matches(words: str) -> sa.ColumnElement[bool]:
    number = read_number(words)
    return Certificate.number == number if number else people.matching(words)


def _has_status(wanted: Status, today: date) -> sa.ColumnElement[bool]:
    revoked = sa.and_(Certificate.last_act.is_not(None), Certificate.last_act == Act.REVOKED)
    if wanted is Status.REVOKED:
        return revoked
    in_time = Certificate.expires_on >= today
    return sa.and_(sa.not_(revoked), in_time if wanted is Status.VALID else sa.not_(in_time))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What HR wants to know first: how many certificates run out soon, how many were issued."""

    expiring: tuple[tuple[int, Total], ...]  # (within days, number of certificates)
    issued_this_month: Total
    valid: Total


def outlook(asker: Person, today: date) -> Outlook:
    """The figures of HR's home, in one query, each counted up to ten thousand."""
    horizons = (30, 60, 90)
    valid = _has_status(Status.VALID, today)
    within = [Certificate.expires_on <= today + timedelta(days=days) for days in horizons]
    wanted = [sa.and_(valid, soon) for soon in within]
    wanted += [Certificate.issued_on >= today.replace(day=1), valid]
    seen = list(_held_by(asker, Filter(), today))
    counts = [count_to(_those(condition, seen), MOST_COUNTED) for condition in wanted]
    row = db.session.execute(sa.select(*counts)).one()
    *expiring, issued, still_valid = (total_of(found, MOST_COUNTED) for found in row)
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
    return db.session.scalars(waiting.order_by(CertificateAct.proposed_at, CertificateAct.id)).all()
