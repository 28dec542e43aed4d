"""Tables of certificates: the counter of numbers, what was issued, what happened to it since."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.certification.domain import LONGEST_UNPRINTABLE
from lms.db import Base, Json, Key, PublicId, new_public_id
from lms.forms import LONGEST_KEY
from lms.people.models import TRAIL, Person, personal

CERTIFICATE = personal("prove the qualification", "contract", "validity + 5 years")
CODE_LENGTH = 12


class NumberCounter(Base):
    """The last number given out for a prefix and a year; it moves with a certificate only."""

    __tablename__ = "certificate_counter"
    prefix: Mapped[str] = mapped_column(sa.String(4), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]

    __table_args__ = (sa.CheckConstraint("last BETWEEN 0 AND 999999", name="last"),)


class NumberGap(Base):
    """Numbers that no certificate here bears, from the first to the last of them.

    They may have been given out before the database was restored from an earlier state.
    """

    __tablename__ = "certificate_gap"
    id: Mapped[Key]
    prefix: Mapped[str] = mapped_column(sa.String(4))
    year: Mapped[int]
    first: Mapped[int]
    last: Mapped[int]
    noted_at: Mapped[datetime]

    __table_args__ = (
        sa.UniqueConstraint("prefix", "year", "first"),
        sa.CheckConstraint("first BETWEEN 1 AND last", name="order"),
    )


class Certificate(Base):
    """A certificate as issued: never changed, never deleted; what happens to it are acts."""

    __tablename__ = "certificate"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    number: Mapped[str] = mapped_column(sa.String(20), unique=True, info=CERTIFICATE)
    prefix: Mapped[str] = mapped_column(sa.String(4))
    year: Mapped[int]
    sequence: Mapped[int]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=CERTIFICATE)
    programme: Mapped[str] = mapped_column(sa.String(60))
    period: Mapped[int] = mapped_column(default=1)  # of certification: 1, then one more per renewal
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    issued_at: Mapped[datetime]
    issued_on: Mapped[date] = mapped_column(sa.Date, index=True)
    expires_on: Mapped[date] = mapped_column(sa.Date)  # the last valid day
    code: Mapped[str] = mapped_column(sa.String(CODE_LENGTH), default=new_public_id)
    snapshot: Mapped[Json] = mapped_column(info=CERTIFICATE)  # name, titles and evidence as issued
    unprintable: Mapped[str] = mapped_column(sa.String(LONGEST_UNPRINTABLE), default="")
    last_act: Mapped[str | None] = mapped_column(sa.String(10))  # of the newest confirmed act

    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("prefix", "year", "sequence"),
        sa.UniqueConstraint("person_id", "programme", "period"),
        sa.CheckConstraint("sequence BETWEEN 1 AND 999999", name="sequence"),
        sa.CheckConstraint("expires_on >= issued_on", name="order"),
        sa.CheckConstraint("last_act IN ('revoked', 'reinstated')", name="last_act"),
        sa.Index("ix_certificate_validity", "expires_on", "last_act"),
        sa.Index("ix_certificate_programme", "programme", "id"),
        sa.Index(
            "ix_certificate_revoked",
            "id",
            sqlite_where=sa.text("last_act = 'revoked'"),
            postgresql_where=sa.text("last_act = 'revoked'"),
        ),
    )


class CertificateAct(Base):
    """A revocation or reinstatement: proposed by one person, in force once confirmed."""

    __tablename__ = "certificate_act"
    id: Mapped[Key]
    certificate_id: Mapped[int] = mapped_column(sa.ForeignKey("certificate.id"), index=True)
    number: Mapped[int]  # counted per certificate from 1
    act: Mapped[str] = mapped_column(sa.String(10))
    reason: Mapped[str] = mapped_column(sa.String(20))
    words: Mapped[str] = mapped_column(sa.String(300), info=CERTIFICATE)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY), unique=True)
    proposed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    proposed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    confirmed_at: Mapped[datetime | None]

    certificate: Mapped[Certificate] = relationship()
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=[confirmed_by_id])

    __table_args__ = (
        sa.UniqueConstraint("certificate_id", "number"),
        sa.CheckConstraint("act IN ('revoked', 'reinstated')", name="act"),
        sa.CheckConstraint(
            "reason IN ('issued-in-error', 'misconduct', 'duty-changed', 'revoked-in-error', "
            "'appeal-upheld')",
            name="reason",
        ),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name="confirmation"
        ),
        sa.Index(
            "uq_certificate_act_open",
            "certificate_id",
            unique=True,
            sqlite_where=sa.text("confirmed_at IS NULL"),
            postgresql_where=sa.text("confirmed_at IS NULL"),
        ),
    )
