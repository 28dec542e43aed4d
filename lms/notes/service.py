"""Keeping a note in a lesson, and taking it back."""

from datetime import datetime

from lms.courses.domain import Lesson, Paragraph
from lms.db import db
from lms.errors import N_, NotFound, Stale
from lms.library.queries import Published
from lms.notes import queries
from lms.notes.domain import quoted
from lms.notes.models import Note
from lms.people.models import Person

MOVED = N_("这一段刚刚改过。请回到这一课，看看新的内容再记。")


def keep_note(
    person: Person,
    lesson: Published[Lesson],
    language: str,
    paragraph: str,
    *,
    quote: str,
    words: str,
    key: str,
    now: datetime,
) -> Note:
    """Highlight words of a paragraph, with or without words about them.

    The same key again gives the same note. Raises Stale for a paragraph that the lesson does not
    have (any more), Invalid for words that are not in it.
    """
    kept = queries.by_key(person, key)
    if kept is not None:
        return kept
    found, tag = paragraph_now(lesson, paragraph, language)
    note = Note(
        person_id=person.id,
        document_id=lesson.document_id,
        revision_id=lesson.revision_id,
        language=tag,
        paragraph=found.id,
        quote=quoted(found.text, quote),
        words=words,
        at=now,
        key=key,
    )
    db.session.add(note)
    return note


def paragraph_now(
    lesson: Published[Lesson], paragraph: str, language: str
) -> tuple[Paragraph, str]:
    """A paragraph that a page has shown, with its language. Raises Stale when it is gone."""
    try:
        return queries.paragraph_of(lesson, paragraph, language)
    except NotFound:
        raise Stale(MOVED, way_on=f"/courses/{lesson.address}") from None


def take_back(person: Person, public_id: str) -> None:
    """Take a note of one's own back: nothing of it is kept. Raises NotFound for every other."""
    db.session.delete(queries.own_note(person, public_id))
