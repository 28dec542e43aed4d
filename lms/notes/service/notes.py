"""Keeping a note in a lesson, and taking it back."""

from datetime import datetime

from lms.db import db
from lms.notes import queries
from lms.notes.models import Note
from lms.notes.service.marking import Marking, marked
from lms.people.models import Person


def keep_note(person: Person, marking: Marking, *, now: datetime) -> Note:
    """Highlight words of a paragraph, with or without words about them.

    The same key again gives the same note. Raises Stale and Invalid as `marked`.
    """
    return queries.by_key(Note, person, marking.key) or marked(Note, person, marking, now=now)


def take_back(person: Person, public_id: str) -> None:
    """Take a note of one's own back: nothing of it is kept. Raises NotFound for every other."""
    db.session.delete(queries.own_mark(Note, person, public_id))
