"""Beginning a focus session, and saying how it ended."""

from datetime import date, datetime, timedelta

from lms.db import db, lock
from lms.errors import N_, Stale
from lms.people.models import Person
from lms.workday import queries
from lms.workday.domain import LENGTH, Outcome, counted, ended, goal
from lms.workday.models import FocusSession

RUNNING = N_("已经有一段在走了。一次只专心一件，走完或者停下，再开下一段。")


def begin_focus(
    person: Person, words: str, *, key: str, today: date, now: datetime
) -> FocusSession:
    """Begin 25 minutes for one thing; a session whose time is over comes to its end.

    The same key again gives the same session. Raises Stale while another one runs, Invalid without
    a goal.
    """
    found = queries.focus_by_key(person, key)
    if found is not None:
        return found
    running = queries.unended(person)
    if running is not None:
        lock(running)
        if running.ended_at is None:
            if now < running.started_at + LENGTH:
                raise Stale(RUNNING, way_on="/workday")
            _end(running, Outcome.DONE, now)
            db.session.flush()  # the index lets one session run at a time
    session = FocusSession(
        person_id=person.id, day=today, goal=goal(words), started_at=now, cut_by="", key=key
    )
    db.session.add(session)
    return session


def end_focus(
    person: Person, public_id: str, outcome: Outcome, cut_by: str, *, now: datetime
) -> FocusSession:
    """Say how a session ended; when its time was over, it is whole, and so it is once ended."""
    session = queries.own_focus(person, public_id)
    lock(session)
    if session.ended_at is None:
        _end(session, outcome, now, cut_by)
    return session


def _end(session: FocusSession, outcome: Outcome, now: datetime, cut_by: str = "") -> None:
    seconds = counted(session.started_at, now)
    how = ended(outcome, seconds)
    session.ended_at = session.started_at + timedelta(seconds=seconds)
    session.seconds, session.outcome = seconds, how.value
    session.cut_by = cut_by if how is Outcome.CUT else ""
