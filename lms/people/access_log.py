"""The access log: looks at other people's records and exports of many; shown to those looked at.

Looking goes on when the database takes nothing: the server's log keeps the look. A file does not
leave unrecorded: views keep `export` with `write`.
"""

import logging
from datetime import datetime

from lms.db import db, note
from lms.errors import NotSaved
from lms.people.models import AccessLook, Person

UNSTATED = "not stated"

log = logging.getLogger(__name__)


def keep_look(asker: Person, person: Person, what: str, *, now: datetime) -> None:
    """Log a look at another person's record before it is shown, in a transaction of its own."""
    told = {"asker": asker.id, "person": person.id, "what": what}
    if asker.id == person.id:
        return
    try:
        note(_add_look, asker.id, person.id, what, now)
    except NotSaved:
        log.warning("look not kept", extra=told)


def keep_list(
    asker: Person, what: str, *, scope: str, chosen: str, count: int, purpose: str, now: datetime
) -> None:
    """Log a list before it is shown, in a transaction of its own; the facts are as for `export`."""
    facts = {"scope": scope, "chosen": chosen, "count": count, "purpose": purpose}
    told = {"asker": asker.id, "what": what, **facts}
    try:
        note(
            _add_list,
            asker.id,
            what,
            scope=scope,
            chosen=chosen,
            count=count,
            purpose=purpose,
            now=now,
        )
    except NotSaved:
        log.warning("list not kept", extra=told)


def look(asker: Person, person: Person, what: str, *, now: datetime) -> None:
    """Log a look at another person's record, never at one's own; `what` is the permission used."""
    if asker.id != person.id:
        _add_look(asker.id, person.id, what, now)


def _add_look(asker_id: int, person_id: int, what: str, now: datetime) -> None:
    look = AccessLook(at=now, asker_id=asker_id, person_id=person_id, what=what, detail={})
    db.session.add(look)


def export(
    asker: Person, what: str, *, scope: str, chosen: str, count: int, purpose: str, now: datetime
) -> None:
    """Log a list or an export: the filter chosen, the number of rows, the purpose.

    `scope` is what `access.scope_of` says; by it people find the lists that they stand in.
    """
    _add_list(asker.id, what, scope=scope, chosen=chosen, count=count, purpose=purpose, now=now)


def _add_list(
    asker_id: int, what: str, *, scope: str, chosen: str, count: int, purpose: str, now: datetime
) -> None:
    detail = {"filter": chosen, "count": int(count), "purpose": purpose or UNSTATED}
    if getattr(count, "is_more", False):  # so many, and more that were not counted
        detail["more"] = True
    row = AccessLook(at=now, asker_id=asker_id, what=what, scope=scope, detail=detail)
    db.session.add(row)
