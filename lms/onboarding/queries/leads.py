"""Who leads the department of somebody."""

import sqlalchemy as sa

from lms.db import db
from lms.people.models import Department, Person


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
