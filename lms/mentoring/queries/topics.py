"""What a session was about: questions from lessons, plays and their turns."""

from dataclasses import dataclass

import sqlalchemy as sa

from lms.courses.domain import PARAGRAPH_ANCHOR
from lms.db import db
from lms.library import queries as library
from lms.library.domain import Wording
from lms.mentoring.models import SessionRecord, SessionTopic
from lms.notes.models import LessonQuestion
from lms.scenarios.models import Play


@dataclass(frozen=True, slots=True)
class Topic:
    """What was talked about: a question from a lesson, or a play or one of its turns."""

    question: LessonQuestion | None
    title: Wording  # of the lesson or scenario
    address: str
    turn: int | None = None


def topics_of(record: SessionRecord) -> list[Topic]:
    """What was talked about."""
    wanted = (
        sa.select(SessionTopic, LessonQuestion, Play)
        .outerjoin(LessonQuestion, LessonQuestion.id == SessionTopic.question_id)
        .outerjoin(Play, Play.id == SessionTopic.play_id)
        .where(SessionTopic.session_id == record.id)
        .order_by(SessionTopic.id)
    )
    return [
        _played(play, topic.turn) if play else _asked(question)
        for topic, question, play in db.session.execute(wanted)
    ]


def _played(play: Play, turn: int | None) -> Topic:
    anchor = f"#turn-{turn}" if turn else ""
    title = library.at_revision(play.revision_id).content.title
    return Topic(None, title, f"/plays/{play.public_id}{anchor}", turn)


def _asked(question: LessonQuestion) -> Topic:
    lesson = library.at_revision(question.revision_id)
    live = library.published("lesson", lesson.name)
    address = f"/courses/{live.address}#{PARAGRAPH_ANCHOR}{question.paragraph}" if live else ""
    return Topic(question, lesson.content.title, address)
