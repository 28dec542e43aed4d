"""Who leads the department of somebody, and which HR officers care for it."""

from collections.abc import Iterator

import sqlalchemy as sa

from lms.db import db
from lms.people.domain import Role, Status
from lms.people.models import Department, Person, RoleGrant


class Leads:
    """Who leads the department of somebody: its lead, else the next one above; never oneself."""

    def __init__(self) -> None:
        rows = db.session.execute(
            sa.select(Department.id, Department.parent_id, Department.lead_id)
        )
        self._departments = {number: (parent, lead) for number, parent, lead in rows}
        self._people: dict[int, Person] = {}

    def of(self, person: Person, *, but: int | None = None) -> Person | None:
        """The lead; None where nobody leads. `but`: somebody who does not count."""
        number: int | None = person.department_id
        while number is not None:
            number, lead = self._departments[number]
            if lead is not None and lead not in {person.id, but}:
                if lead not in self._people:
                    self._people[lead] = db.session.get_one(Person, lead)
                return self._people[lead]
        return None


class Officers:
    """The HR officers who care for the department of somebody; never oneself."""

    def __init__(self) -> None:
        rows = db.session.execute(sa.select(Department.id, Department.parent_id))
        self._parents: dict[int, int | None] = dict(rows.all())
        officers = sa.select(Person, RoleGrant.department_id).join(
            RoleGrant, RoleGrant.person_id == Person.id
        )
        self._officers = db.session.execute(
            officers.where(
                RoleGrant.role == Role.HR,
                RoleGrant.revoked_at.is_(None),
                Person.status == Status.ACTIVE,
            ).order_by(Person.id)
        ).all()

    def of(self, person: Person) -> list[Person]:
        """The officers for somebody."""
        above = set(self._up_from(person.department_id))
        return [
            officer
            for officer, department in self._officers
            if officer.id != person.id and (department is None or department in above)
        ]

    def _up_from(self, department: int | None) -> Iterator[int]:
        while department is not None:
            yield department
            department = self._parents[department]
