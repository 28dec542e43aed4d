"""The departments of the many: branches in areas, areas in regions, regions in one centre.

Calls the services that people's clicks call; never commits.
"""

from datetime import datetime

import sqlalchemy as sa

from lms.db import db
from lms.operations.demo.cast import ADMINISTRATOR
from lms.operations.demo.company import person_of
from lms.operations.demo.crowd import branch
from lms.people import service
from lms.people.models import Department, Person

KEY = "demo-branch-"
CENTRE, REGION, AREA = "全国客服中心", "第 %(number)s 大区", "第 %(number)s 片区"
A_DOZEN = 12  # branches of an area, areas of a region


def count() -> int:
    """How many branches there are."""
    found = sa.select(sa.func.count()).where(Department.creation_key.startswith(KEY))
    return db.session.scalar(found) or 0


def first() -> Department:
    """The department of the first branch."""
    found = sa.select(Department).where(Department.creation_key == f"{KEY}0")
    return db.session.scalars(found).one()


def department(place: int, *, now: datetime) -> Department:
    """The department of the branch at a place, counted from 0; made where it is missing."""
    area, region = place // A_DOZEN, place // A_DOZEN**2
    above = _made("demo-centre", CENTRE, None, now)
    above = _made(f"demo-region-{region}", REGION % {"number": region + 1}, above, now)
    above = _made(f"demo-area-{area}", AREA % {"number": area + 1}, above, now)
    return _made(f"{KEY}{place}", branch.NAME % {"number": place + 1}, above, now)


def name_lead(department: Department, lead: Person, *, now: datetime) -> None:
    """Let somebody lead a department."""
    service.change_department(
        person_of(ADMINISTRATOR),
        department,
        name=department.name,
        parent_id=department.parent_id,
        lead_id=lead.id,
        now=now,
    )


def _made(key: str, name: str, above: Department | None, now: datetime) -> Department:
    return service.create_department(
        person_of(ADMINISTRATOR),
        name=name,
        parent_id=above.id if above else None,
        lead_id=None,
        key=key,
        now=now,
    )
