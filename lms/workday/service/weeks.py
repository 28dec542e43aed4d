"""Sending the mentor what a week came to."""

from datetime import date, datetime

from lms.db import db
from lms.errors import N_, Stale
from lms.messages import service as messages
from lms.people.models import Person
from lms.workday import queries
from lms.workday.domain import Brought, Share, may_be_sent
from lms.workday.models import WeekReview

TOO_OLD = N_("这一周已经过去了。只能送这一周和上一周的回顾。")
TOLD = N_("%(name)s送来了一周的回顾，下次面谈一起看。")


def send_review(
    person: Person, monday: date, brought: Brought, *, today: date, now: datetime
) -> WeekReview:
    """Send the mentor the figures of a week with three sentences; once for each week.

    The mentor of today is told. What was sent already stays as it is. Raises Stale for a week that
    is neither this one nor the one before.
    """
    sent = queries.sent_review(person, monday)
    if sent is not None:
        return sent
    if not may_be_sent(monday, today):
        raise Stale(TOO_OLD, way_on="/workday/week")
    week = queries.week_of(person, monday, now)
    review = WeekReview(
        person_id=person.id,
        monday=monday,
        stuck=brought.stuck,
        change=brought.change,
        request=brought.request,
        planned=week.rate.planned,
        done=week.rate.done,
        came_in=week.rate.came_in,
        whole=week.tally.whole,
        cut=week.tally.cut,
        seconds=week.tally.seconds,
        sent_at=now,
        **{f"planned_{share}": week.planned.percent[share] for share in Share},
        **{f"noted_{share}": week.noted.percent[share] if week.noted else 0 for share in Share},
    )
    db.session.add(review)
    db.session.flush()  # the message names it
    pair = queries.mentor_of_now(person, today)
    if pair is not None:
        messages.tell(
            pair.mentor,
            sentence=TOLD,
            link=f"/workday/weeks/{review.public_id}",
            key=f"week-review-{review.public_id}",
            now=now,
            name=person,
        )
    return review
