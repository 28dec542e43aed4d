"""Telling HR what they should know of certificates."""

from datetime import datetime

import sqlalchemy as sa

from lms.db import db
from lms.messages import service as messages
from lms.people import queries as people
from lms.people.domain import Role, Status
from lms.people.models import Person


def tell_hr(sentence: str, *, link: str, key: str, now: datetime, **parameters: object) -> None:
    """Send a message to every HR officer; `sentence` is a message id."""
    officers = sa.select(Person).where(
        Person.id.in_(people.holders(Role.HR)), Person.status == Status.ACTIVE
    )
    for officer in db.session.scalars(officers):
        messages.tell(officer, sentence=sentence, link=link, key=key, now=now, **parameters)
