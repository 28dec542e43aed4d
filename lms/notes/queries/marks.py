"""Reading what somebody has marked in a lesson, of whatever kind, and where it stands there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from markupsafe import Markup

from lms.courses.domain import Lesson, Paragraph
from lms.courses.queries import layout
from lms.db import db
from lms.errors import NotFound
from lms.i18n import LANGUAGES, language
from lms.library.queries import Published
from lms.markdown import highlighted
from lms.notes.domain import NOTE, QUESTION, Mark, Placed, placed
from lms.notes.models import AtParagraph, LessonQuestion, LessonReaction, Note
from lms.people.models import Person

M = TypeVar("M", bound=AtParagraph)

# Asked on every page of a lesson: made once, from the tables, all marks in one statement.
_note, _question = Note.__table__.c, LessonQuestion.__table__.c
_reaction = LessonReaction.__table__.c
_mentor, _author = Person.__table__.alias().c, Person.__table__.alias()
_PERSON = sa.bindparam("person_id", type_=sa.Integer)
_DOCUMENT = sa.bindparam("document_id", type_=sa.Integer)
OWN_IN = sa.union_all(
    sa.select(
        *(_note.public_id, _note.paragraph, _note.language, _note.quote, _note.words, _note.at),
        sa.literal(NOTE).label("kind"),
        sa.null().label("answer"),
        sa.literal("").label("by"),
        sa.cast(sa.null(), sa.Date).label("due_on"),
        sa.null().label("verdict"),
    ).where(_note.person_id == _PERSON, _note.document_id == _DOCUMENT),
    sa.select(
        *(_question.public_id, _question.paragraph, _question.language, _question.quote),
        *(_question.words, _question.at),
        sa.literal(QUESTION),
        _question.answer,
        _mentor.name,
        *(sa.cast(sa.null(), sa.Date), sa.null()),
    ).where(
        _question.person_id == _PERSON,
        _question.document_id == _DOCUMENT,
        _mentor.id == sa.func.coalesce(_question.answered_by_id, _question.mentor_id),
    ),
    sa.select(
        *(_reaction.public_id, _reaction.paragraph, _reaction.language, _reaction.quote),
        *(_reaction.words, _reaction.at, _reaction.kind, _reaction.answer),
        *(sa.func.coalesce(_author.c.name, ""), _reaction.due_on, _reaction.verdict),
    )
    .select_from(LessonReaction.__table__)
    .outerjoin(_author, _author.c.id == _reaction.answered_by_id)
    .where(_reaction.person_id == _PERSON, _reaction.document_id == _DOCUMENT),
).order_by("at")


@dataclass(frozen=True, slots=True)
class Marks:
    """What somebody has marked in a lesson, as its page shows it."""

    placed: Placed

    def at(self, paragraph: str) -> Sequence[Mark]:
        """The marks at a paragraph."""
        return self.placed.there.get(paragraph, ())

    def highlighted(self, html: Markup, marks: Iterable[Mark]) -> Markup:
        """A paragraph with the words of these marks highlighted, but for reactions."""
        return highlighted(html, [mark.quote for mark in marks if not mark.is_reaction])


def marks_in(person: Person, lesson: Published[Lesson]) -> Marks | None:
    """What a person has marked in a lesson; None when there is nothing."""
    where = {"person_id": person.id, "document_id": lesson.document_id}
    rows = db.session.execute(OWN_IN, where).all()
    if not rows:
        return None
    marks = [Mark(**row._mapping) for row in rows]
    return Marks(placed(marks, layout(lesson, language()).paragraphs, language()))


def paragraph_of(lesson: Published[Lesson], id_: str, preferred: str) -> tuple[Paragraph, str]:
    """A paragraph of a lesson as it reads now, and the language in which it stands so.

    Raises NotFound.
    """
    for tag in dict.fromkeys([preferred, *LANGUAGES]):
        found = layout(lesson, tag).paragraphs.get(id_)
        if found is not None:
            return found, tag
    raise NotFound


def by_key(table: type[M], person: Person, key: str) -> M | None:
    """The mark of a kind that a post with this key has made."""
    return _own(table, person, table.key == key)


def own_mark(table: type[M], person: Person, public_id: str) -> M:
    """A mark of one's own. Raises NotFound for every other."""
    found = _own(table, person, table.public_id == public_id)
    if found is None:
        raise NotFound
    return found


def _own(table: type[M], person: Person, which: sa.ColumnElement[bool]) -> M | None:
    wanted = sa.select(table).where(table.person_id == person.id, which)
    return db.session.scalars(wanted).unique().one_or_none()
