"""Whose calendar a secret address opens, and what stands in it."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms import clock
from lms.calendar.domain import Entry, entries
from lms.calendar.models import CalendarAddress
from lms.db import db
from lms.errors import NotFound
from lms.framework import queries as framework
from lms.i18n import _, language
from lms.library.domain import Wording
from lms.mentoring import queries as mentoring
from lms.onboarding import proofs
from lms.onboarding import queries as plans
from lms.people.domain import Status
from lms.people.models import Person
from lms.people.queries import token_hash

OBSERVATION = 30  # minutes that a calendar keeps free for one: how long it takes is not agreed
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


def is_empty(person: Person, today: date) -> bool:
    """Whether nothing stands in somebody's calendar."""
    if plans.active_plan(person.id) is not None:
        return False
    return not any(_meetings(person, today))


def entries_of(person: Person, today: date) -> tuple[Entry, ...]:
    """What stands in somebody's calendar; the number of queries does not grow with it."""
    view = plans.plan_of(person.id, today)
    own = entries(view, proofs.addresses([one.task for one in view.tasks])) if view else ()
    return (*own, *_meetings(person, today))


def _meetings(person: Person, today: date) -> Iterator[Entry]:
    """What somebody has agreed on as mentor or apprentice, without the name of the other one."""
    for talk in mentoring.next_talks(person.id, today):
        yield Entry(
            uid=f"talk-{talk.session}@shitu",
            title=Wording(_("师徒面谈")),
            about=Wording(_("上次面谈时约好的。")),
            day=talk.day,
            is_provisional=False,
            is_done=False,
            minutes=0,
            address=f"/mentoring/sessions/{talk.session}",
        )
    for slot in mentoring.agreed_slots(person.id, today):
        competency = framework.title(slot.competency).in_(language())
        yield Entry(
            uid=f"observation-{slot.request}@shitu",
            title=Wording(_("约观察：%(competency)s", competency=competency)),
            about=Wording(_("师徒两个约好的时间。")),
            day=clock.day_of(slot.starts_at),
            is_provisional=False,
            is_done=False,
            minutes=OBSERVATION,
            address=f"/mentoring/requests/{slot.request}",
            starts_at=slot.starts_at,
        )
