"""The table of what is said back to verdicts."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Key
from lms.db.tables import PUBLIC_ID_LENGTH
from lms.forms import LONGEST_KEY
from lms.people.models import RECORD, Person, personal
from lms.verdicts.domain import LONGEST_WORDS

LONGEST_KIND = 20
SAID = personal("what the two said about a verdict, read by the two", "contract", "employment")


class VerdictMessage(Base):
    """The trainee, or the mentor, said something about a verdict; numbered, never changed.

    Which verdict: its kind, and its public id among those of that kind.
    """

    __tablename__ = "verdict_message"
    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(sa.String(LONGEST_KIND))
    verdict: Mapped[str] = mapped_column(sa.String(PUBLIC_ID_LENGTH))
    number: Mapped[int]  # in its thread, from 1
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=RECORD)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=RECORD)
    words: Mapped[str] = mapped_column(sa.String(LONGEST_WORDS), info=SAID)
    at: Mapped[datetime] = mapped_column(info=RECORD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    by: Mapped[Person] = relationship(foreign_keys=[by_id])

    __table_args__ = (
        sa.UniqueConstraint("kind", "verdict", "number"),
        sa.UniqueConstraint("by_id", "key"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("words <> ''", name="words"),
    )
