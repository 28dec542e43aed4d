"""Weekly reviews of an apprentice: those that wait for a session, those that one came to."""

from collections.abc import Sequence

import sqlalchemy as sa

from lms.db import db
from lms.mentoring.models import SessionRecord, SessionReview
from lms.workday.models import WeekReview

MOST = 4  # weeks: older ones are past talking about
WAITING = (
    sa.select(WeekReview)
    .where(
        WeekReview.person_id == sa.bindparam("person_id"),
        ~sa.exists().where(SessionReview.review_id == WeekReview.id),
    )
    .order_by(WeekReview.monday.desc())
    .limit(MOST)
)


def waiting_reviews(person_id: int) -> Sequence[WeekReview]:
    """What an apprentice has sent and no session has come to yet, the newest first."""
    return db.session.scalars(WAITING, {"person_id": person_id}).unique().all()


def reviews_in(record: SessionRecord) -> Sequence[WeekReview]:
    """What a session has come to."""
    wanted = (
        sa.select(WeekReview)
        .join(SessionReview, SessionReview.review_id == WeekReview.id)
        .where(SessionReview.session_id == record.id)
        .order_by(WeekReview.monday)
    )
    return db.session.scalars(wanted).unique().all()
