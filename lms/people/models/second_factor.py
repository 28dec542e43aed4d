"""Tables of the second factor: a secret under lock for codes of one moment, and recovery codes."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base, Key
from lms.people.models.register import personal
from lms.people.models.sessions import HASH_LENGTH

GUARD = personal("protect the account", "legal duty", "while two-step sign-in is on")


class SecondFactor(Base):
    """What a person's authenticator shares with us; on once `confirmed_at` is set.

    Secrets are encrypted (see lms/people/vault.py). `next_secret` waits to be confirmed by a code;
    `fresh_codes` are shown to their owner once, for some minutes.
    """

    __tablename__ = "second_factor"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), unique=True, info=GUARD)
    secret: Mapped[str | None] = mapped_column(sa.String(200), info=GUARD)
    confirmed_at: Mapped[datetime | None] = mapped_column(info=GUARD)
    last_step: Mapped[int] = mapped_column(default=0, info=GUARD)  # of the newest code accepted
    next_secret: Mapped[str | None] = mapped_column(sa.String(200), info=GUARD)
    next_since: Mapped[datetime | None] = mapped_column(info=GUARD)
    fresh_codes: Mapped[str | None] = mapped_column(sa.String(600), info=GUARD)
    fresh_since: Mapped[datetime | None] = mapped_column(info=GUARD)

    __table_args__ = (
        sa.CheckConstraint("(secret IS NULL) = (confirmed_at IS NULL)", name="confirmed"),
    )


class RecoveryCode(Base):
    """A code that lets its owner in once without the authenticator; only a keyed hash is kept."""

    __tablename__ = "recovery_code"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=GUARD)
    code_hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), unique=True, info=GUARD)
    used_at: Mapped[datetime | None] = mapped_column(info=GUARD)
