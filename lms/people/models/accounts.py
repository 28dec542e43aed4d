"""Tables of accounts: departments, people, their roles, mentor–apprentice pairs."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.fulltext import Words, searchable
from lms.people.domain import Role, Status, looks, needs_second_factor
from lms.people.models.register import EMPLOYMENT, RECORD, SECURITY, TRAIL, personal
from lms.people.names import words_of_person

if TYPE_CHECKING:
    from lms.people.models.pairs import PairEnd
    from lms.people.models.second_factor import SecondFactor

# sorted by its bytes on both databases: "chen li" before "cheng"
BytewiseText = sa.String(400).with_variant(sa.String(400, collation="C"), "postgresql")


NOT_BEGUN = "role = 'trainee' AND revoked_at IS NULL AND begun_at IS NULL"


def _words(context: DefaultExecutionContext) -> str:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return words_of_person(row["name"], row["login"], row["employee_number"])


def _looks(column: str) -> Callable[[DefaultExecutionContext], str]:
    def made(context: DefaultExecutionContext) -> str:
        return looks(context.get_current_parameters()[column])  # type: ignore[no-untyped-call]

    return made


class Department(Base):
    """A node of the tree of departments; its lead sees the people in it and below."""

    __tablename__ = "department"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    creation_key: Mapped[str | None] = mapped_column(sa.String(LONGEST_KEY), unique=True)
    name: Mapped[str] = mapped_column(sa.String(60), index=True)
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("department.id"), index=True)
    lead_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id", use_alter=True), index=True, info=RECORD
    )

    parent: Mapped["Department | None"] = relationship(remote_side="Department.id")
    lead: Mapped["Person | None"] = relationship(foreign_keys=[lead_id])

    __table_args__ = (
        sa.Index("uq_department_place", sa.text("coalesce(parent_id, 0)"), "name", unique=True),
        sa.CheckConstraint("parent_id <> id", name="no_own_parent"),
    )


class Person(Base):
    """One account: a colleague who may sign in while active and enrolled."""

    __tablename__ = "person"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    creation_key: Mapped[str | None] = mapped_column(sa.String(LONGEST_KEY), unique=True)
    login: Mapped[str] = mapped_column(sa.String(40), unique=True, info=EMPLOYMENT)
    employee_number: Mapped[str] = mapped_column(sa.String(20), info=EMPLOYMENT)
    employee_number_folded: Mapped[str] = mapped_column(sa.String(40), unique=True, info=EMPLOYMENT)
    login_looks: Mapped[str | None] = mapped_column(  # as look-alikes are compared
        sa.String(200), default=_looks("login"), index=True, info=EMPLOYMENT
    )
    employee_number_looks: Mapped[str | None] = mapped_column(
        sa.String(200), default=_looks("employee_number"), index=True, info=EMPLOYMENT
    )
    name: Mapped[str] = mapped_column(sa.String(50), info=EMPLOYMENT)
    name_pinyin: Mapped[str] = mapped_column(BytewiseText, index=True, info=EMPLOYMENT)
    words: Mapped[str | None] = mapped_column(  # by which the person is found; None: not made yet
        Words, default=_words, deferred=True, info=EMPLOYMENT
    )
    email: Mapped[str | None] = mapped_column(
        sa.String(254), info=personal("send messages", "contract", "employment")
    )
    wants_mail: Mapped[bool] = mapped_column(  # messages by e-mail too
        default=True,
        server_default=sa.true(),
        info=personal("send messages", "contract", "employment"),
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
    password_due: Mapped[str | None] = mapped_column(sa.String(9), info=SECURITY)  # why it must go
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    department: Mapped[Department] = relationship(foreign_keys=[department_id])
    grants: Mapped[list["RoleGrant"]] = relationship(
        primaryjoin="and_(RoleGrant.person_id == Person.id, RoleGrant.revoked_at.is_(None))",
        viewonly=True,
        lazy="selectin",
    )
    second_factor: Mapped["SecondFactor | None"] = relationship(viewonly=True)

    __table_args__ = (
        sa.CheckConstraint("status IN ('active', 'suspended')", name="status"),
        sa.CheckConstraint("language IN ('zh-Hans', 'zh-Hant', 'en')", name="language"),
        sa.CheckConstraint("password_due IN ('temporary', 'short')", name="password_due"),
        sa.Index("ix_person_email_folded", sa.text("lower(email)")),
        sa.Index(
            "ix_person_suspended",
            "name_pinyin",
            sqlite_where=sa.text("status = 'suspended'"),
            postgresql_where=sa.text("status = 'suspended'"),
        ),
    )

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in force."""
        return frozenset(Role(grant.role) for grant in self.grants)

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in."""
        return self.status == Status.ACTIVE

    @property
    def has_second_factor(self) -> bool:
        """Whether the person signs in with two steps."""
        return self.second_factor is not None and self.second_factor.confirmed_at is not None

    @property
    def needs_second_factor(self) -> bool:
        """Whether the person's roles ask for two steps."""
        return needs_second_factor(self.roles, is_demo=self.is_demo)


searchable(Person.words)


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
    begun_at: Mapped[datetime | None] = mapped_column(info=EMPLOYMENT)  # the trainee's first plan

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
        sa.Index(
            "ix_role_grant_holders",
            "role",
            "person_id",
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        ),
        sa.Index(
            "ix_role_grant_not_begun",
            "role",
            "begun_at",
            "person_id",
            sqlite_where=sa.text(NOT_BEGUN),
            postgresql_where=sa.text(NOT_BEGUN),
        ),
    )


class Pair(Base):
    """A mentor and an apprentice from one day to another, both included; no end: still open."""

    __tablename__ = "pair"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    apprentice_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    starts_on: Mapped[date] = mapped_column(sa.Date, info=RECORD)
    ends_on: Mapped[date | None] = mapped_column(sa.Date, info=RECORD)

    mentor: Mapped[Person] = relationship(foreign_keys=[mentor_id])
    apprentice: Mapped[Person] = relationship(foreign_keys=[apprentice_id])
    end: Mapped["PairEnd | None"] = relationship(viewonly=True)

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
