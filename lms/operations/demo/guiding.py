"""How the mentors of the demo company grade the same talk, and play with an apprentice."""

import random
from datetime import datetime, time, timedelta

from lms import clock
from lms.calibration import queries as calibration
from lms.calibration import service as calibrating
from lms.calibration.domain import Grade
from lms.calibration.models import CalibrationRound
from lms.mentoring import queries, service
from lms.mentoring.domain import Mark, Marked, Month, Setting, Sheet, Verdict, Wish
from lms.operations.demo import words
from lms.operations.demo.company import person_of
from lms.people.models import Person

OPENER, WATCHER = "hr", "hemei"
PLAYER, READY = "shenyan", "xiaolin"  # who plays with the mentor; who is ready to be observed
CARD, CHECKLIST, WISHED = "late-birthday-gift", "call-handling", "voice"
IN_ORDER = (0, 0, 0, 1, -1)  # by how many points a grade lies beside what most would give
FOUR = time(16)


def guide(*, now: datetime) -> None:
    """Let there be a closed and an open calibration, a role-play of three seats, a request."""
    _calibrate(now)
    play_together(person_of(PLAYER), person_of(WATCHER), now=now)
    ask_to_be_observed(person_of(READY), now=now)


def _calibrate(now: datetime) -> None:
    """Last month's round is closed; this month's waits for all mentors but one."""
    month = Month.of(clock.day_of(now))
    closed, opened = _open(month.previous, now), _open(month, now)
    for mentor in calibration.mentors_asked(clock.day_of(now)):
        if closed is not None:
            _grade(mentor, closed, now)
        if opened is not None and mentor.login == WATCHER:
            _grade(mentor, opened, now)
    if closed is not None:
        calibrating.close_round(person_of(OPENER), closed, now=now)


def _open(month: Month, now: datetime) -> CalibrationRound | None:
    """A round about the talk that is proposed first; None where there is none."""
    offered = calibration.offered()
    if not offered:
        return None
    checklist, key = queries.checklist(CHECKLIST), f"demo{month.first:%Y%m}"
    return calibrating.open_round(
        person_of(OPENER), month.first, offered[0].play, checklist, key=key, now=now
    )


def _grade(mentor: Person, round_: CalibrationRound, now: datetime) -> None:
    """Grades near those that most would give, by chance of the mentor's login."""
    if calibration.seat_of(round_, mentor) is None:
        return
    chance = random.Random(mentor.login)  # noqa: S311  # no secret
    usual = random.Random(CHECKLIST)  # noqa: S311  # the same for everybody
    grades = {
        item.id: _bounded(usual.choice(list(Grade)) + chance.choice(IN_ORDER))
        for item in calibration.checklist_of(round_).items
    }
    calibrating.rate(mentor, round_, grades, key=f"demo{mentor.login}", now=now)


def _bounded(points: int) -> int:
    """The nearest grade that there is."""
    return max(Grade.NOT, min(Grade.FULLY, points))


def play_together(player: Person, watcher: Person, *, now: datetime) -> None:
    """A mentor plays the customer, a colleague ticks, the mentor concludes."""
    pair = queries.own_pair(player.id, clock.day_of(now))
    if pair is None:
        return
    mentor, card = pair.mentor, queries.card(CARD)
    duet = service.begin_duet(mentor, pair, card, key="demoduet", now=now)
    for number, said in enumerate(words.DUET):
        by = player if number % 2 else mentor
        service.say(by, duet, said, key=f"demoline{number}", now=now)
    seat = service.offer_seat(mentor, duet, now=now)
    service.take_seat(watcher, seat, now=now)
    checklist = queries.checklist(card.content.checklist)
    marks = {item.id: Marked(Mark.YES) for item in checklist.content.items[:8]}
    service.tick(watcher, seat, marks)
    service.end_duet(mentor, duet, now=now)
    sheet = Sheet(
        checklist=checklist.content,
        setting=Setting.SIMULATED,
        verdict=Verdict.MET,
        evidence=words.DUET_SAID,
        marks=marks,
    )
    service.record_checklist(mentor, pair, checklist, sheet, duet=duet, key="demosheet", now=now)


def ask_to_be_observed(ready: Person, *, now: datetime) -> None:
    """An apprentice is ready to be observed, in two days at four."""
    pair = queries.own_pair(ready.id, clock.day_of(now))
    if pair is None:
        return
    day = clock.day_of(now) + timedelta(days=2)
    starts_at = datetime.combine(day, FOUR, clock.zone())
    wish = Wish(WISHED, starts_at, words.READY)
    service.ask_observation(ready, pair, wish, key="demoready", now=now)
