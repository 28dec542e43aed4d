"""Reading all notes of one's own, on a page of their own."""

from dataclasses import dataclass

import sqlalchemy as sa

from lms.courses.domain import Lesson
from lms.db import db
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.models import Document
from lms.library.queries import Published
from lms.notes.domain import Mark
from lms.notes.models import Note
from lms.pages import Page, Total, counted
from lms.people.models import Person


@dataclass(frozen=True, slots=True)
class Listed:
    """A note on the page of all notes: the lesson, and where it can be read."""

    mark: Mark
    title: Wording
    address: str  # of the mark in the lesson; "" when the lesson is no longer published


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
