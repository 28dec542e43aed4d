"""Which session has come to a weekly review that the apprentice had sent."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base


class SessionReview(Base):
    """A weekly review was talked about in a session; it waits for no other."""

    __tablename__ = "session_review"
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("week_review.id"), primary_key=True)
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("session_record.id"), index=True)
