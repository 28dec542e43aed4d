"""Reading one's own notes: those in a lesson, where they stand, and all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import joinedload

from lms.courses.domain import PARAGRAPH_ANCHOR, Lesson, Paragraph
from lms.courses.queries import layout
from lms.db import db
from lms.errors import NotFound
from lms.i18n import LANGUAGES, language
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.models import Document
from lms.library.queries import Published
from lms.markdown import highlighted
from lms.notes.domain import NOTE, QUESTION, Mark, Placed, placed
from lms.notes.models import LessonQuestion, Note
from lms.pages import Page, Total, counted
from lms.people.access import in_force_on, visible_people
from lms.people.models import Pair, Person

MOST_QUESTIONS = 50  # of an apprentice that are shown

# Asked on every page of a lesson: made once, from the tables, all marks in one statement.
_note, _question = Note.__table__.c, LessonQuestion.__table__.c
_mentor = Person.__table__.alias().c
_PERSON = sa.bindparam("person_id", type_=sa.Integer)
_DOCUMENT = sa.bindparam("document_id", type_=sa.Integer)
OWN_IN = sa.union_all(
    sa.select(
        *(_note.public_id, _note.paragraph, _note.language, _note.quote, _note.words, _note.at),
        sa.literal(NOTE).label("kind"),
        sa.null().label("answer"),
        sa.literal("").label("by"),
    ).where(_note.person_id == _PERSON, _note.document_id == _DOCUMENT),
    sa.select(
        *(_question.public_id, _question.paragraph, _question.language, _question.quote),
        *(_question.words, _question.at),
        sa.literal(QUESTION),
        _question.answer,
        _mentor.name,
    ).where(
        _question.person_id == _PERSON,
        _question.document_id == _DOCUMENT,
        _mentor.id == sa.func.coalesce(_question.answered_by_id, _question.mentor_id),
    ),
).order_by("at")
FROM_APPRENTICE = (
    sa.select(LessonQuestion, Document.name)
    .join(Document, Document.id == LessonQuestion.document_id)
    .where(LessonQuestion.person_id == sa.bindparam("person_id"))
    .options(joinedload(LessonQuestion.answered_by).lazyload(Person.grants))
    .order_by(LessonQuestion.answered_at.is_not(None), LessonQuestion.id.desc())
    .limit(MOST_QUESTIONS)
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What somebody has marked in a lesson, as its page shows it."""

    placed: Placed

    def at(self, paragraph: str) -> Sequence[Mark]:
        """The marks at a paragraph."""
        return self.placed.there.get(paragraph, ())

    def highlighted(self, html: Markup, marks: Iterable[Mark]) -> Markup:
        """A paragraph with the words of these marks highlighted."""
        return highlighted(html, [mark.quote for mark in marks])


@dataclass(frozen=True, slots=True)
class Listed:
    """A note on the page of all notes: the lesson, and where it can be read."""

    mark: Mark
    title: Wording
    address: str  # of the mark in the lesson; "" when the lesson is no longer published


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


def by_key(person: Person, key: str) -> Note | None:
    """The note that a post with this key has kept."""
    wanted = sa.select(Note).where(Note.person_id == person.id, Note.key == key)
    return db.session.scalar(wanted)


def own_note(person: Person, public_id: str) -> Note:
    """A note of one's own. Raises NotFound for every other."""
    wanted = sa.select(Note).where(Note.public_id == public_id, Note.person_id == person.id)
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def count_notes(person: Person, number: int) -> Total:
    """How many notes somebody has, for the page of this number."""
    return counted(sa.select(Note.id).where(Note.person_id == person.id), number)


def notes_of(person: Person, number: int, total: Total) -> Page[Listed]:
    """One page of somebody's notes, the newest first."""
    page: Page[Listed] = Page((), number, total)
    wanted = (
        sa.select(Note, Document.name)
        .join(Document, Document.id == Note.document_id)
        .where(Note.person_id == person.id)
        .order_by(Note.id.desc())
        .offset((number - 1) * page.size)
        .limit(page.size)
    )
    rows = [_listed(note, name) for note, name in db.session.execute(wanted)]
    return Page(rows, number, total)


def _listed(note: Note, name: str) -> Listed:
    lesson: Published[Lesson] | None = library.published("lesson", name)
    mark = mark_of(note)
    if lesson is None:
        return Listed(mark, Wording(name), "")
    return Listed(mark, lesson.content.title, f"/courses/{lesson.address}#{mark.anchor}")


def mark_of(note: Note) -> Mark:
    """A note as a mark."""
    return Mark(
        public_id=note.public_id,
        paragraph=note.paragraph,
        language=note.language,
        quote=note.quote,
        words=note.words,
        at=note.at,
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


def question_by_key(person: Person, key: str) -> LessonQuestion | None:
    """The question that a post with this key has asked."""
    wanted = sa.select(LessonQuestion).where(
        LessonQuestion.person_id == person.id, LessonQuestion.key == key
    )
    return db.session.scalars(wanted).unique().one_or_none()


def questions_from(apprentice_id: int) -> Sequence[Asked]:
    """What an apprentice has asked about lessons: those that wait first, the newest first."""
    rows = db.session.execute(FROM_APPRENTICE, {"person_id": apprentice_id}).unique()
    return [_asked(question, name) for question, name in rows]


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
