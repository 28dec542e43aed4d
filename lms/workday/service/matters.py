"""What somebody does with the matters on the own list."""

from datetime import date, datetime

from lms.db import db, lock
from lms.errors import N_, Invalid, Stale
from lms.onboarding.domain import Calendar
from lms.people.models import Person
from lms.workday import queries
from lms.workday.domain import (
    MOST_MATTERS,
    TOO_MANY,
    Closing,
    Jotted,
    Quadrant,
    next_day,
)
from lms.workday.models import DayMatter
from lms.workday.queries.days import matter_of
from lms.workday.service.days import sheet_on

PAST = N_("这件事记在另一天，那天的完成率已经定了。没办完的可以接到今天再办。")
MOVED_ON = N_("这件事已经有了别的结果，请看看现在的样子。")
NO_LIMIT = N_("这件事没有时限，不用记回应。")


def add_matter(person: Person, jotted: Jotted, *, key: str, today: date, now: datetime) -> None:
    """Put a line on today's list; once the day has started, it has come in.

    The same key again changes nothing. Raises Invalid when the list is full.
    """
    if queries.by_key(DayMatter, person, key):
        return
    if queries.count_matters(person, today) >= MOST_MATTERS:
        raise Invalid(TOO_MANY, most=MOST_MATTERS)
    sheet = sheet_on(person, today)
    db.session.add(
        DayMatter(
            person_id=person.id,
            day=today,
            words=jotted.words,
            quadrant=jotted.quadrant.value,
            sort=jotted.sort.value,
            is_planned=sheet.started_at is None,
            since=now,
            key=key,
        )
    )


def close_matter(
    person: Person, public_id: str, closing: Closing, *, today: date, now: datetime
) -> None:
    """Tick a matter of today off, or drop one of today or left over.

    The first tick starts the day. What is dropped before the day starts is taken off the list, as
    if it had never been there. Raises Stale when something else came of it, or for another day's.
    """
    matter = _own(person, public_id)
    if matter.closing is not None:
        _must_be(matter, closing)
        return
    if matter.day > today or (closing is Closing.DONE and matter.day != today):
        raise Stale(PAST)
    sheet = sheet_on(person, matter.day)
    if closing is Closing.DROPPED and sheet.started_at is None and matter.day == today:
        db.session.delete(matter)
        return
    sheet.started_at = sheet.started_at or now
    matter.closing, matter.closed_at = closing.value, now


def reopen_matter(person: Person, public_id: str, *, today: date) -> None:
    """Take back that a matter of today was done or dropped. Raises Stale for any other."""
    matter = _own(person, public_id)
    if matter.closing is None:
        return
    if matter.closing == Closing.CARRIED:
        raise Stale(MOVED_ON)
    if matter.day != today:
        raise Stale(PAST)
    matter.closing = matter.closed_at = None


def answer_matter(person: Person, public_id: str, *, now: datetime) -> None:
    """Note that a complaint was answered or a fault reported; only the first time counts.

    Raises Invalid for what has no limit.
    """
    matter = _own(person, public_id)
    if matter_of(matter).limit is None:
        raise Invalid(NO_LIMIT)
    matter.answered_at = matter.answered_at or now


def move_matter(person: Person, public_id: str, quadrant: Quadrant) -> None:
    """Put a matter into another quadrant; its limit stays what it is."""
    matter = _own(person, public_id)
    if matter.closing is not None:
        raise Stale(MOVED_ON)
    matter.quadrant = quadrant.value


def carry(
    person: Person, public_id: str, calendar: Calendar, *, today: date, now: datetime
) -> date:
    """Carry an open matter over to the next working day, or from an earlier day to today.

    Gives the day; carried once already, the day of then. Raises Stale for what is closed.
    """
    matter = _own(person, public_id)
    if matter.closing is not None:
        _must_be(matter, Closing.CARRIED)
        return matter.carried_to or today
    to = next_day(matter.day, today, calendar)
    _carry(matter, to, is_planned=sheet_on(person, to).started_at is None, now=now)
    return to


def carry_left_over(person: Person, calendar: Calendar, *, today: date, now: datetime) -> int:
    """Carry over all that is left of earlier days; gives how many matters that were."""
    left = queries.left_over(person, today)
    for matter in left:
        lock(matter)
        if matter.closing is None:
            to = next_day(matter.day, today, calendar)
            _carry(matter, to, is_planned=sheet_on(person, to).started_at is None, now=now)
    return len(left)


def _carry(matter: DayMatter, to: date, *, is_planned: bool, now: datetime) -> None:
    db.session.add(
        DayMatter(
            person_id=matter.person_id,
            day=to,
            words=matter.words,
            quadrant=matter.quadrant,
            sort=matter.sort,
            is_planned=is_planned,
            since=matter.since,
            answered_at=matter.answered_at,
            carried_from_id=matter.id,
            key=f"carried{matter.id}",
        )
    )
    matter.closing, matter.closed_at, matter.carried_to = Closing.CARRIED.value, now, to


def _own(person: Person, public_id: str) -> DayMatter:
    matter = queries.own_matter(person, public_id)
    lock(matter)
    return matter


def _must_be(matter: DayMatter, closing: Closing) -> None:
    if matter.closing != closing:
        raise Stale(MOVED_ON)
