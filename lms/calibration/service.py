"""What people do about calibration: open a round, grade blind, close it."""

from datetime import date, datetime

from lms import clock
from lms.calibration import queries
from lms.calibration.domain import Agreement, Grades, agreements, check_grades
from lms.calibration.models import CalibrationGrade, CalibrationRound, CalibrationSeat
from lms.db import db, lock
from lms.errors import N_, NotFound, Stale
from lms.library.queries import Published
from lms.mentoring.domain import Checklist, Month
from lms.messages import service as messages
from lms.people import audit
from lms.people.domain import WrongField
from lms.people.models import Person
from lms.scenarios.models import Play

ASKED = N_("%(month)s的校准开始了：请您看同一份对话，自己评一遍。")
CHOSEN = N_("您的一次演练隐去名字，给师父们对一对评分的尺度，不影响您的成绩。")
CLOSED = N_("%(month)s的校准结束了，看看您和大家差多少。")
TAKEN = N_("这个月已经有一轮校准了。")
NOBODY = N_("现在没有带徒弟的师父，没有人可以评。")
SENT = N_("您已经交过了，交了不能改。")
OVER = N_("这一轮已经结束了。")


def open_round(
    actor: Person,
    month: date,
    play: Play,
    checklist: Published[Checklist],
    *,
    key: str,
    now: datetime,
) -> CalibrationRound:
    """Ask everybody who has an apprentice to grade the talk of a play.

    The same key again gives the same round. Raises WrongField for a month that has one, and where
    nobody could be asked.
    """
    made = queries.round_by_key(actor, key)
    if made is not None:
        return made
    if queries.months_taken([month]):
        raise WrongField("month", TAKEN)
    mentors = [one for one in queries.mentors_asked(clock.day_of(now)) if one.id != play.person_id]
    if not mentors:
        raise WrongField("month", NOBODY)
    made = CalibrationRound(
        month=month,
        play_id=play.id,
        revision_id=checklist.revision_id,
        opened_by_id=actor.id,
        opened_at=now,
        key=key,
    )
    db.session.add(made)
    db.session.flush()  # seats, the audit event and the messages name it
    db.session.add_all(CalibrationSeat(round_id=made.id, mentor_id=one.id) for one in mentors)
    _record("calibration.opened", actor, made, now)
    for mentor in mentors:
        _tell(mentor, made, ASKED, "asked", now)
    messages.tell(
        play.person,
        sentence=CHOSEN,
        link=f"/plays/{play.public_id}",
        key=f"calibration-play-{made.public_id}",
        now=now,
    )
    return made


def rate(
    actor: Person, round_: CalibrationRound, grades: Grades, *, key: str, now: datetime
) -> CalibrationSeat:
    """Send one's grades, once and for all; the same key again changes nothing.

    Raises NotFound for who was not asked, WrongField for too few, Stale for who has sent and once
    the round is closed.
    """
    seat = queries.seat_of(round_, actor)
    if seat is None:
        raise NotFound
    lock(round_)
    lock(seat)
    if seat.sent_at is not None and seat.key == key:
        return seat
    if seat.sent_at is not None:
        raise Stale(SENT)
    if round_.closed_at is not None:
        raise Stale(OVER)
    known = {item.id for item in queries.checklist_of(round_).items}
    given = {item: grade for item, grade in grades.items() if item in known}
    check_grades(given, len(known))
    seat.sent_at, seat.key = now, key
    db.session.add_all(
        CalibrationGrade(seat_id=seat.id, item=item, grade=grade) for item, grade in given.items()
    )
    _record("calibration.rated", actor, round_, now)
    return seat


def close_round(actor: Person, round_: CalibrationRound, *, now: datetime) -> None:
    """Close a round and reckon how far everybody agrees with the others; again changes nothing."""
    lock(round_)
    if round_.closed_at is not None:
        return
    round_.closed_at, round_.closed_by_id = now, actor.id
    found = agreements(queries.given_in(round_))
    for seat in queries.all_seats(round_):
        if seat.sent_at is not None:
            _keep(seat, found[seat.id])
            _tell(seat.mentor, round_, CLOSED, "closed", now)
    _record("calibration.closed", actor, round_, now)


def _keep(seat: CalibrationSeat, found: Agreement) -> None:
    seat.items, seat.kappa, seat.leniency = found.items, found.kappa, found.leniency


def _record(kind: str, actor: Person, round_: CalibrationRound, now: datetime) -> None:
    audit.record(
        kind,
        actor=actor,
        subject=None,
        now=now,
        calibration=round_.public_id,
        month=str(Month(round_.month)),
    )


def _tell(person: Person, round_: CalibrationRound, sentence: str, act: str, now: datetime) -> None:
    messages.tell(
        person,
        sentence=sentence,
        link=f"/calibration/rounds/{round_.public_id}",
        key=f"calibration-{act}-{round_.public_id}",
        now=now,
        month=str(Month(round_.month)),
    )
