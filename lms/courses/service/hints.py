"""Asking for the hints to a check, one after another; it costs nothing and completes nothing."""

from datetime import datetime

import sqlalchemy as sa

from lms.courses.models import HintAsked
from lms.courses.queries.facts import checked_in
from lms.courses.service.reading import Shown
from lms.db import db, lock
from lms.errors import NotFound
from lms.people.models import Person


def ask_for_hint(
    person: Person, shown: Shown, question: str, number: int, *, key: str, now: datetime
) -> None:
    """Ask for the hint with this number, from 1; one that was asked for is not asked for again.

    Raises NotFound for a question or a hint that the lesson does not have, or whose turn it is not.
    """
    lock(person)  # two presses are one wish
    asked = shown.lesson.content.check(question)
    known = checked_in(person.id, shown.lesson.document_id).hints.get(question, 0)
    if asked is None or not 1 <= number <= min(known + 1, len(asked.hints)):
        raise NotFound
    if number <= known or _was_sent(person, key):
        return
    db.session.add(
        HintAsked(
            person_id=person.id,
            document_id=shown.lesson.document_id,
            revision_id=shown.lesson.revision_id,
            question=question,
            number=number,
            at=now,
            key=key,
        )
    )


def _was_sent(person: Person, key: str) -> bool:
    wanted = sa.select(HintAsked.id).where(HintAsked.person_id == person.id, HintAsked.key == key)
    return db.session.scalar(wanted) is not None
