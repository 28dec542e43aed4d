"""The access log: looks at other people's records and exports of many; shown to those looked at."""

from datetime import datetime

from lms.db import db
from lms.people.models import AccessLook, Person

UNSTATED = "not stated"


def look(asker: Person, person: Person, what: str, *, now: datetime) -> None:
    """Log a look at another person's record, never at one's own; `what` is the permission used."""
    if asker.id != person.id:
        db.session.add(
            AccessLook(at=now, asker_id=asker.id, person_id=person.id, what=what, detail={})
        )


def export(
    asker: Person, what: str, *, scope: str, chosen: str, count: int, purpose: str, now: datetime
) -> None:
    """Log a list or an export: the filter chosen, the number of rows, the purpose.

    `scope` is what `access.scope_of` says; by it people find the lists that they stand in.
    """
    detail = {"filter": chosen, "count": count, "purpose": purpose or UNSTATED}
    row = AccessLook(at=now, asker_id=asker.id, what=what, scope=scope, detail=detail)
    db.session.add(row)
