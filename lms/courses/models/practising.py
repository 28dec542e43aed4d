"""Tables of what helps to learn and counts for nothing: hints asked for, missed checks practised.

Both are facts: written once, never changed, kept with the revision on which they happened.
"""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.courses.models.reading import LONGEST_ID, ActInLesson
from lms.db import Base, Key, PublicId
from lms.people.models import RECORD


class HintAsked(ActInLesson, Base):
    """A person asked for a hint to a check: its `number`-th, one after another, each once."""

    __tablename__ = "hint_asked"
    id: Mapped[Key]
    question: Mapped[str] = mapped_column(sa.String(LONGEST_ID), info=RECORD)
    number: Mapped[int] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.UniqueConstraint(
            "person_id",
            "document_id",
            "question",
            "revision_id",
            "number",
            name="uq_hint_asked_number",
        ),
        sa.CheckConstraint("number BETWEEN 1 AND 3", name="number"),
    )


class CheckPractice(ActInLesson, Base):
    """A person answered a check again that they had missed at first: the `turn`-th time, that day.

    It completes no lesson and moves no mark.
    """

    __tablename__ = "check_practice"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    question: Mapped[str] = mapped_column(sa.String(LONGEST_ID), info=RECORD)
    turn: Mapped[int] = mapped_column(info=RECORD)  # from 1
    day: Mapped[date] = mapped_column(info=RECORD)  # in LMS_TIMEZONE
    answer: Mapped[list[str]] = mapped_column(sa.JSON, info=RECORD)  # authored ids as chosen
    is_right: Mapped[bool] = mapped_column(info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.UniqueConstraint(
            "person_id", "document_id", "question", "turn", name="uq_check_practice_turn"
        ),
        sa.UniqueConstraint(
            "person_id", "document_id", "question", "day", name="uq_check_practice_day"
        ),
        sa.CheckConstraint("turn >= 1", name="turn"),
    )
