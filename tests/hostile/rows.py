"""Rows that no form of the world of the journeys makes, so that every column of text has one."""

from datetime import date

import sqlalchemy as sa

from lms.courses.models import EntryTestLesson, ExemptionWithdrawal, HintAsked, LessonExemption
from lms.db import db
from lms.disputes.models import Appeal, Dispute
from lms.library import queries as published
from lms.library.models import Document
from lms.mentoring.models import DuetMark, DuetSeat, MentorFeedback
from lms.messages.domain import Trouble
from lms.messages.models import Mail
from lms.notes.models import LessonQuestion, LessonReaction
from lms.onboarding.models import GateStatement, Plan, PlanAdjustment
from lms.people.models import Pair, PairEnd, Person
from lms.questions.models import KeptReply, ReplyAmendment
from lms.scenarios.models import ExtraAttempt, ExtraTime, Play, Regrading, Turn
from tests.journeys.world import TODAY

WITHDRAWN = "withdrawn000"  # the exemption that was taken back
HINTED = "role-awareness/posts-and-duties"


def add(ended: str) -> None:
    """Add them; `ended` is the public id of a play that is over."""
    plan = db.session.scalars(sa.select(Plan).limit(1)).one()
    play = db.session.scalars(sa.select(Play).where(Play.public_id == ended)).one()
    zhao = db.session.scalars(sa.select(Person).where(Person.login == "zhao")).one()
    play.person.email = "x@shitu.example"
    moved = PlanAdjustment(plan_id=plan.id, shift=0, reason="", at=TODAY, by_id=plan.person_id)
    letter = Mail(person_id=plan.person_id, key="x", kind="trial", created_at=TODAY)
    letter.dropped_at, letter.trouble, letter.answer = TODAY, Trouble.REFUSED, "550"
    db.session.add_all([moved, letter, *_allowances(play, zhao), _declined(play, zhao)])
    _reply()
    _appeal(play, zhao)
    _hand_over(play.person, zhao)
    _answers(zhao)
    _progress(plan, zhao)
    _hints(plan.person_id)
    _said_in_passing()


def _hand_over(apprentice: Person, by: Person) -> None:
    """A mentor before the present one, who left a note."""
    lei = db.session.scalars(sa.select(Person).where(Person.login == "lei")).one()
    days = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 1, 30)}
    pair = Pair(mentor_id=lei.id, apprentice_id=apprentice.id, **days)
    db.session.add(pair)
    db.session.flush()
    facts = {"how": "transferred", "handover": "x", "by_id": by.id, "at": TODAY}
    db.session.add(PairEnd(pair_id=pair.id, **facts))


def _allowances(play: Play, by: Person) -> list[ExtraTime | ExtraAttempt]:
    facts = {"person": play.person, "document": play.document, "reason": "", "key": "x"}
    facts |= {"granted_by": by, "granted_at": TODAY}
    return [ExtraTime(percent=25, **facts), ExtraAttempt(**facts)]


def _declined(play: Play, by: Person) -> Regrading:
    facts = {"changes": {}, "verdicts": {}, "was": 80, "score": 70, "passes": False, "words": ""}
    facts |= {"move": "falls", "state": "declined", "at": TODAY, "settled_at": TODAY}
    return Regrading(play=play, cause="x", settled_by_id=by.id, **facts)


def _reply() -> None:
    """Two replies that were kept, and words that were forbidden by one of them."""
    scenario = db.session.scalars(sa.select(Document).where(Document.kind == "scenario")).first()
    facts = {"document": scenario, "step": "start", "text": "", "cause": "unmatched"}
    facts |= {"times": 1, "people": 1, "first_at": TODAY, "last_at": TODAY}
    kept = [KeptReply(digest=digest, **facts) for digest in "xy"]
    author = db.session.scalars(sa.select(Person).where(Person.login == "wang")).one()
    kept[1].decision, kept[1].decided_by_id, kept[1].decided_at = "forbidden", author.id, TODAY
    facts = {"step": "start", "decision": "forbidden", "element": "x", "words": "", "title": ""}
    row = ReplyAmendment(kept=kept[1], document_id=scenario.id, at=TODAY, **facts)
    row.revision_id = scenario.published_revision_id
    db.session.add_all([*kept, row])


