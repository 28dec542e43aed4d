"""Reading what readers say is wrong with paragraphs: for whoever writes the lesson, without names.

Who may see it is who may change the lesson: its authors (document.edit, C), and of a lesson that
nobody has written every trainer, since any of them may adopt it. Statistics (document.stats) show
mentors and HR no fewer than five people; a reaction is no statistic but a word addressed to the
author, so one reader is enough, and the author sees how many said it and what, never who.
"""

from datetime import date

import sqlalchemy as sa

from lms.courses.domain import Lesson
from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.models import Document
from lms.library.queries import Published
from lms.notes.models import LessonReaction
from lms.people.access import letters
from lms.people.models import Person

PERMISSION = "document.edit"
AUTHORS = "C"  # letter of access.csv


def lesson_of_author(person: Person, address: str) -> Published[Lesson]:
    """A lesson that one may change, by its address. Raises NotFound for every other."""
    lesson: Published[Lesson] | None = library.published_at("lesson", address)
    if lesson is None or not writes_lessons(person):
        raise NotFound
    theirs = library.is_theirs_to_change(person, Document.id)
    wanted = sa.select(Document.id).where(Document.id == lesson.document_id, theirs)
    if db.session.scalar(wanted) is None:
        raise NotFound
    return lesson


def said_already(
    person: Person, document_id: int, paragraph: str, kind: str
) -> LessonReaction | None:
    """What somebody has said of a paragraph with this word."""
    wanted = _about(document_id, paragraph, kind).where(LessonReaction.person_id == person.id)
    return db.session.scalars(wanted).one_or_none()


def open_about(document_id: int, paragraph: str, kind: str) -> sa.Select[LessonReaction]:
    """All that is not settled about a paragraph, the oldest first."""
    about = _about(document_id, paragraph, kind)
    return about.where(LessonReaction.answered_at.is_(None)).order_by(LessonReaction.id)


def settled_last(document_id: int, paragraph: str, kind: str) -> LessonReaction | None:
    """What was settled last about a paragraph."""
    wanted = _about(document_id, paragraph, kind).where(LessonReaction.answered_at.is_not(None))
    newest = wanted.order_by(LessonReaction.answered_at.desc(), LessonReaction.id.desc()).limit(1)
    return db.session.scalars(newest).one_or_none()


def _about(document_id: int, paragraph: str, kind: str) -> sa.Select[LessonReaction]:
    return sa.select(LessonReaction).where(
        LessonReaction.document_id == document_id,
        LessonReaction.paragraph == paragraph,
        LessonReaction.kind == kind,
    )


def writes_lessons(person: Person) -> bool:
    """Whether somebody may change lessons at all."""
    return AUTHORS in letters(person, PERMISSION)


def reactions_within(person: Person) -> sa.Select[int, str, str, int, date, int]:
    """What waits for somebody, paragraph by paragraph and word by word."""
    which = (LessonReaction.document_id, LessonReaction.paragraph, LessonReaction.kind)
    return (
        sa.select(
            *which,
            sa.func.count().label("readers"),
            sa.func.min(LessonReaction.due_on).label("due_on"),
            sa.func.max(LessonReaction.id).label("newest_id"),
        )
        .join(Document, Document.id == LessonReaction.document_id)
        .where(
            LessonReaction.answered_at.is_(None),
            Document.published_revision_id.is_not(None),
            Document.archived_at.is_(None),
            library.is_theirs_to_change(person, LessonReaction.document_id),
        )
        .group_by(*which)
    )
