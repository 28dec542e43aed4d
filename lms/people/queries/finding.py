"""Colleagues whom one may list, found by name, pinyin, initials, login or number."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms import fulltext
from lms.db import db
from lms.fulltext import Hit, Hits, Query, Stretch, marked
from lms.people import access
from lms.people.models import Person
from lms.people.names import KIND


def find_people(asker: Person, query: Query, stretch: Stretch, today: date) -> Hits:
    """Whom the asker may list and the query finds, by the sound of their names."""
    if not access.may(asker, "person.list"):
        return Hits((), 0)
    found = (
        access.visible_people(asker, "person.list", today),
        fulltext.matches(Person.words, KIND, query),
    )
    total = db.session.scalar(sa.select(sa.func.count(Person.id)).where(*found)) or 0
    rows = db.session.scalars(
        sa.select(Person)
        .where(*found)
        .options(joinedload(Person.department, innerjoin=True))
        .order_by(Person.name_pinyin, Person.id)
        .limit(stretch.limit)
        .offset(stretch.offset)
    )
    return Hits([_hit(person, query) for person in rows], total)


def _hit(person: Person, query: Query) -> Hit:
    return Hit(
        title=marked(person.name, query),
        address=f"/people/{person.public_id}",
        place=f"{person.employee_number} · {person.department.name}",
    )
