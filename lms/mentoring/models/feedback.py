"""Tables of what apprentices say of mentors, kept so that no answer leads to who gave it.

Whether a pair's apprentice has answered and what was answered stand apart: no key, no order of
rows and no time is common to both.
"""

import secrets
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base
from lms.mentoring.domain.feedback import LONGEST_SENTENCE
from lms.people.models import RECORD, personal

SAID = personal("let mentors learn how they guide", "consent", "employment of the mentor")
HIGHEST_ID = 2**31 - 1


def by_chance() -> int:
    """A number for a row that says nothing of when it came."""
    return secrets.randbelow(HIGHEST_ID) + 1


class FeedbackSpent(Base):
    """The apprentice of a pair has said what there was to say; when is not kept."""

    __tablename__ = "feedback_spent"
    pair_id: Mapped[int] = mapped_column(
        sa.ForeignKey("pair.id"), primary_key=True, autoincrement=False, info=RECORD
    )


class MentorFeedback(Base):
    """What one apprentice said of a mentor; told once two others came with it (`batch`)."""

    __tablename__ = "mentor_feedback"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=by_chance)
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=SAID)
    month: Mapped[date] = mapped_column(sa.Date)  # its first day
    there: Mapped[int]
    clear: Mapped[int]
    useful: Mapped[int]
    respect: Mapped[int]
    words: Mapped[str] = mapped_column(sa.String(LONGEST_SENTENCE), info=SAID)
    batch: Mapped[int | None]  # counted from 1; None: not told yet

    __table_args__ = (
        *(
            sa.CheckConstraint(f"{name} BETWEEN 1 AND 5", name=name)
            for name in ("there", "clear", "useful", "respect")
        ),
        sa.CheckConstraint("batch >= 1", name="batch"),
        sa.Index("ix_mentor_feedback_mentor_id_batch", "mentor_id", "batch"),
    )
