"""How trainees of the demo company order their working days, and what they keep and agree on."""

from datetime import date, datetime, time, timedelta

from lms.db import db
from lms.growth import queries as growth
from lms.growth import service as growing
from lms.growth.domain import goals, signature
from lms.onboarding import service as onboarding
from lms.operations.demo import words
from lms.operations.demo.times import Times
from lms.people.domain import Leave, LeaveKind, Pattern, Rota
from lms.people.models import Person
from lms.workday import queries, service
from lms.workday.domain import (
    A_WEEK,
    Brought,
    Closing,
    Jotted,
    Matter,
    Outcome,
    Quadrant,
    Share,
    monday_of,
)
from lms.workday.domain.shelves import Entry, Judged, Shelf, Verdict
from lms.workday.queries import shelves

DAYS = 2  # worked last, each with a list
EARLY, STARTED, FOCUSED = time(8, 50), time(9), time(9, 30)
CALLED, INTERRUPTED, CLOSED = time(10, 20), time(14), time(17, 40)
WHOLE, CUT = timedelta(minutes=25), timedelta(minutes=11)
NOTED = (Share.RESPONSE, Share.RESPONSE, Share.SOLVING, Share.SOLVING, Share.SOLVING, Share.UPKEEP)
HALF_AN_HOUR = timedelta(minutes=30)
HOLDS = timedelta(days=60)  # an answer on a shelf
ONE_DAY = timedelta(days=1)
EVENING = time(18)


def work(person: Person, mentor: Person, times: Times) -> None:
    """Let a trainee order the days worked last, bring them to the mentor, and share an answer."""
    days = _days(times)
    for number, day in enumerate(days):
        _plan(person, number, day, times)
        _focus(person, number, day, times)
        _note(person, day, times)
        _close(person, day, times, is_last=day == days[-1])
    last = days[-1]
    at = _instant(last, CLOSED, times)
    service.send_review(person, monday_of(last), Brought(*words.BROUGHT), today=last, now=at)
    _keep(person, mentor, last, at)


def agree_on_learning(person: Person, mentor: Person, times: Times) -> None:
    """Let both agree on what is proposed for the quarter, if anything is."""
    day = _days(times)[-1]
    at = _instant(day, CLOSED, times)
    wanted = goals(growth.proposals(person, "", at, day))
    if wanted:
        drawn = growing.draw_up(person, person, post="", seen=signature(wanted), now=at)
        growing.agree(mentor, drawn, drawn.version, now=at)


def be_away(officer: Person, person: Person, today: date, times: Times, *, now: datetime) -> None:
    """Let HR enter that a trainee is soon on leave for three working days."""
    after = times.calendar.after
    leave = Leave(first=after(today, 6), last=after(today, 8), kind=LeaveKind.ANNUAL)
    key = f"demo-leave-{person.public_id}"
    onboarding.enter_leave(officer, person, leave, key=key, now=now)


def work_in_shifts(officer: Person, person: Person, today: date, *, now: datetime) -> None:
    """Let HR enter that a trainee has other days of rest from next Monday on."""
    rota = Rota(
        starts_on=monday_of(today) + A_WEEK,
        pattern=Pattern.WEEKDAYS,
        rest=frozenset({1, 2}),  # Tuesday and Wednesday
    )
    key = f"demo-rota-{person.public_id}"
    onboarding.enter_rota(officer, person, rota, key=key, now=now)


def last_evening(times: Times) -> datetime:
    """After work on the last day before the current one."""
    return _instant(_days(times)[-1], EVENING, times)


def _days(times: Times) -> list[date]:
    days = [times.worked]
    for _ in range(DAYS):
        days.insert(0, times.calendar.last_working_day(days[0] - ONE_DAY))
    return days[:-1]


def _instant(day: date, hour: time, times: Times) -> datetime:
    return datetime.combine(day, hour, times.zone)


def _plan(person: Person, number: int, day: date, times: Times) -> None:
    """The list of the morning, and what came in after it."""
    *morning, later = words.MATTERS[number]
    for place, jotted in enumerate(morning):
        key, at = f"demo-{day}-{place}", _instant(day, EARLY, times)
        service.add_matter(person, Jotted(*jotted), key=key, today=day, now=at)
    service.start_day(person, today=day, now=_instant(day, STARTED, times))
    key, at = f"demo-{day}-later", _instant(day, CALLED, times)
    service.add_matter(person, Jotted(*later), key=key, today=day, now=at)


def _focus(person: Person, number: int, day: date, times: Times) -> None:
    """One focus session to its end, and one that somebody cut short."""
    for hour, length, outcome, cut_by in (
        (FOCUSED, WHOLE, Outcome.DONE, ""),
        (INTERRUPTED, CUT, Outcome.CUT, words.CUT_BY),
    ):
        at, key = _instant(day, hour, times), f"demo-{day}-{hour:%H%M}"
        begun = service.begin_focus(person, words.FOCUSED_ON[number], key=key, today=day, now=at)
        db.session.flush()  # gives it its public id
        service.end_focus(person, begun.public_id, outcome, cut_by, now=at + length)


def _note(person: Person, day: date, times: Times) -> None:
    for number, share in enumerate(NOTED):
        at = _instant(day, STARTED, times) + number * HALF_AN_HOUR
        key = f"demo-{day}-half-{number}"
        service.note_half_hour(person, share, key=key, today=day, now=at)


def _close(person: Person, day: date, times: Times, *, is_last: bool) -> None:
    """Everything is done in the end; on an earlier day one matter is carried over first."""
    at = _instant(day, CLOSED, times)
    for matter in queries.day_of(person, day).sheet.matters:
        if not is_last and _can_wait(matter):
            service.carry(person, matter.public_id, times.calendar, today=day, now=at)
        else:
            service.close_matter(person, matter.public_id, Closing.DONE, today=day, now=at)


def _can_wait(matter: Matter) -> bool:
    return matter.quadrant is Quadrant.FILED


def _keep(person: Person, mentor: Person, day: date, at: datetime) -> None:
    """Two answers on the own shelves; the department reads the first, which the mentor accepts."""
    for number, (shelf, question, answer, source) in enumerate(words.KEPT):
        entry = Entry(
            shelf=Shelf(shelf),
            question=question,
            answer=answer,
            source=source,
            holds_until=day + HOLDS,
        )
        kept = service.keep_entry(person, entry, key=f"demo-{number}", now=at)
        db.session.flush()  # gives it its numbers
        if number == 0:
            service.share_entry(person, kept.public_id, today=day, now=at)
            shared = shelves.latest_shares(person)[kept.id]
            found = Verdict(Judged.ACCEPTED, words.ACCEPTED)
            service.review_share(mentor, shared.public_id, found, today=day, now=at)
