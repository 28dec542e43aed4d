"""Saying something of one's mentor when the time together is over: once, unnamed."""

from datetime import datetime

import sqlalchemy as sa

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Stale
from lms.mentoring import queries
from lms.mentoring.domain.feedback import FEWEST, Feedback
from lms.mentoring.models import FeedbackSpent, MentorFeedback
from lms.people.models import Pair


def give_feedback(pair: Pair, said: Feedback, *, now: datetime) -> None:
    """Keep what an apprentice says of the mentor; no event and no time tells when.

    The caller has made sure that it is the apprentice (`queries.ended_pair_of`). Raises WrongField
    for a question without a grade, Stale when it was said already.
    """
    said.check()
    lock(pair)
    lock(pair.mentor)  # answers of one mentor come one after the other, so that three are counted
    if queries.has_spoken(pair.id):
        raise Stale(N_("这段带教您已经评过了，评过不能再改。谢谢您。"))
    db.session.add(FeedbackSpent(pair_id=pair.id))
    db.session.add(
        MentorFeedback(
            mentor_id=pair.mentor_id,
            month=clock.day_of(now).replace(day=1),
            words=said.words,
            **{str(question): grade for question, grade in said.grades.items()},
        )
    )
    db.session.flush()  # it counts among those that wait
    _tell_when_enough(pair.mentor_id)


def _tell_when_enough(mentor_id: int) -> None:
    """Let what waits be told, all at once, when there is enough of it."""
    own = MentorFeedback.mentor_id == mentor_id
    waiting = sa.select(sa.func.count()).where(own, MentorFeedback.batch.is_(None))
    if (db.session.scalar(waiting) or 0) < FEWEST:
        return
    last = db.session.scalar(sa.select(sa.func.max(MentorFeedback.batch)).where(own)) or 0
    db.session.execute(
        sa.update(MentorFeedback).where(own, MentorFeedback.batch.is_(None)).values(batch=last + 1)
    )
