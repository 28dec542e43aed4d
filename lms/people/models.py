"""Tables of people: accounts, departments, roles, pairs, sessions, enrolment, audit trail, access log."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Json, Key, PublicId
from lms.people.domain import Role, Status

HASH_LENGTH = 64  # SHA-256 in hexadecimal


def personal(purpose: str, basis: str, retention: str) -> dict[str, Any]:
    """What the register of personal data says about a column: why, on what legal basis, how long."""
    return {"personal": {"purpose": purpose, "basis": basis, "retention": retention}}


EMPLOYMENT = personal("tell colleagues apart and address them", "contract", "employment + 3 years")
SECURITY = personal("protect the account", "legal duty", "180 days")
RECORD = personal("training record of the person", "contract", "employment + 3 years")
TRAIL = personal("show who did what to whom", "legal duty", "5 years")


class Department(Base):
    """A node of the tree of departments; its lead sees the people in it and below."""

    __tablename__ = "department"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(sa.String(60))
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("department.id"), index=True)
    lead_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id", use_alter=True), index=True, info=RECORD
    )

    parent: Mapped["Department | None"] = relationship(remote_side="Department.id")
    lead: Mapped["Person | None"] = relationship(foreign_keys=[lead_id])

    __table_args__ = (
        sa.UniqueConstraint("parent_id", "name"),
        sa.CheckConstraint("parent_id <> id", name="no_own_parent"),
    )


class Person(Base):
    """One account: a colleague who may sign in while active and enrolled."""

    __tablename__ = "person"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    login: Mapped[str] = mapped_column(sa.String(40), unique=True, info=EMPLOYMENT)
    employee_number: Mapped[str] = mapped_column(sa.String(20), info=EMPLOYMENT)
    employee_number_folded: Mapped[str] = mapped_column(sa.String(40), unique=True, info=EMPLOYMENT)
    name: Mapped[str] = mapped_column(sa.String(50), info=EMPLOYMENT)
    name_pinyin: Mapped[str] = mapped_column(sa.String(400), index=True, info=EMPLOYMENT)
    email: Mapped[str | None] = mapped_column(
        sa.String(254), info=personal("send messages", "contract", "employment")
    )
    language: Mapped[str | None] = mapped_column(
        sa.String(7), info=personal("speak the person's language", "contract", "employment")
    )
    department_id: Mapped[int] = mapped_column(
        sa.ForeignKey("department.id"), index=True, info=EMPLOYMENT
    )
    starts_on: Mapped[date | None] = mapped_column(
        sa.Date, info=personal("date the onboarding plan", "contract", "employment + 3 years")
    )
    status: Mapped[str] = mapped_column(sa.String(9), default=Status.ACTIVE, info=EMPLOYMENT)
    password_hash: Mapped[str | None] = mapped_column(sa.String(200), info=SECURITY)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    department: Mapped[Department] = relationship(foreign_keys=[department_id])
    grants: Mapped[list["RoleGrant"]] = relationship(
        primaryjoin="and_(RoleGrant.person_id == Person.id, RoleGrant.revoked_at.is_(None))",
        viewonly=True,
        lazy="selectin",
    )

    __table_args__ = (
        sa.CheckConstraint("status IN ('active', 'suspended')", name="status"),
        sa.CheckConstraint("language IN ('zh-Hans', 'zh-Hant', 'en')", name="language"),
    )

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in force."""
        return frozenset(Role(grant.role) for grant in self.grants)

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in."""
        return self.status == Status.ACTIVE


class RoleGrant(Base):
    """A role given to a person, in force until revoked; `department_id` narrows HR to a subtree."""

    __tablename__ = "role_grant"
    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=EMPLOYMENT)
    role: Mapped[str] = mapped_column(sa.String(8), info=EMPLOYMENT)
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("department.id"), index=True)
    granted_at: Mapped[datetime]
    granted_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )

    __table_args__ = (
        sa.CheckConstraint("role IN ('trainee', 'mentor', 'trainer', 'hr', 'admin')", name="role"),
        sa.Index(
            "uq_role_grant_in_force",
            "person_id",
            "role",
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        ),
    )


class Pair(Base):
    """A mentor and an apprentice, from one day to another (both included; no end: still in force)."""

    __tablename__ = "pair"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    apprentice_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    starts_on: Mapped[date] = mapped_column(sa.Date, info=RECORD)
    ends_on: Mapped[date | None] = mapped_column(sa.Date, info=RECORD)

    mentor: Mapped[Person] = relationship(foreign_keys=[mentor_id])
    apprentice: Mapped[Person] = relationship(foreign_keys=[apprentice_id])

    __table_args__ = (
        sa.CheckConstraint("mentor_id <> apprentice_id", name="two_people"),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="order"),
        sa.Index(
            "uq_pair_open",
            "apprentice_id",
            unique=True,
            sqlite_where=sa.text("ends_on IS NULL"),
            postgresql_where=sa.text("ends_on IS NULL"),
        ),
    )


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

    person: Mapped[Person] = relationship()


class FailedTry(Base):
    """A failed try at a door (sign-in, enrolment, verification), counted by the throttle."""

    __tablename__ = "failed_try"
    id: Mapped[Key]
    door: Mapped[str] = mapped_column(sa.String(20))
    subject_hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), info=SECURITY)
    at: Mapped[datetime] = mapped_column(info=SECURITY)

    __table_args__ = (sa.Index("ix_failed_try_door_subject_at", "door", "subject_hash", "at"),)


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


class AuditEvent(Base):
    """One thing that somebody did; chained by hash, never changed, never deleted."""

    __tablename__ = "audit_event"
    id: Mapped[Key]
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(sa.String(60))
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    subject_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    parameters: Mapped[Json]
    previous_hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), unique=True)
    hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), unique=True)


class AccessLook(Base):
    """A look at another person's record, or an export of many: who, whom, what, when."""

    __tablename__ = "access_look"
    id: Mapped[Key]
    at: Mapped[datetime]
    asker_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    person_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    what: Mapped[str] = mapped_column(sa.String(60))
    detail: Mapped[Json]  # of an export: scope, filter, count, purpose

    asker: Mapped[Person] = relationship(foreign_keys=[asker_id])
