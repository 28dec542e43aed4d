"""Giving out a secret address for one's own calendar, and taking it back."""

from datetime import datetime

from lms.calendar import queries
from lms.calendar.models import CalendarAddress
from lms.db import db, lock
from lms.errors import N_, Stale
from lms.messages import service as messages
from lms.people import audit, vault
from lms.people.models import Person
from lms.people.queries import token_hash

PURPOSE = "calendar address"  # of lms/people/vault.py


def open_address(person: Person, *, key: str, now: datetime) -> str:
    """Give out a new secret; the one before works no more. The same key gives the same secret.

    Raises Stale when the secret of this key was taken back meanwhile.
    """
    lock(person)
    secret = vault.keyed_hash(key, PURPOSE, person.id)
    known = queries.given_out(secret)
    if known is not None:
        if known.revoked_at is not None:
            raise Stale(N_("这个地址已经停用。请回到“日历订阅”，生成一个新的。"))
        return secret
    before = _take_back(person, now)
    address = CalendarAddress(person_id=person.id, digest=token_hash(secret), created_at=now)
    db.session.add(address)
    kind = "calendar.renewed" if before else "calendar.opened"
    event = audit.record(kind, actor=person, subject=person, now=now)
    messages.tell(
        person,
        sentence=N_("您的账号里生成了日历地址。不是您本人的话，请停用它并改密码。"),
        link="/account/calendar",
        key=f"calendar-{event.id}",
        now=now,
    )
    return secret


def close_address(person: Person, *, now: datetime) -> None:
    """Let the address of one's calendar work no more."""
    lock(person)
    if _take_back(person, now):
        audit.record("calendar.closed", actor=person, subject=person, now=now)


def _take_back(person: Person, now: datetime) -> bool:
    found = queries.address_of(person)
    if found is None:
        return False
    found.revoked_at = now
    db.session.flush()  # before another takes its place: one works at a time
    return True
