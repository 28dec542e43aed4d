"""Sessions for people of a bench, made past the sign-in page and its throttle."""

from hashlib import sha256

from lms import clock
from lms.db import db
from lms.people.models import SignInSession


def sign_in(person_id: int, token: str) -> None:
    """Keep a session that a token opens; to be called within `write`."""
    now, token_hash = clock.now(), sha256(token.encode()).hexdigest()
    db.session.add(
        SignInSession(
            token_hash=token_hash,
            person_id=person_id,
            browser="bench",
            created_at=now,
            last_seen_at=now,
        )
    )