def _appeal(play: Play, by: Person) -> None:
    """A dispute that was decided twice."""
    chen = db.session.scalars(sa.select(Person).where(Person.login == "chen")).one()
    third = db.session.scalars(sa.select(Turn).where(Turn.play_id == play.id, Turn.number == 3))
    decided = {"decision": "upheld", "reason": "", "decided_at": TODAY}
    facts = {"key": "x", "words": "", "opened_at": TODAY, **decided}
    dispute = Dispute(turn=third.one(), person=play.person, capacity="mentor", **facts)
    dispute.decided_by_id = chen.id
    db.session.add_all([dispute, Appeal(dispute=dispute, decided_by=by, **facts)])


def _answers(by: Person) -> None:
    """A question and a reaction like those that wait, but answered."""
    answered = {"key": "y", "answer": "x", "answered_at": TODAY, "answered_by_id": by.id}
    settled = {"kind": "wrong", "verdict": "kept"}
    for model, more in [(LessonQuestion, {}), (LessonReaction, settled)]:
        waits = db.session.scalars(sa.select(model)).one()
        columns = (column.name for column in model.__table__.columns)
        facts = {name: getattr(waits, name) for name in columns if name not in {"id", "public_id"}}
        db.session.add(model(**{**facts, **answered, **more}))


def _progress(plan: Plan, by: Person) -> None:
    """What was said before a gate, an exemption taken back."""
    parts = dict.fromkeys(("done", "learnt", "lacking", "ahead"), "x")
    said = GateStatement(plan_id=plan.id, gate="gate-1", number=1, saved_at=TODAY, **parts)
    said.sent_at = TODAY
    tested = db.session.scalars(
        sa.select(EntryTestLesson)
        .outerjoin(LessonExemption, LessonExemption.test_lesson_id == EntryTestLesson.id)
        .where(LessonExemption.id.is_(None))
    ).first()
    place = {"document_id": tested.document_id, "revision_id": tested.revision_id}
    place |= {"person_id": plan.person_id, "public_id": WITHDRAWN}
    exempt = LessonExemption(test_lesson_id=tested.id, at=TODAY, **place)
    db.session.add_all([said, exempt])
    db.session.flush()
    facts = {"exemption_id": exempt.id, "by_id": by.id, "words": "x", "at": TODAY}
    db.session.add(ExemptionWithdrawal(**facts))


def _hints(asker: int) -> None:
    """All hints to the checks of a lesson were asked for."""
    document = db.session.scalars(sa.select(Document).where(Document.address == HINTED)).one()
    place = {"document_id": document.id, "revision_id": document.published_revision_id}
    for check in published.at_revision(document.published_revision_id).content.checks:
        for number in range(1, len(check.hints) + 1):
            facts = {"question": check.id, "number": number, "key": f"{check.id}-{number}"}
            db.session.add(HintAsked(person_id=asker, at=TODAY, **facts, **place))


def _said_in_passing() -> None:
    """What the third seat of a role-play has noted, and what was said of a mentor."""
    seat = db.session.scalars(sa.select(DuetSeat)).first()
    marks = dict.fromkeys(("there", "clear", "useful", "respect"), 3)
    chen = db.session.scalars(sa.select(Person).where(Person.login == "chen")).one()
    heard = MentorFeedback(mentor_id=chen.id, month=date(2026, 3, 1), words="x", batch=1, **marks)
    noted = DuetMark(seat_id=seat.id, item="greets-in-three-seconds", is_done=False, words="x")
    db.session.add_all([heard, noted])
