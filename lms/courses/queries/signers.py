"""Who has signed a lesson and who has not, as far as the asker may see; counted and paged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from lms import clock
from lms.courses.models import LessonSignature
from lms.courses.queries.asked import Asked, Stage, all_asked, is_asked, is_at, is_listed
from lms.db import db
from lms.library.models import Revision
from lms.pages import Page, Total, count_to, counted, total_of
from lms.people import access
from lms.people import queries as people
from lms.people.domain import Status
from lms.people.models import Department, Person

SEEN = "growth.view"
EXPORTED = "report.export"
MOST_COUNTED = 10_000  # people, for a figure


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose to see of the signers; empty means all."""

    department: str = ""  # public id or name
    stage: str = ""

    def chosen(self) -> dict[str, str]:
        """The filter as it stands in an address and in the access log."""
        pairs = {"department": self.department, "stage": self.stage}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of those who are to sign a lesson have."""

    asked: Asked
    people: Total
    signed: Total

    @property
    def open(self) -> int:
        """How many have not."""
        return max(0, self.people - self.signed)


@dataclass(frozen=True, slots=True)
class Signer:
    """One person, and their signature under a lesson."""

    public_id: str
    name: str
    employee_number: str
    department: str
    stage: Stage
    signed_at: datetime | None  # the latest, whether it stands or not
    number: int | None  # of the revision that was signed
    digest: str
    since: date  # the day of the signature that stands, else since when it is missing


def figures(asker: Person, today: date) -> list[Figures]:
    """All lessons that are to be signed, by course, with how many have, in one query."""
    found = all_asked()
    if not found:
        return []
    counts = []
    for asked in found:
        everybody = _people(asker, asked, Chosen(), today, SEEN).where(is_asked(asked))
        signed = everybody.where(is_at(asked, Stage.SIGNED))
        counts += [count_to(everybody, MOST_COUNTED), count_to(signed, MOST_COUNTED)]
    row = [total_of(count, MOST_COUNTED) for count in db.session.execute(sa.select(*counts)).one()]
    return [Figures(asked, *row[2 * n : 2 * n + 2]) for n, asked in enumerate(found)]


def signers_total(asker: Person, asked: Asked, chosen: Chosen, number: int, today: date) -> Total:
    """How many people a list has, as its page of this number needs to know."""
    return counted(_people(asker, asked, chosen, today, SEEN), number)


def signers(
    asker: Person, asked: Asked, chosen: Chosen, number: int, total: Total, today: date
) -> Page[Signer]:
    """One page of those who are to sign a lesson or have, by the sound of their names."""
    page: Page[Signer] = Page((), number, total)
    rows = _rows(_people(asker, asked, chosen, today, SEEN), asked)
    shown = db.session.execute(rows.limit(page.size).offset((number - 1) * page.size)).all()
    return Page(list(_signers(shown, asked)), number, total)


def every_signer(asker: Person, asked: Asked, chosen: Chosen, today: date) -> list[Signer]:
    """All of them whom the asker may take away as a file."""
    rows = _rows(_people(asker, asked, chosen, today, EXPORTED), asked)
    return list(_signers(db.session.execute(rows).all(), asked))


def may_export(asker: Person) -> bool:
    """Whether the asker may take lists of people away: what reaches departments or everybody."""
    return bool(access.letters(asker, EXPORTED) & {"D", "Y"})


def _people(
    asker: Person, asked: Asked, chosen: Chosen, today: date, permission: str
) -> sa.Select[int]:
    """Those who are to sign, and colleagues who did without being asked."""
    wanted = (
        sa.select(Person.id)
        .where(Person.status == Status.ACTIVE, access.visible_people(asker, permission, today))
        .where(is_listed(asked))
    )
    if chosen.department:
        within = access.subtree(people.called_so(chosen.department))
        wanted = wanted.where(Person.department_id.in_(within))
    return wanted.where(is_at(asked, Stage(chosen.stage))) if chosen.stage else wanted


def _rows(wanted: sa.Select[int], asked: Asked) -> sa.Select[*tuple[Any, ...]]:
    latest = (
        sa.select(sa.func.max(LessonSignature.id))
        .where(
            LessonSignature.person_id == Person.id,
            LessonSignature.document_id == asked.lesson.document_id,
        )
        .correlate(Person)
        .scalar_subquery()
    )
    return (
        wanted.with_only_columns(
            Person.public_id,
            Person.name,
            Person.employee_number,
            Department.name,
            Person.starts_on,
            Person.created_at,
            LessonSignature.at,
            LessonSignature.language,
            LessonSignature.digest,
            Revision.number,
        )
        .join(Department, Department.id == Person.department_id)
        .outerjoin(LessonSignature, LessonSignature.id == latest)
        .outerjoin(Revision, Revision.id == LessonSignature.revision_id)
        .order_by(Person.name_pinyin, Person.id)
    )


def _signers(rows: Sequence[sa.Row[*tuple[Any, ...]]], asked: Asked) -> Iterator[Signer]:
    demand = asked.demand
    for public_id, name, own_number, department, begins, created, *signed in rows:
        at, language, digest, number = signed
        begun = max(asked.since, begins or clock.day_of(created))
        stage, since = Stage.OPEN, begun
        if at is not None:
            stands = number >= demand.changed[language]
            stage = Stage.SIGNED if stands else Stage.AGAIN
            since = clock.day_of(at if stands else demand.changed_at[language])
        yield Signer(
            public_id, name, own_number, department, stage, at, number, digest or "", since
        )
