"""What all kinds of marks have in common when they are made."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from lms.courses.domain import Lesson, Paragraph
from lms.db import db
from lms.errors import N_, NotFound, Stale
from lms.library.queries import Published
from lms.notes import queries
from lms.notes.domain import quoted
from lms.notes.models import AtParagraph
from lms.people.models import Person

MOVED = N_("这一段刚刚改过。请回到这一课，看看新的内容再记。")

M = TypeVar("M", bound=AtParagraph)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What a reader has picked on the page of a lesson, and says about it."""

    lesson: Published[Lesson]
    language: str  # of the page
    paragraph: str  # its id
    quote: str  # words of it; empty for all of it
    words: str  # what the reader says
    key: str  # of the post


def marked(
    table: type[M], person: Person, marking: Marking, *, now: datetime, **facts: object
) -> M:
    """Keep a mark of a kind, with the facts that only this kind has.

    Raises Stale for a paragraph that the lesson does not have (any more), Invalid for words that
    are not in it.
    """
    lesson = marking.lesson
    found, tag = paragraph_now(lesson, marking.paragraph, marking.language)
    mark = table(
        person_id=person.id,
        document_id=lesson.document_id,
        revision_id=lesson.revision_id,
        language=tag,
        paragraph=found.id,
        quote=quoted(found.text, marking.quote),
        words=marking.words,
        at=now,
        key=marking.key,
        **facts,
    )
    db.session.add(mark)
    return mark


def paragraph_now(
    lesson: Published[Lesson], paragraph: str, language: str
) -> tuple[Paragraph, str]:
    """A paragraph that a page has shown, with its language. Raises Stale when it is gone."""
    try:
        return queries.paragraph_of(lesson, paragraph, language)
    except NotFound:
        raise Stale(MOVED, way_on=f"/courses/{lesson.address}") from None
