"""Reading what apprentices have asked their mentors about lessons."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.courses.domain import PARAGRAPH_ANCHOR, Lesson
from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.models import Document
from lms.library.queries import Published
from lms.notes.models import LessonQuestion
from lms.people.access import in_force_on, visible_people
from lms.people.models import Pair, Person

MOST_QUESTIONS = 50  # of an apprentice that are shown
FROM_APPRENTICE = (
    sa.select(LessonQuestion, Document.name)
    .join(Document, Document.id == LessonQuestion.document_id)
    .where(LessonQuestion.person_id == sa.bindparam("person_id"))
    .options(joinedload(LessonQuestion.answered_by).lazyload(Person.grants))
    .order_by(LessonQuestion.answered_at.is_not(None), LessonQuestion.id.desc())
    .limit(MOST_QUESTIONS)
)

WAITING = (
    sa.select(LessonQuestion.person_id, sa.func.count())
    .where(
        LessonQuestion.person_id.in_(sa.bindparam("people", expanding=True)),
        LessonQuestion.answered_at.is_(None),
    )
    .group_by(LessonQuestion.person_id)
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the mentor sees it: about which lesson, and where it can be read."""

    question: LessonQuestion
    title: Wording
    address: str  # of the paragraph; "" when the lesson is no longer published


def pair_of_apprentice(person: Person, today: date) -> Pair | None:
    """The pair in which somebody is the apprentice today."""
    wanted = sa.select(Pair).where(Pair.apprentice_id == person.id, in_force_on(today))
    return db.session.scalars(wanted).unique().one_or_none()


def questions_from(apprentice_id: int) -> Sequence[Asked]:
    """What an apprentice has asked about lessons: those that wait first, the newest first."""
    rows = db.session.execute(FROM_APPRENTICE, {"person_id": apprentice_id}).unique()
    return [_asked(question, name) for question, name in rows]


def waiting_questions(apprentices: Collection[int]) -> Mapping[int, int]:
    """How many questions of each apprentice nobody has answered, whoever was asked."""
    rows = db.session.execute(WAITING, {"people": list(apprentices)})
    return dict(rows.all())


def _asked(question: LessonQuestion, name: str) -> Asked:
    lesson: Published[Lesson] | None = library.published("lesson", name)
    if lesson is None:
        return Asked(question, Wording(name), "")
    address = f"/courses/{lesson.address}#{PARAGRAPH_ANCHOR}{question.paragraph}"
    return Asked(question, lesson.content.title, address)


def question_for(asker: Person, public_id: str, permission: str, today: date) -> LessonQuestion:
    """A question of somebody for whom one answers. Raises NotFound for every other."""
    wanted = (
        sa.select(LessonQuestion)
        .join(Person, Person.id == LessonQuestion.person_id)
        .where(LessonQuestion.public_id == public_id, visible_people(asker, permission, today))
    )
    found = db.session.scalars(wanted).unique().one_or_none()
    if found is None:
        raise NotFound
    return found
