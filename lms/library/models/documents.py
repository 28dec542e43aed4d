"""Tables of authored documents: what exists, its revisions, its HTML, who reads and changes it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base, Json, Key
from lms.fulltext import Words, searchable
from lms.people.models import RECORD, TRAIL

LONGEST_KIND = 20
LONGEST_NAME = 121  # two ids of 60 and the slash between them
LONGEST_REASON = 200
FIRST_TRIAL = 1_000_000  # the numbers from which texts are kept to be tried out
DIGEST_LENGTH = 64  # SHA-256 in hexadecimal


class Document(Base):
    """One authored text in all its languages; readers follow `published_revision_id`."""

    __tablename__ = "document"
    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(sa.String(LONGEST_KIND))
    name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    address: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    published_revision_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("revision.id", use_alter=True), index=True
    )
    archived_at: Mapped[datetime | None]

    __table_args__ = (sa.UniqueConstraint("kind", "name"), sa.UniqueConstraint("kind", "address"))


class Revision(Base):
    """A state of a document's texts, never changed; plays, completions and plans keep theirs."""

    __tablename__ = "revision"
    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"))
    number: Mapped[int]  # from FIRST_TRIAL on: kept to be tried out, and never published
    digest: Mapped[str] = mapped_column(sa.String(DIGEST_LENGTH))
    texts: Mapped[Json]  # path below the folder of authored texts → text
    origin: Mapped[str] = mapped_column(sa.String(6))
    material: Mapped[bool]
    author_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]

    __table_args__ = (
        sa.UniqueConstraint("document_id", "number"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("origin IN ('files', 'studio')", name="origin"),
    )


class DocumentAuthor(Base):
    """A person who may change a document."""

    __tablename__ = "document_author"
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id"), primary_key=True, index=True, info=TRAIL
    )


class Rendering(Base):
    """The HTML of one part of a revision in one language; a cache that may be thrown away."""

    __tablename__ = "rendering"
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), primary_key=True)
    language: Mapped[str] = mapped_column(sa.String(7), primary_key=True)
    part: Mapped[str] = mapped_column(sa.String(LONGEST_NAME), primary_key=True)
    renderer: Mapped[str] = mapped_column(sa.String(40))
    html: Mapped[str] = mapped_column(sa.Text)

    __table_args__ = (
        sa.CheckConstraint("language IN ('zh-Hans', 'zh-Hant', 'en')", name="language"),
    )


class SearchEntry(Base):
    """A part of a published document as it is found; may be thrown away and made again."""

    __tablename__ = "search_entry"
    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"))
    revision_id: Mapped[int] = mapped_column(sa.ForeignKey("revision.id"), index=True)
    number: Mapped[int]  # place in the document, counted from 1
    part: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))  # anchor on its page; "": its top
    within: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))  # a course, or ""
    titles: Mapped[Json]  # language → title
    texts: Mapped[Json]  # language → plain text
    version: Mapped[str] = mapped_column(sa.String(10))  # of the way of making words
    words: Mapped[str | None] = mapped_column(Words, deferred=True)

    __table_args__ = (sa.UniqueConstraint("document_id", "number"),)


searchable(SearchEntry.words)


class Assignment(Base):
    """A document that a person is to read or play, and until when; one per person and document."""

    __tablename__ = "assignment"
    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    due_on: Mapped[date | None] = mapped_column(sa.Date, info=RECORD)
    reason: Mapped[str] = mapped_column(sa.String(LONGEST_REASON), info=RECORD)
    assigned_at: Mapped[datetime] = mapped_column(info=RECORD)

    __table_args__ = (sa.UniqueConstraint("document_id", "person_id"),)
