"""Tables of work reports: what a trainee wrote of a month, the answer, the talk that came to it."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.library.content.blocks import LONGEST_NAME
from lms.mentoring.domain.reports import LONGEST_REPLY, LONGEST_TO_TALK
from lms.onboarding.domain.statement import LONGEST_ANSWER, Words
from lms.onboarding.models import Plan
from lms.people.models import RECORD, TRAIL, Person

SENT = "sent_at IS NOT NULL"


class WorkReport(Base):
    """A trainee wrote the report that a plan asks for: a draft until it is sent, then fixed."""

    __tablename__ = "work_report"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("plan.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    task: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))  # of the plan
    month: Mapped[int]  # of the plan, from 1
    first_on: Mapped[date] = mapped_column(sa.Date, info=RECORD)
    last_on: Mapped[date] = mapped_column(sa.Date, info=RECORD)  # both days included
    done: Mapped[str] = mapped_column(sa.String(LONGEST_ANSWER), info=RECORD)
    learnt: Mapped[str] = mapped_column(sa.String(LONGEST_ANSWER), info=RECORD)
    lacking: Mapped[str] = mapped_column(sa.String(LONGEST_ANSWER), info=RECORD)
    ahead: Mapped[str] = mapped_column(sa.String(LONGEST_ANSWER), info=RECORD)
    figures: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True), info=RECORD)
    saved_at: Mapped[datetime] = mapped_column(info=RECORD)
    sent_at: Mapped[datetime | None] = mapped_column(info=RECORD)

    person: Mapped[Person] = relationship()
    plan: Mapped[Plan] = relationship()
    reply: Mapped["WorkReportReply | None"] = relationship(back_populates="report")

    __table_args__ = (
        sa.UniqueConstraint("plan_id", "task"),
        sa.CheckConstraint("month >= 1", name="month"),
        sa.CheckConstraint("last_on >= first_on", name="days"),
        sa.CheckConstraint("(sent_at IS NULL) = (figures IS NULL)", name="figures"),
        sa.CheckConstraint(
            "sent_at IS NULL OR (done <> '' AND learnt <> '' AND lacking <> '' AND ahead <> '')",
            name="whole",
        ),
        sa.CheckConstraint("sent_at >= saved_at", name="order"),
    )

    @property
    def words(self) -> Words:
        """The four parts."""
        return Words(self.done, self.learnt, self.lacking, self.ahead)


class WorkReportReply(Base):
    """The mentor of that moment answered a report; once, never changed."""

    __tablename__ = "work_report_reply"
    report_id: Mapped[int] = mapped_column(sa.ForeignKey("work_report.id"), primary_key=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_REPLY), info=RECORD)
    to_talk: Mapped[str] = mapped_column(sa.String(LONGEST_TO_TALK), info=RECORD)  # "": nothing
    at: Mapped[datetime] = mapped_column(info=RECORD)

    report: Mapped[WorkReport] = relationship(back_populates="reply")
    by: Mapped[Person] = relationship()

    __table_args__ = (sa.CheckConstraint("words <> ''", name="words"),)


class SessionReport(Base):
    """What was to be talked about of a report came up in a session; it waits for no other."""

    __tablename__ = "session_report"
    report_id: Mapped[int] = mapped_column(sa.ForeignKey("work_report.id"), primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_record.id"), index=True)
