"""What apprentices said of a mentor, as far as it may be told; whether one may still say it."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import NotFound
from lms.mentoring.domain.feedback import Feedback, Question, Told, is_open, told
from lms.mentoring.models import FeedbackSpent, MentorFeedback
from lms.people.models import Pair, Person


def told_of(mentor_id: int) -> Told:
    """The averages and sentences on a mentor that may be told."""
    wanted = sa.select(MentorFeedback).where(
        MentorFeedback.mentor_id == mentor_id, MentorFeedback.batch.is_not(None)
    )
    return told([_as_said(row) for row in db.session.scalars(wanted)])


def ended_pair_of(asker: Person, public_id: str, today: date) -> Pair:
    """A pair that has ended, of which the asker was the apprentice and may still say something.

    Raises NotFound.
    """
    wanted = (
        sa.select(Pair)
        .where(Pair.public_id == public_id, Pair.apprentice_id == asker.id)
        .options(joinedload(Pair.mentor, innerjoin=True))
    )
    found = db.session.scalar(wanted)
    if found is None or found.ends_on is None or not is_open(found.ends_on, today):
        raise NotFound
    return found


def has_spoken(pair_id: int) -> bool:
    """Whether a pair's apprentice has said what there was to say."""
    return db.session.get(FeedbackSpent, pair_id) is not None


def _as_said(row: MentorFeedback) -> Feedback:
    return Feedback({question: getattr(row, question) for question in Question}, row.words)
