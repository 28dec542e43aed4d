"""Who is granted more time in assessments, and who may grant it to whom."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.library import queries as library
from lms.library.models import Assignment, Document
from lms.library.queries import Published
from lms.people.access import letters, visible_people
from lms.people.models import Person
from lms.people.queries import by_login
from lms.scenarios.content import KIND
from lms.scenarios.domain import Scenario
from lms.scenarios.models import ExtraTime

ALLOW = "play.allow"
MINE, OF_MY_PEOPLE = "C", "D"  # letters of access.csv: scenarios I write, people I look after
MOST_LISTED = 200  # grants in force, the newest
GRANTED = sa.select(sa.func.max(ExtraTime.percent)).where(
    ExtraTime.person_id == sa.bindparam("person_id"),
    ExtraTime.ended_at.is_(None),
    sa.or_(ExtraTime.document_id.is_(None), ExtraTime.document_id == sa.bindparam("document_id")),
)


def granted_time(person_id: int, document_id: int) -> int:
    """Per cent of extra time that a person has in the assessments of a scenario; 0 for none."""
    asked = {"person_id": person_id, "document_id": document_id}
    return db.session.scalar(GRANTED, asked) or 0


def looks_after_people(actor: Person) -> bool:
    """Whether somebody grants time to people, in whatever scenario."""
    return OF_MY_PEOPLE in letters(actor, ALLOW)


def extendable(actor: Person) -> Sequence[Published[Scenario]]:
    """The scenarios in which somebody may grant extra time, by title."""
    live = library.all_published(KIND)
    if not looks_after_people(actor):
        own = {document.id for document in library.documents_of(actor)}
        live = [document for document in live if document.document_id in own]
    return sorted(live, key=lambda document: document.name)


def receiver(actor: Person, login: str, document_id: int | None, today: date) -> Person | None:
    """Whom somebody means by a login, if they may grant this person time; else None.

    Authors reach those to whom their scenario is assigned.
    """
    person = by_login(login)
    if person is None:
        return None
    reached = visible_people(actor, ALLOW, today)
    if MINE in letters(actor, ALLOW):
        own = {document.id for document in library.documents_of(actor)} & {document_id}
        given = sa.select(Assignment.person_id).where(Assignment.document_id.in_(own))
        reached = sa.or_(reached, Person.id.in_(given))
    return db.session.scalar(sa.select(Person).where(Person.id == person.id, reached))


def extra_times(actor: Person, today: date) -> Sequence[ExtraTime]:
    """What is granted now, as far as somebody may grant it, the newest first."""
    newest = _within(actor, today).order_by(ExtraTime.id.desc()).limit(MOST_LISTED)
    return db.session.scalars(newest).all()


def extra_time(actor: Person, public_id: str, today: date) -> ExtraTime | None:
    """One of them."""
    wanted = _within(actor, today).where(ExtraTime.public_id == public_id)
    return db.session.scalar(wanted)


def by_granting_key(actor: Person, key: str) -> ExtraTime | None:
    """What a post with this key has granted."""
    wanted = sa.select(ExtraTime).where(ExtraTime.granted_by_id == actor.id, ExtraTime.key == key)
    return db.session.scalar(wanted)


def _within(actor: Person, today: date) -> sa.Select[ExtraTime]:
    own = [document.id for document in library.documents_of(actor)]
    mine = ExtraTime.document_id.in_(own) if MINE in letters(actor, ALLOW) else sa.false()
    return (
        sa.select(ExtraTime)
        .join(Person, Person.id == ExtraTime.person_id)
        .outerjoin(Document, Document.id == ExtraTime.document_id)
        .where(ExtraTime.ended_at.is_(None), sa.or_(visible_people(actor, ALLOW, today), mine))
        .options(
            joinedload(ExtraTime.person),
            joinedload(ExtraTime.granted_by),
            joinedload(ExtraTime.document),
        )
    )
