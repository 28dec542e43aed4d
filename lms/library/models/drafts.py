"""Tables of what authors write: drafts, their files, everything that was saved of these."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key
from lms.library.models.documents import Document
from lms.people.models import TRAIL, Person

LONGEST_PATH = 120  # of a picture or sound, below the folder of authored texts
OPEN_DRAFT = "closed_at IS NULL"


class Draft(Base):
    """Texts of a document as its authors write them, valid or not; readers see what is published.

    Closed once it was published (`revision_id`) or thrown away.
    """

    __tablename__ = "draft"
    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), index=True)
    base_revision_id: Mapped[int | None] = mapped_column(  # None: nothing was published then
        sa.ForeignKey("revision.id"), index=True
    )
    revision_id: Mapped[int | None] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    closed_at: Mapped[datetime | None]

    document: Mapped[Document] = relationship()
    texts: Mapped[list["DraftText"]] = relationship(
        order_by="DraftText.id", back_populates="draft", lazy="selectin"
    )

    __table_args__ = (
        sa.CheckConstraint("revision_id IS NULL OR closed_at IS NOT NULL", name="closed"),
        sa.Index(
            "uq_draft_open",
            "document_id",
            unique=True,
            sqlite_where=sa.text(OPEN_DRAFT),
            postgresql_where=sa.text(OPEN_DRAFT),
        ),
    )


class DraftText(Base):
    """One file of a draft as it was saved last; `number` counts what was saved of it."""

    __tablename__ = "draft_text"
    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("draft.id"))
    path: Mapped[str] = mapped_column(sa.String(LONGEST_PATH))
    base: Mapped[str] = mapped_column(sa.Text)  # as it was when the draft was begun
    text: Mapped[str] = mapped_column(sa.Text)
    number: Mapped[int]
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)

    draft: Mapped[Draft] = relationship(back_populates="texts")
    saved_by: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("draft_id", "path"),
        sa.CheckConstraint("number >= 0", name="number"),
    )


class DraftVersion(Base):
    """What was saved of a file of a draft, kept for ever; see `lms.library.packing`."""

    __tablename__ = "draft_version"
    id: Mapped[Key]
    text_id: Mapped[int] = mapped_column(sa.ForeignKey("draft_text.id"))
    number: Mapped[int]
    packed: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)

    saved_by: Mapped[Person] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("text_id", "number"),
        sa.CheckConstraint("number >= 1", name="number"),
    )
