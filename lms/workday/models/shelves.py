"""Tables of the knowledge base: one's own entries, and what was shared of them."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.people.models import TRAIL, Department, Person, personal
from lms.workday.domain.shelves import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    LONGEST_REMARK,
    LONGEST_SOURCE,
)
from lms.workday.models.register import OWN

SHARED = personal("answers shared with the department, by name", "consent", "until taken back")
LIVE = "withdrawn_at IS NULL AND (verdict IS NULL OR verdict = 'accepted')"
WAITING = "withdrawn_at IS NULL AND verdict IS NULL"
READABLE = "withdrawn_at IS NULL AND verdict = 'accepted'"


class ShelfEntry(Base):
    """Somebody's own answer to a question that customers ask."""

    __tablename__ = "shelf_entry"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=OWN)
    shelf: Mapped[str] = mapped_column(sa.String(7), info=OWN)
    question: Mapped[str] = mapped_column(sa.String(LONGEST_QUESTION), info=OWN)
    answer: Mapped[str] = mapped_column(sa.String(LONGEST_ANSWER), info=OWN)
    source: Mapped[str] = mapped_column(sa.String(LONGEST_SOURCE), info=OWN)
    holds_until: Mapped[date] = mapped_column(sa.Date, info=OWN)
    at: Mapped[datetime] = mapped_column(info=OWN)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.CheckConstraint("shelf IN ('product', 'policy', 'system')", name="shelf"),
        sa.CheckConstraint("question <> '' AND answer <> '' AND source <> ''", name="words"),
    )


class ShelfShare(Base):
    """Somebody offered an entry to the department as it was then; later reviewed, or withdrawn."""

    __tablename__ = "shelf_share"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    entry_id: Mapped[int | None] = mapped_column(sa.ForeignKey("shelf_entry.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=SHARED)
    department_id: Mapped[int] = mapped_column(sa.ForeignKey("department.id"))
    shelf: Mapped[str] = mapped_column(sa.String(7), info=SHARED)
    question: Mapped[str] = mapped_column(sa.String(LONGEST_QUESTION), info=SHARED)
    answer: Mapped[str] = mapped_column(sa.String(LONGEST_ANSWER), info=SHARED)
    source: Mapped[str] = mapped_column(sa.String(LONGEST_SOURCE), info=SHARED)
    holds_until: Mapped[date] = mapped_column(sa.Date, info=SHARED)
    at: Mapped[datetime] = mapped_column(info=SHARED)
    verdict: Mapped[str | None] = mapped_column(sa.String(8), info=SHARED)
    words: Mapped[str | None] = mapped_column(sa.String(LONGEST_REMARK), info=SHARED)
    decided_at: Mapped[datetime | None] = mapped_column(info=SHARED)
    decided_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=SHARED)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    department: Mapped[Department] = relationship()

    __table_args__ = (
        sa.CheckConstraint("shelf IN ('product', 'policy', 'system')", name="shelf"),
        sa.CheckConstraint("question <> '' AND answer <> '' AND source <> ''", name="text"),
        sa.CheckConstraint("verdict IN ('accepted', 'returned')", name="verdict"),
        sa.CheckConstraint(
            "(verdict IS NULL) = (decided_at IS NULL) "
            "AND (verdict IS NULL) = (decided_by_id IS NULL)",
            name="decided",
        ),
        sa.CheckConstraint("decided_by_id <> person_id", name="other"),
        sa.Index(
            "uq_shelf_share_live",
            "entry_id",
            unique=True,
            sqlite_where=sa.text(LIVE),
            postgresql_where=sa.text(LIVE),
        ),
        sa.Index(
            "ix_shelf_share_waiting",
            "id",
            sqlite_where=sa.text(WAITING),
            postgresql_where=sa.text(WAITING),
        ),
        sa.Index(
            "ix_shelf_share_readable",
            *("department_id", "id"),
            sqlite_where=sa.text(READABLE),
            postgresql_where=sa.text(READABLE),
        ),
    )
