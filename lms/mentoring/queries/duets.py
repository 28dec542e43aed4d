"""Reading two-seat role-plays: cards, those of a pair, one with its lines."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.queries import Published
from lms.mentoring.content import CARD
from lms.mentoring.domain import Card
from lms.mentoring.models import Duet, DuetLine
from lms.people.access import visible_people
from lms.people.models import Pair, Person

PERMISSION = "session.record"  # held by the two of a pair, and by nobody else
MOST_DUETS = 5  # of a pair that are shown
OF_PAIR = (
    sa.select(Duet)
    .where(Duet.pair_id == sa.bindparam("pair_id"))
    .options(joinedload(Duet.checklist_record))
    .order_by(Duet.id.desc())
    .limit(MOST_DUETS)
)


def cards() -> list[Card]:
    """The customers whom a mentor can play."""
    return [one.content for one in library.all_published(CARD)]


def card(name: str) -> Published[Card]:
    """A published card. Raises NotFound."""
    found = library.published(CARD, name)
    if found is None:
        raise NotFound
    return found


def card_of(duet: Duet) -> Card:
    """The card as it was when the role-play began."""
    content: Card = library.at_revision(duet.revision_id).content
    return content


def duets_of(pair: Pair) -> Sequence[Duet]:
    """The role-plays of a pair, the newest first."""
    return db.session.scalars(OF_PAIR, {"pair_id": pair.id}).all()


def duet_of(asker: Person, public_id: str, today: date) -> Duet:
    """A role-play in which the asker has one of the two seats. Raises NotFound."""
    found = db.session.scalar(
        sa.select(Duet)
        .join(Person, Person.id == Duet.person_id)
        .where(
            Duet.public_id == public_id,
            visible_people(asker, PERMISSION, today),
            sa.or_(Duet.person_id == asker.id, Duet.mentor_id == asker.id),
        )
        .options(
            joinedload(Duet.person, innerjoin=True).lazyload(Person.grants),
            joinedload(Duet.mentor, innerjoin=True).lazyload(Person.grants),
            joinedload(Duet.pair, innerjoin=True),
            joinedload(Duet.checklist_record),
        )
    )
    if found is None:
        raise NotFound
    return found


def duet_by_key(mentor: Person, key: str) -> Duet | None:
    """The role-play that a post with this key has begun."""
    return db.session.scalar(sa.select(Duet).where(Duet.mentor_id == mentor.id, Duet.key == key))


def open_duet(pair: Pair) -> Duet | None:
    """The role-play that is going on."""
    wanted = sa.select(Duet).where(Duet.pair_id == pair.id, Duet.ended_at.is_(None))
    return db.session.scalar(wanted)


def lines_of(duet: Duet) -> Sequence[DuetLine]:
    """What was said, in its order."""
    wanted = sa.select(DuetLine).where(DuetLine.duet_id == duet.id).order_by(DuetLine.number)
    return db.session.scalars(wanted).all()
