"""What is known of somebody's second factor."""

from datetime import datetime

import sqlalchemy as sa

from lms.db import db
from lms.people import authenticator, vault
from lms.people.domain import CONFIRM_WITHIN, SHOWN_FOR, is_within
from lms.people.models import Person, RecoveryCode, SecondFactor

SECRET, CODES = "second factor", "recovery codes"  # purposes of lms/people/vault.py


def factor_of(person: Person) -> SecondFactor | None:
    """A person's second factor, on or being set up."""
    return db.session.scalar(sa.select(SecondFactor).where(SecondFactor.person_id == person.id))


def secret_to_confirm(person: Person, now: datetime) -> str | None:
    """The secret that a person's app is to read now; None when none was made, or long ago."""
    factor = factor_of(person)
    if factor is None or factor.next_secret is None or factor.next_since is None:
        return None
    if not is_within(factor.next_since, now, CONFIRM_WITHIN):
        return None
    return vault.decrypted(factor.next_secret, SECRET, person.id)


def address_to_scan(person: Person, now: datetime) -> tuple[str, str] | None:
    """The secret that a person's app is to read now, and the same as an address for apps."""
    secret = secret_to_confirm(person, now)
    return (secret, authenticator.address(secret, person.login)) if secret else None


def fresh_codes(person: Person, now: datetime) -> list[str]:
    """The recovery codes just made, while they are shown; afterwards nobody can read them."""
    factor = factor_of(person)
    if factor is None or factor.fresh_codes is None or factor.fresh_since is None:
        return []
    if not is_within(factor.fresh_since, now, SHOWN_FOR):
        return []
    return (vault.decrypted(factor.fresh_codes, CODES, person.id) or "").split()


def codes_left(person: Person) -> int:
    """How many recovery codes a person has not used."""
    left = sa.select(sa.func.count(RecoveryCode.id)).where(
        RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(left) or 0
