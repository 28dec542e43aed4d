"""Tables of signing in: sessions, known browsers, failed tries, slips, links to a new password.

Tokens are kept as hashes only.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.people.models.accounts import Person
from lms.people.models.register import SECURITY, TRAIL

HASH_LENGTH = 64  # SHA-256 in hexadecimal


class SignInSession(Base):
    """One browser in which a person is signed in; the cookie holds only `token`."""

    __tablename__ = "sign_in_session"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    token_hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), unique=True, info=SECURITY)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=SECURITY)
    browser: Mapped[str] = mapped_column(sa.String(80), info=SECURITY)
    created_at: Mapped[datetime] = mapped_column(info=SECURITY)
    last_seen_at: Mapped[datetime] = mapped_column(info=SECURITY)
    ended_at: Mapped[datetime | None] = mapped_column(info=SECURITY)
    end_reason: Mapped[str | None] = mapped_column(sa.String(20), info=SECURITY)
    renewal_due: Mapped[bool] = mapped_column(default=False)  # a role was gained: new token

    person: Mapped[Person] = relationship()


class KnownBrowser(Base):
    """A browser in which a person has signed in; strangers' tries do not make it wait."""

    __tablename__ = "known_browser"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=SECURITY)
    browser_hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), info=SECURITY)
    last_seen_at: Mapped[datetime] = mapped_column(info=SECURITY)

    __table_args__ = (sa.UniqueConstraint("person_id", "browser_hash"),)


class FailedTry(Base):
    """A failed try at a door, counted by the throttle."""

    __tablename__ = "failed_try"
    id: Mapped[Key]
    door: Mapped[str] = mapped_column(sa.String(20))
    subject_hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), info=SECURITY)
    at: Mapped[datetime] = mapped_column(info=SECURITY)

    __table_args__ = (
        sa.Index("ix_failed_try_door_subject_at", "door", "subject_hash", "at"),
        sa.Index("ix_failed_try_door_at", "door", "at"),
    )


class EnrolmentSlip(Base):
    """A single-use way to set a first or new password, valid 72 hours; only its hash is kept."""

    __tablename__ = "enrolment_slip"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=SECURITY)
    token_hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), unique=True, info=SECURITY)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class ResetLink(Base):
    """A single-use way to a new password, mailed to its owner and valid for half an hour."""

    __tablename__ = "reset_link"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=SECURITY)
    token_hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), unique=True, info=SECURITY)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
