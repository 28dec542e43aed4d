"""What stands in the way of starting somebody's plan, with the page where it is mended."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from lms.db import db
from lms.errors import N_
from lms.library import queries as library
from lms.library.queries import Published
from lms.onboarding.domain import Due, Gate, Template, schedule
from lms.onboarding.queries import workdays
from lms.people.models import Pair, Person

KIND = "plan"
STANDARD = "onboarding"  # the plan that new hires get


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: a message id, and where it is mended."""

    message: str
    address: str


def plan_to_start() -> Published[Template] | None:
    """The plan that a new hire would be started on now."""
    return library.published(KIND, STANDARD)


def gaps(person: Person, today: date) -> tuple[Gap, ...]:
    """What is missing before somebody's plan can start; empty when nothing is."""
    home = f"/people/{person.public_id}"
    checks = (
        (person.is_active, N_("账号已停用，请先恢复。"), home),
        (person.starts_on is not None, N_("还没有填入职日期。"), f"{home}/edit"),
        (_has_mentor(person.id, today), N_("还没有师父。"), f"{home}/pairs/new"),
        (plan_to_start() is not None, N_("还没有发布计划，请联系培训师。"), "/courses"),
    )
    return tuple(Gap(message, address) for is_there, message, address in checks if not is_there)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a plan would look like if it started now: its first day, its length, its gates."""

    template: Template
    first_working_day: date
    task_count: int
    gates: tuple[tuple[Gate, Due], ...]


def preview(person: Person, today: date) -> Preview | None:
    """What starting somebody's plan would do; None while something is missing."""
    published = plan_to_start()
    if person.starts_on is None or published is None or gaps(person, today):
        return None
    calendar = workdays.calendar()
    dates = schedule(published.content, person.starts_on, calendar)
    return Preview(
        published.content,
        calendar.first_working_day(person.starts_on),
        len(dates.tasks),
        tuple((gate, dates.gates[gate.id]) for gate in published.content.gates()),
    )


def _has_mentor(person_id: int, today: date) -> bool:
    wanted = sa.select(Pair.id).where(
        Pair.apprentice_id == person_id, sa.or_(Pair.ends_on.is_(None), Pair.ends_on >= today)
    )
    return db.session.scalar(wanted.limit(1)) is not None
