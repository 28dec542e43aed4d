"""What a session leads to: to-dos, settled questions, evidence, a signature in the plan."""

from datetime import datetime

import sqlalchemy as sa

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Forbidden, NotFound
from lms.i18n import _, day
from lms.mentoring import queries
from lms.mentoring.domain import Closed, Meeting
from lms.mentoring.models import (
    PrivateNote,
    SessionRecord,
    SessionReport,
    SessionReview,
    SessionTodo,
    SessionTopic,
)
from lms.notes import queries as notes
from lms.notes import service as asking
from lms.onboarding import queries as plans
from lms.onboarding import service as onboarding
from lms.onboarding.domain import Judgement, Subject, Verdict
from lms.people.domain import WrongField
from lms.people.models import Pair, Person
from lms.scenarios.models import Play, Turn

TALKED_ABOUT = N_("%(day)s面谈时一起看过、讲过了。")
NOT_THEIRS = N_("要办的事由师徒两人自己了结。")


def follow_up(
    actor: Person, pair: Pair, record: SessionRecord, meeting: Meeting, *, now: datetime
) -> None:
    """Let a session have what it leads to: to-dos, settled questions, a task of the plan.

    Raises NotFound for what is not the apprentice's, WrongField for a turn that there is not.
    """
    if meeting.private:
        note(actor, record, meeting.private, now=now)
    for todo in meeting.todos:
        owner_id = pair.mentor_id if todo.is_mentors else pair.apprentice_id
        facts = {"words": todo.words, "due_on": todo.due_on, "owner_id": owner_id}
        db.session.add(SessionTodo(session_id=record.id, pair_id=pair.id, **facts))
    for open_one in queries.open_todos(pair):
        if open_one.public_id in meeting.done:
            close_todo(actor, open_one, Closed.DONE, now=now)
    _talk_over(actor, record, meeting, now)
    _see_turns(pair, record, meeting)
    _look_back(pair, record, meeting)
    _look_at_reports(pair, record, meeting)
    _sign(actor, pair, record, meeting.task, now)


def note(writer: Person, record: SessionRecord, words: str, *, now: datetime) -> None:
    """Keep what somebody notes for themselves alone."""
    db.session.add(PrivateNote(session_id=record.id, writer_id=writer.id, words=words, at=now))


def _talk_over(actor: Person, record: SessionRecord, meeting: Meeting, now: datetime) -> None:
    """Questions that were talked about are answered by saying so."""
    today = clock.day_of(now)
    for public_id in dict.fromkeys(meeting.questions):
        question = notes.question_for(actor, public_id, "observation.record", today)
        if question.person_id != record.person_id:
            raise NotFound
        if question.answer is None:
            words = _(TALKED_ABOUT, day=day(record.held_on))
            asking.answer(actor, question, words, now=now)
        db.session.add(SessionTopic(session_id=record.id, question_id=question.id))


def _see_turns(pair: Pair, record: SessionRecord, meeting: Meeting) -> None:
    for seen in dict.fromkeys(meeting.turns):
        play = sa.select(Play.id).where(
            Play.public_id == seen.play,
            Play.person_id == pair.apprentice_id,
            Play.ended_at.is_not(None),
            Play.is_preview.is_(False),
        )
        play_id = db.session.scalar(play)
        if play_id is None:
            raise NotFound
        if seen.turn is not None and not _has_turn(play_id, seen.turn):
            raise WrongField("turn", N_("这次演练没有第 %(turn)s 轮。"), turn=seen.turn)
        db.session.add(SessionTopic(session_id=record.id, play_id=play_id, turn=seen.turn))


def _look_back(pair: Pair, record: SessionRecord, meeting: Meeting) -> None:
    """Weekly reviews that were talked about wait for no other session."""
    waiting = {one.public_id: one for one in queries.waiting_reviews(pair.apprentice_id)}
    for public_id in dict.fromkeys(meeting.reviews):
        if public_id not in waiting:
            raise NotFound
        db.session.add(SessionReview(session_id=record.id, review_id=waiting[public_id].id))


def _look_at_reports(pair: Pair, record: SessionRecord, meeting: Meeting) -> None:
    """What was to be talked about of a report waits for no other session."""
    waiting = {one.public_id: one for one in queries.reports_to_talk_of(pair.apprentice_id)}
    for public_id in dict.fromkeys(meeting.reports):
        if public_id not in waiting:
            raise NotFound
        db.session.add(SessionReport(session_id=record.id, report_id=waiting[public_id].id))


def _has_turn(play_id: int, number: int) -> bool:
    wanted = sa.select(Turn.id).where(Turn.play_id == play_id, Turn.number == number)
    return db.session.scalar(wanted) is not None


def _sign(actor: Person, pair: Pair, record: SessionRecord, task: str, now: datetime) -> None:
    """Put the mentor's name to a talk that the plan asks for, unless it is there already."""
    plan = plans.active_plan(pair.apprentice_id) if task else None
    if plan is None:
        return
    view = plans.view(plan, clock.day_of(now)).task_view(task)
    if view is None or not view.is_open:
        return
    number = plans.next_numbers(plan.id).get(task, 1)
    judgement = Judgement(
        subject=Subject.TASK, subject_id=task, verdict=Verdict.PASS, number=number
    )  # without words: HR reads them, and what was said stays between the two
    onboarding.sign(actor, plan, judgement, key=record.key, now=now)
    record.task = task


def close_todo(actor: Person, todo: SessionTodo, how: Closed, *, now: datetime) -> None:
    """Say how a to-do ended; what has ended stays as it is.

    Raises Forbidden for anybody but the two whose it is.
    """
    if actor.id not in (todo.pair.mentor_id, todo.pair.apprentice_id):
        raise Forbidden(NOT_THEIRS)
    lock(todo)
    if todo.closed is None:
        todo.closed, todo.closed_at, todo.closed_by_id = how, now, actor.id
