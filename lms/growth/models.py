"""Tables of growth: the learning plan of a quarter and what it holds."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Json, Key, PublicId
from lms.growth.domain import Goal, Source
from lms.library.content import blocks
from lms.library.models import LONGEST_NAME
from lms.people.models import RECORD, TRAIL, Person


class LearningPlan(Base):
    """What somebody is to do in a quarter; fixed once they and their mentor have agreed."""

    __tablename__ = "learning_plan"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    year: Mapped[int] = mapped_column(info=RECORD)
    quarter: Mapped[int] = mapped_column(info=RECORD)
    post: Mapped[str] = mapped_column(
        sa.String(blocks.LONGEST_NAME), info=RECORD
    )  # that it leads to
    version: Mapped[int] = mapped_column(default=1)  # how often it was drawn up
    drawn_at: Mapped[datetime] = mapped_column(info=RECORD)
    person_at: Mapped[datetime | None] = mapped_column(info=RECORD)  # when they agreed
    mentor_at: Mapped[datetime | None] = mapped_column(info=RECORD)
    mentor_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    mentor: Mapped[Person | None] = relationship(foreign_keys=[mentor_id])
    items: Mapped[list["LearningItem"]] = relationship(
        order_by="LearningItem.number", cascade="all, delete-orphan"
    )

    __table_args__ = (
        sa.UniqueConstraint("person_id", "year", "quarter"),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.CheckConstraint("(mentor_id IS NULL) = (mentor_at IS NULL)", name="mentor"),
        sa.CheckConstraint("mentor_id <> person_id", name="two_people"),
    )

    @property
    def is_in_force(self) -> bool:
        """Whether both have agreed."""
        return self.person_at is not None and self.mentor_at is not None

    @property
    def goals(self) -> tuple[Goal, ...]:
        """What it holds, in its order."""
        return tuple(item.goal for item in self.items)


class LearningItem(Base):
    """One thing to do in a learning plan."""

    __tablename__ = "learning_item"
    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("learning_plan.id"))
    number: Mapped[int]  # from 1, in the order of what brings the post nearest
    source: Mapped[str] = mapped_column(sa.String(11), info=RECORD)
    item: Mapped[str] = mapped_column(sa.String(LONGEST_NAME), info=RECORD)
    minutes: Mapped[int] = mapped_column(info=RECORD)
    points: Mapped[Json] = mapped_column(info=RECORD)  # competency → by how much it was to rise

    __table_args__ = (
        sa.UniqueConstraint("plan_id", "number"),
        sa.CheckConstraint("number BETWEEN 1 AND 3", name="number"),
        sa.CheckConstraint("minutes >= 0", name="minutes"),
        sa.CheckConstraint(
            "source IN ('observation', 'assessment', 'practice', 'check')", name="source"
        ),
    )

    @property
    def goal(self) -> Goal:
        """The same as a rule reads it."""
        return Goal(
            source=Source(self.source),
            item=self.item,
            minutes=self.minutes,
            points=dict(self.points),
        )
