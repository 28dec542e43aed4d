"""Reading weeks: what one came to, and what was sent of it."""

from collections import Counter
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from lms.db import db
from lms.errors import NotFound
from lms.people.access import in_force_on, visible_people
from lms.people.models import Pair, Person
from lms.workday.domain import USUAL, Rate, Share, Shares, Tally, Week, noted, tally
from lms.workday.models import DaySheet, WeekReview
from lms.workday.queries.days import half_hours_between, rates, shares_of
from lms.workday.queries.focus import focus_of, sessions_between

PERMISSION = "session.record"
SIX_DAYS = timedelta(days=6)


def week_of(person: Person, monday: date, now: datetime) -> Week:
    """What somebody's own week has come to by now."""
    sunday = monday + SIX_DAYS
    sessions = [focus_of(row) for row in sessions_between(person, monday, sunday)]
    return Week(
        monday=monday,
        rates=rates(person, monday, sunday),
        tally=tally(sessions, now),
        planned=_planned(person, monday, sunday),
        noted=noted(half_hours_between(person, monday, sunday)),
    )


def _planned(person: Person, first: date, last: date) -> Shares:
    """How days were to be shared out, on average; as usual when nobody said otherwise."""
    sheets = sa.select(DaySheet).where(
        DaySheet.person_id == person.id, DaySheet.day.between(first, last)
    )
    total: Counter[Share] = Counter()
    for sheet in db.session.scalars(sheets):
        total.update(shares_of(sheet).percent)
    return noted(total) or USUAL


def sent_review(person: Person, monday: date) -> WeekReview | None:
    """What somebody has sent of a week; None as long as nothing was."""
    wanted = sa.select(WeekReview).where(
        WeekReview.person_id == person.id, WeekReview.monday == monday
    )
    return db.session.scalars(wanted).unique().one_or_none()


def review_of(asker: Person, public_id: str, today: date) -> WeekReview:
    """A review of one's own, or of an apprentice of today. Raises NotFound for every other."""
    wanted = (
        sa.select(WeekReview)
        .join(WeekReview.person)
        .where(WeekReview.public_id == public_id, visible_people(asker, PERMISSION, today))
    )
    found = db.session.scalars(wanted).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def figures_of(review: WeekReview) -> Week:
    """The figures of a review, as they were when it was sent."""
    noted_shares = [getattr(review, f"noted_{share}") for share in Share]
    return Week(
        monday=review.monday,
        rates={review.monday: Rate(review.planned, review.done, review.came_in)},
        tally=Tally(review.whole, review.cut, review.seconds),
        planned=Shares(*(getattr(review, f"planned_{share}") for share in Share)),
        noted=Shares(*noted_shares) if any(noted_shares) else None,
    )


def mentor_of_now(person: Person, today: date) -> Pair | None:
    """The pair in which somebody is the apprentice today."""
    wanted = sa.select(Pair).where(Pair.apprentice_id == person.id, in_force_on(today))
    return db.session.scalars(wanted).unique().one_or_none()
