"""Between the password and the code: who has passed the first step in this browser.

Kept in the signed cookie for some minutes; worth nothing without a code, and nothing once the
password has changed.
"""

from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

import flask

from lms.db import db
from lms.people.domain import HALF_WAY, is_within
from lms.people.models import Person

PLACE = "half-way"


def begin(person: Person, now: datetime) -> None:
    """Remember in this browser that somebody's password was right."""
    flask.session[PLACE] = {
        "person": person.id,
        "password": _fingerprint(person),
        "since": now.isoformat(),
    }


def person_half_way(now: datetime) -> Person | None:
    """Who typed the right password here within the last minutes."""
    kept = flask.session.get(PLACE)
    if kept is None or not is_within(datetime.fromisoformat(kept["since"]), now, HALF_WAY):
        return None
    person = db.session.get(Person, kept["person"])
    if person is None or not compare_digest(_fingerprint(person), kept["password"]):
        return None
    return person if person.is_active and person.has_second_factor else None


def _fingerprint(person: Person) -> str:
    return sha256((person.password_hash or "").encode()).hexdigest()[:16]
