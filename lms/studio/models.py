"""Tables of reviews of drafts, of remarks on their lines, and of how translations stand."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Json, Key, PublicId
from lms.forms import LONGEST_KEY
from lms.library.models import DIGEST_LENGTH, Draft, DraftText
from lms.people.models import TRAIL, Person, personal
from lms.studio.domain.anchoring import LONGEST_QUOTE, LONGEST_REMARK
from lms.studio.domain.reviewing import LONGEST_WORDS

LONGEST_PLACE = 300  # of a piece in its document
OPEN = "verdict IS NULL"
SAID = personal("talk about a draft among its authors", "contract", "employment + 1 year")


class Review(Base):
    """Somebody asked a colleague to read a draft as it was; decided on once, or taken back.

    `versions` are the numbers of its files under review, `digest` tells exactly these texts and
    files from all others.
    """

    __tablename__ = "draft_review"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("draft.id"), index=True)
    base_revision_id: Mapped[int | None] = mapped_column(  # None: nothing was published then
        sa.ForeignKey("revision.id"), index=True
    )
    versions: Mapped[Json]  # path → number of the version
    digest: Mapped[str] = mapped_column(sa.String(DIGEST_LENGTH))
    note: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=SAID)  # "": none
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    asked_at: Mapped[datetime]
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    reviewer_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TRAIL)
    verdict: Mapped[str | None] = mapped_column(sa.String(9))
    words: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), default="", info=SAID)
    decided_at: Mapped[datetime | None]

    draft: Mapped[Draft] = relationship()
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    reviewer: Mapped[Person] = relationship(foreign_keys=[reviewer_id])

    __table_args__ = (
        sa.UniqueConstraint("asked_by_id", "key"),
        sa.CheckConstraint("reviewer_id <> asked_by_id", name="other"),
        sa.CheckConstraint("verdict IN ('approved', 'returned', 'withdrawn')", name="verdict"),
        sa.CheckConstraint("(verdict IS NULL) = (decided_at IS NULL)", name="decided"),
        sa.CheckConstraint("verdict <> 'returned' OR words <> ''", name="reason"),
        sa.Index("ix_draft_review_reviewer_id_verdict", "reviewer_id", "verdict"),
        sa.Index(
            "uq_draft_review_open",
            "draft_id",
            unique=True,
            sqlite_where=sa.text(OPEN),
            postgresql_where=sa.text(OPEN),
        ),
    )


class Remark(Base):
    """Somebody remarked on a line of a file of a draft, or answered such a remark.

    `quote` is the line as it stood; an answer has none. What is settled is settled as a whole.
    """

    __tablename__ = "draft_remark"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    text_id: Mapped[int] = mapped_column(sa.ForeignKey("draft_text.id"), index=True)
    answers_id: Mapped[int | None] = mapped_column(sa.ForeignKey("draft_remark.id"), index=True)
    line: Mapped[int]  # counted from 1
    quote: Mapped[str] = mapped_column(sa.String(LONGEST_QUOTE))
    words: Mapped[str] = mapped_column(sa.String(LONGEST_REMARK), info=SAID)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=SAID)
    at: Mapped[datetime] = mapped_column(info=SAID)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    settled_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=SAID
    )
    settled_at: Mapped[datetime | None]

    text: Mapped[DraftText] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=[by_id])
    settled_by: Mapped[Person | None] = relationship(foreign_keys=[settled_by_id])

    __table_args__ = (
        sa.UniqueConstraint("by_id", "key"),
        sa.CheckConstraint("line >= 1", name="line"),
        sa.CheckConstraint("words <> ''", name="words"),
        sa.CheckConstraint("(answers_id IS NULL) = (quote <> '')", name="quote"),
        sa.CheckConstraint("(settled_at IS NULL) = (settled_by_id IS NULL)", name="settled"),
        sa.CheckConstraint("answers_id IS NULL OR settled_at IS NULL", name="whole"),
    )


class TranslationApproval(Base):
    """Somebody said of a piece of a translation that it still holds, beside its source as it was.

    `digest` tells these two texts from all others.
    """

    __tablename__ = "translation_approval"
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), primary_key=True)
    language: Mapped[str] = mapped_column(sa.String(7), primary_key=True)
    place: Mapped[str] = mapped_column(sa.String(LONGEST_PLACE), primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(DIGEST_LENGTH))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    at: Mapped[datetime]

    __table_args__ = (sa.CheckConstraint("language IN ('zh-Hant', 'en')", name="language"),)


class TranslationCount(Base):
    """How the English of a published revision stands; may be thrown away, a job counts again."""

    __tablename__ = "translation_count"
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), primary_key=True)
    pieces: Mapped[int]
    missing: Mapped[int]
    outdated: Mapped[int]
    counted_at: Mapped[datetime]

    __table_args__ = (
        sa.CheckConstraint(
            "missing BETWEEN 0 AND pieces AND outdated BETWEEN 0 AND pieces", name="pieces"
        ),
    )
