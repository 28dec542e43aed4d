"""Tables of pictures and sound: each file once, and which documents have it under which path."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key, PublicId
from lms.library.models.documents import DIGEST_LENGTH, Document
from lms.library.models.drafts import LONGEST_PATH
from lms.people.models import TRAIL

LONGEST_ALT = 200  # of the words for a picture


class StoredFile(Base):
    """A picture or sound, kept once however many revisions show it; never changed."""

    __tablename__ = "stored_file"
    id: Mapped[Key]
    digest: Mapped[str] = mapped_column(sa.String(DIGEST_LENGTH), unique=True)
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)


class StoredPicture(Base):
    """How large a stored picture of pixels is; drawings and sound have no such row."""

    __tablename__ = "stored_picture"
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_file.id"), primary_key=True)
    width: Mapped[int]  # pixels
    height: Mapped[int]

    __table_args__ = (sa.CheckConstraint("width >= 1 AND height >= 1", name="size"),)


class RevisionFile(Base):
    """A picture or sound that belongs to a revision, by its path."""

    __tablename__ = "revision_file"
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), primary_key=True)
    path: Mapped[str] = mapped_column(sa.String(LONGEST_PATH), primary_key=True)
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_file.id"), index=True)


class DraftFile(Base):
    """A picture or sound of a draft, beside those of the revision from which it goes on."""

    __tablename__ = "draft_file"
    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("draft.id"), primary_key=True)
    path: Mapped[str] = mapped_column(sa.String(LONGEST_PATH), primary_key=True)
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_file.id"), index=True)


class Upload(Base):
    """A picture that an author put beside a document; drafts of it may show it from then on.

    The same picture is put there once, whatever it was called.
    """

    __tablename__ = "upload"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"))
    path: Mapped[str] = mapped_column(sa.String(LONGEST_PATH))
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_file.id"), index=True)
    size: Mapped[int]  # bytes
    alt: Mapped[str] = mapped_column(sa.String(LONGEST_ALT))  # as it was first described
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)

    document: Mapped[Document] = relationship()

    @property
    def file(self) -> str:
        """The name of its file, by which texts show it."""
        return self.path.rpartition("/")[2]

    __table_args__ = (
        sa.UniqueConstraint("document_id", "path"),
        sa.UniqueConstraint("document_id", "file_id"),
        sa.CheckConstraint("alt <> ''", name="alt"),
        sa.CheckConstraint("size >= 1", name="size"),
    )
