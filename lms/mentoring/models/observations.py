"""Tables of observations: what was found on a competency, and the checklists behind it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.library.content.blocks import LONGEST_NAME
from lms.mentoring.domain import LONGEST_ITEM_WORDS, LONGEST_WORDS, Setting
from lms.people.models import RECORD, TRAIL, Pair, Person

VERDICTS = "verdict IN ('met', 'not-yet')"
SETTINGS = "setting IN ('real', 'simulated')"


class ChecklistRecord(Base):
    """A mentor filled in a checklist while an apprentice worked; never changed."""

    __tablename__ = "checklist_record"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pair.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    setting: Mapped[str] = mapped_column(sa.String(9), info=RECORD)
    verdict: Mapped[str] = mapped_column(sa.String(7), info=RECORD)
    evidence: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=RECORD)
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    pair: Mapped[Pair] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    mentor: Mapped[Person] = relationship(foreign_keys=[mentor_id])

    __table_args__ = (
        sa.UniqueConstraint("mentor_id", "key"),
        sa.CheckConstraint("mentor_id <> person_id", name="two_people"),
        sa.CheckConstraint(VERDICTS, name="verdict"),
        sa.CheckConstraint(SETTINGS, name="setting"),
        sa.CheckConstraint("evidence <> ''", name="evidence"),
    )


class ChecklistMark(Base):
    """What was seen of one item of a filled-in checklist; what is left out was not seen."""

    __tablename__ = "checklist_mark"
    id: Mapped[Key]
    record_id: Mapped[int] = mapped_column(sa.ForeignKey("checklist_record.id"))
    item: Mapped[str] = mapped_column(sa.String(LONGEST_NAME), info=RECORD)  # in that revision
    is_done: Mapped[bool] = mapped_column(info=RECORD)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_ITEM_WORDS), info=RECORD)

    __table_args__ = (
        sa.UniqueConstraint("record_id", "item"),
        sa.CheckConstraint("is_done OR words <> ''", name="words"),
    )


class ObservationRecord(Base):
    """A mentor saw an apprentice at work and found a competency met or not yet; never changed."""

    __tablename__ = "observation"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    pair_id: Mapped[int] = mapped_column(sa.ForeignKey("pair.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    mentor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    competency: Mapped[str] = mapped_column(sa.String(LONGEST_NAME), info=RECORD)
    verdict: Mapped[str] = mapped_column(sa.String(7), info=RECORD)
    evidence: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=RECORD)
    setting: Mapped[str] = mapped_column(
        sa.String(9), default=Setting.REAL, server_default=Setting.REAL, info=RECORD
    )
    checklist_record_id: Mapped[int | None] = mapped_column(sa.ForeignKey("checklist_record.id"))
    done: Mapped[int | None] = mapped_column(info=RECORD)  # items of the checklist
    seen: Mapped[int | None] = mapped_column(info=RECORD)  # items of the checklist
    share: Mapped[int | None] = mapped_column(info=RECORD)  # 0–100; None: the verdict alone
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    pair: Mapped[Pair] = relationship()
    mentor: Mapped[Person] = relationship(foreign_keys=[mentor_id])
    checklist_record: Mapped[ChecklistRecord | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("mentor_id", "key"),
        sa.UniqueConstraint("checklist_record_id", "competency"),
        sa.CheckConstraint(VERDICTS, name="verdict"),
        sa.CheckConstraint(SETTINGS, name="setting"),
        sa.CheckConstraint("share BETWEEN 0 AND 100", name="share"),
        sa.CheckConstraint("seen >= 1 AND done BETWEEN 0 AND seen", name="done"),
        sa.CheckConstraint(
            "(checklist_record_id IS NULL) = (share IS NULL)"
            " AND (share IS NULL) = (seen IS NULL) AND (share IS NULL) = (done IS NULL)",
            name="checklist",
        ),
    )
