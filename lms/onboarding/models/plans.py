"""Tables of plans with their due days, of cohorts, and of what moved them."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.library.content.blocks import LONGEST_NAME
from lms.people.models import RECORD, TRAIL, Person

LONGEST_REASON = 200


class Plan(Base):
    """Somebody's plan, dated from a first day, pinned to the revision it was started on."""

    __tablename__ = "plan"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    starts_on: Mapped[date] = mapped_column(sa.Date, info=RECORD)
    started_at: Mapped[datetime] = mapped_column(info=RECORD)
    started_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    ended_at: Mapped[datetime | None] = mapped_column(info=RECORD)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])

    __table_args__ = (
        sa.Index(
            "uq_plan_active",
            "person_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.Index(
            "ix_plan_running",
            "starts_on",
            "id",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )


class Cohort(Base):
    """People whose plans were started together, from one first day, in one action."""

    __tablename__ = "cohort"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    starts_on: Mapped[date] = mapped_column(sa.Date)
    started_at: Mapped[datetime]
    started_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    started_by: Mapped[Person] = relationship()

    __table_args__ = (sa.UniqueConstraint("started_by_id", "key"),)


class CohortPlan(Base):
    """A plan that was started with a cohort, and the pair that was made for it, if one was."""

    __tablename__ = "cohort_plan"
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"), index=True)
    pair_id: Mapped[int | None] = mapped_column(sa.ForeignKey("pair.id"), index=True)
    undone_at: Mapped[datetime | None] = mapped_column(info=RECORD)  # taken back; the plan ended

    plan: Mapped[Plan] = relationship()
    cohort: Mapped[Cohort] = relationship()


class PlanTask(Base):
    """When a task of a plan falls due; computed from first day, calendar and adjustments."""

    __tablename__ = "plan_task"
    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"))
    task: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    due_on: Mapped[date] = mapped_column(sa.Date, index=True, info=RECORD)
    is_provisional: Mapped[bool]

    __table_args__ = (sa.UniqueConstraint("plan_id", "task"),)


class PlanGate(Base):
    """When a gate of a plan falls due, extensions included, and the signatures that passed it.

    Where it takes the lead as well, the mentor's signature waits until the lead has answered it.
    """

    __tablename__ = "plan_gate"
    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"))
    gate: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    due_on: Mapped[date] = mapped_column(sa.Date, info=RECORD)
    is_provisional: Mapped[bool]
    passed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sign_off.id"), info=RECORD)
    needs_lead: Mapped[bool] = mapped_column(default=False)  # takes a second person
    needs_peer: Mapped[bool] = mapped_column(default=False)  # that is another mentor
    waits_on_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sign_off.id"), info=RECORD)
    confirmed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sign_off.id"), info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("plan_id", "gate"),
        sa.CheckConstraint(
            "NOT needs_lead OR (passed_by_id IS NULL) = (confirmed_by_id IS NULL)",
            name="two_people",
        ),
        sa.CheckConstraint("needs_lead OR NOT needs_peer", name="peer"),
        sa.CheckConstraint("confirmed_by_id <> passed_by_id", name="confirmed"),
        sa.CheckConstraint(
            "waits_on_id IS NULL OR (needs_lead AND passed_by_id IS NULL)", name="waits"
        ),
        sa.Index(
            "ix_plan_gate_waiting",
            "plan_id",
            sqlite_where=sa.text("waits_on_id IS NOT NULL"),
            postgresql_where=sa.text("waits_on_id IS NOT NULL"),
        ),
        sa.Index(
            "ix_plan_gate_open",
            "due_on",
            "plan_id",
            sqlite_where=sa.text("passed_by_id IS NULL"),
            postgresql_where=sa.text("passed_by_id IS NULL"),
        ),
    )


class PlanAdjustment(Base):
    """A plan was moved by so many working days; all of them add up."""

    __tablename__ = "plan_adjustment"
    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"), index=True)
    shift: Mapped[int] = mapped_column(info=RECORD)  # working days; back: negative
    reason: Mapped[str] = mapped_column(sa.String(LONGEST_REASON), info=RECORD)
    at: Mapped[datetime] = mapped_column(info=RECORD)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)

    plan: Mapped[Plan] = relationship()
    by: Mapped[Person] = relationship()


class PlanMove(Base):
    """One action that moved plans, perhaps many; or the action that took such a move back."""

    __tablename__ = "plan_move"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    counters_id: Mapped[int | None] = mapped_column(sa.ForeignKey("plan_move.id"), unique=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    __table_args__ = (sa.UniqueConstraint("by_id", "key"),)


class PlanMovePart(Base):
    """What an action did to one plan."""

    __tablename__ = "plan_move_part"
    adjustment_id: Mapped[int] = mapped_column(
        sa.ForeignKey("plan_adjustment.id"), primary_key=True
    )
    move_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_move.id"), index=True)

    adjustment: Mapped[PlanAdjustment] = relationship()


class PlanChange(Base):
    """HR decided for whom a newer text of a plan holds; the last decision on a text counts."""

    __tablename__ = "plan_change"
    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"))
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    reach: Mapped[str] = mapped_column(sa.String(3))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    at: Mapped[datetime]
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    by: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("by_id", "key"),
        sa.CheckConstraint("reach IN ('all', 'new')", name="reach"),
    )


class PlanUpdate(Base):
    """A running plan went on to a newer text; what was done by the older one is kept by it."""

    __tablename__ = "plan_update"
    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"))
    change_id: Mapped[int] = mapped_column(sa.ForeignKey("plan_change.id"), index=True)
    from_revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    at: Mapped[datetime] = mapped_column(info=RECORD)

    __table_args__ = (sa.UniqueConstraint("plan_id", "change_id"),)
