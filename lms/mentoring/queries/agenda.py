"""What there is to talk about in the next session: open to-dos, questions, turns, the plan."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lms.db import db
from lms.library import queries as library
from lms.library.domain import Wording
from lms.mentoring.models import SessionTodo, SessionTopic, WorkReport
from lms.mentoring.queries.reports import reports_to_talk_of
from lms.mentoring.queries.reviews import waiting_reviews
from lms.mentoring.queries.sessions import open_todos
from lms.notes import queries as notes
from lms.notes.queries import Asked
from lms.onboarding.domain import PlanView, TaskKind, TaskView
from lms.people.models import Pair, Person
from lms.scenarios import queries as scenarios
from lms.scenarios.domain import PlayResult
from lms.scenarios.models import Comment, Play
from lms.workday.models import WeekReview

MOST_TURNS, MOST_PLAYS = 5, 5
LATER = (  # turns on which the mentor said something, and that no session has come to yet
    sa.select(Play.public_id, Comment.turn, Comment.text, Play.revision_id)
    .join(Play, Play.id == Comment.play_id)
    .where(
        Play.person_id == sa.bindparam("person_id"),
        Comment.by_id == sa.bindparam("by_id"),
        Comment.taken_back_at.is_(None),
        ~sa.exists().where(
            SessionTopic.play_id == Comment.play_id, SessionTopic.turn == Comment.turn
        ),
    )
    .order_by(Comment.id.desc())
    .limit(MOST_TURNS)
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a play on which the mentor has said something."""

    play: str  # public id
    number: int
    said: str
    title: Wording  # of the scenario


@dataclass(frozen=True, slots=True)
class Agenda:
    """What waits for the next session of a pair."""

    todos: Sequence[SessionTodo]
    questions: Sequence[Asked]
    turns: Sequence[Turn]
    reviews: Sequence[WeekReview]  # that the apprentice has sent, the newest first
    reports: Sequence[WorkReport]  # of which the mentor noted something for a talk
    plays: Sequence[PlayResult]  # the newest first
    tasks: Sequence[TaskView]  # talks that the plan asks for now

    @property
    def number(self) -> int:
        """How many things wait."""
        waiting = (self.todos, self.questions, self.turns, self.reviews, self.reports)
        return sum(len(one) for one in waiting)


def agenda(pair: Pair, mentor: Person, plan: PlanView | None) -> Agenda:
    """What there is to talk about; the number of queries does not grow with it."""
    asked = notes.questions_from(pair.apprentice_id)
    return Agenda(
        todos=open_todos(pair),
        questions=[one for one in asked if one.question.answer is None],
        turns=_turns(pair.apprentice_id, mentor.id),
        reviews=waiting_reviews(pair.apprentice_id),
        reports=reports_to_talk_of(pair.apprentice_id),
        plays=scenarios.finished_plays(pair.apprentice_id)[:MOST_PLAYS],
        tasks=talks_due(plan),
    )


def talks_due(plan: PlanView | None) -> list[TaskView]:
    """The talks of a plan that wait for the mentor's signature."""
    waiting = plan.waiting_tasks if plan else ()
    is_signed = "sign_off"
    return [
        view
        for view in waiting
        if view.task.kind is TaskKind.TALK and view.task.proof.kind == is_signed
    ]


def _turns(person_id: int, by_id: int) -> list[Turn]:
    rows = db.session.execute(LATER, {"person_id": person_id, "by_id": by_id})
    return [
        Turn(play, number, text or "", library.at_revision(revision_id).content.title)
        for play, number, text, revision_id in rows
    ]
