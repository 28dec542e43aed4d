"""Reading one's own notes: those in a lesson, where they stand, and all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from markupsafe import Markup

from lms.courses.domain import Lesson, Paragraph
from lms.courses.queries import layout
from lms.db import db
from lms.errors import NotFound
from lms.i18n import LANGUAGES, language
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.models import Document
from lms.library.queries import Published
from lms.markdown import highlighted
from lms.notes.domain import Mark, Placed, placed
from lms.notes.models import Note
from lms.pages import Page, Total, counted
from lms.people.models import Person

# Asked on every page of a lesson: made once, from the table.
_note = Note.__table__.c
OWN_IN = (
    sa.select(_note.public_id, _note.paragraph, _note.language, _note.quote, _note.words, _note.at)
    .where(
        _note.person_id == sa.bindparam("person_id"),
        _note.document_id == sa.bindparam("document_id"),
    )
    .order_by(_note.id)
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
