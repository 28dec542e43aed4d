"""Reading checklists: those that are published, and one as it was filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.queries import Published
from lms.mentoring.content import CHECKLIST
from lms.mentoring.domain import Checklist, Mark, Marked, fitting
from lms.mentoring.models import ChecklistMark, ChecklistRecord, ObservationRecord
from lms.people.access import visible_people
from lms.people.models import Person

PERMISSION = "observation.view"


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A checklist as it was filled in, with what it says on competencies."""

    record: ChecklistRecord
    checklist: Checklist  # as it was then
    marks: Mapping[str, Marked]  # by item
    findings: Sequence[ObservationRecord]


def checklists(competency: str = "") -> list[Checklist]:
    """The published checklists, those that show a competency first."""
    return fitting((one.content for one in library.all_published(CHECKLIST)), competency)


def checklist(name: str) -> Published[Checklist]:
    """A published checklist. Raises NotFound."""
    found = library.published(CHECKLIST, name)
    if found is None:
        raise NotFound
    return found


def title_of(record: ChecklistRecord) -> Wording:
    """What a checklist was called when it was filled in."""
    content: Checklist = library.at_revision(record.revision_id).content
    return content.title


def filled_in(asker: Person, public_id: str, today: date) -> FilledIn:
    """A filled-in checklist of somebody whom the asker may see. Raises NotFound."""
    wanted = (
        sa.select(ChecklistRecord)
        .join(Person, Person.id == ChecklistRecord.person_id)
        .where(ChecklistRecord.public_id == public_id, visible_people(asker, PERMISSION, today))
        .options(
            joinedload(ChecklistRecord.mentor, innerjoin=True).lazyload(Person.grants),
            joinedload(ChecklistRecord.person, innerjoin=True).lazyload(Person.grants),
            joinedload(ChecklistRecord.pair, innerjoin=True),
        )
    )
    record = db.session.scalar(wanted)
    if record is None:
        raise NotFound
    return FilledIn(
        record=record,
        checklist=library.at_revision(record.revision_id).content,
        marks=_marks(record),
        findings=_findings(record),
    )


def record_by_key(mentor: Person, key: str) -> ChecklistRecord | None:
    """The record that a post with this key has made."""
    wanted = sa.select(ChecklistRecord).where(
        ChecklistRecord.mentor_id == mentor.id, ChecklistRecord.key == key
    )
    return db.session.scalar(wanted)


def _marks(record: ChecklistRecord) -> dict[str, Marked]:
    rows = db.session.scalars(sa.select(ChecklistMark).where(ChecklistMark.record_id == record.id))
    return {row.item: Marked(Mark.YES if row.is_done else Mark.NO, row.words) for row in rows}


def _findings(record: ChecklistRecord) -> Sequence[ObservationRecord]:
    wanted = sa.select(ObservationRecord).where(ObservationRecord.checklist_record_id == record.id)
    return db.session.scalars(wanted.order_by(ObservationRecord.id)).all()
