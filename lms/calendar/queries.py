"""Whose calendar a secret address opens, and what stands in it."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms.calendar.domain import Entry, entries
from lms.calendar.models import CalendarAddress
from lms.db import db
from lms.errors import NotFound
from lms.onboarding import proofs
from lms.onboarding import queries as plans
from lms.people.domain import Status
from lms.people.models import Person
from lms.people.queries import token_hash

OPEN = (
    sa.select(CalendarAddress)
    .join(CalendarAddress.person)
    .options(contains_eager(CalendarAddress.person).lazyload(Person.grants))
    .where(
        CalendarAddress.digest == sa.bindparam("digest"),
        CalendarAddress.revoked_at.is_(None),
        Person.status == Status.ACTIVE,
    )
)


def address_of(person: Person) -> CalendarAddress | None:
    """The address of somebody's calendar that works now; None without one."""
    wanted = sa.select(CalendarAddress).where(
        CalendarAddress.person_id == person.id, CalendarAddress.revoked_at.is_(None)
    )
    return db.session.scalar(wanted)


def given_out(secret: str) -> CalendarAddress | None:
    """The address with this secret, whether it works still or not."""
    wanted = sa.select(CalendarAddress).where(CalendarAddress.digest == token_hash(secret))
    return db.session.scalar(wanted)


def owner_of(secret: str) -> Person:
    """Whose calendar a secret opens. Raises NotFound for one that does not work (any more)."""
    found = db.session.scalar(OPEN, {"digest": token_hash(secret)})
    if found is None:
        raise NotFound
    return found.person


def has_plan(person: Person) -> bool:
    """Whether anything stands in somebody's calendar."""
    return plans.active_plan(person.id) is not None


def entries_of(person: Person, today: date) -> tuple[Entry, ...]:
    """What stands in somebody's calendar; the number of queries does not grow with it."""
    view = plans.plan_of(person.id, today)
    if view is None:
        return ()
    return entries(view, proofs.addresses([one.task for one in view.tasks]))
