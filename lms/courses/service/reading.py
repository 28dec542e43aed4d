"""Acknowledging a section, answering a check, signing a lesson that was read to its end."""

from dataclasses import dataclass
from datetime import datetime

from lms.courses.domain import Lesson, Requirement, counted, digests
from lms.courses.models import CheckAnswer, LessonSignature, SectionRead
from lms.courses.queries import address_of, signed_by
from lms.courses.queries.facts import last_act_at, was_sent
from lms.courses.service.completing import complete_lesson, progress_in
from lms.db import db, lock
from lms.errors import N_, NotFound, Stale
from lms.library import queries as library
from lms.library.queries import Published
from lms.people import audit
from lms.people.models import Person
from lms.questions.domain import Answer, grade

SIGNED = "lesson.signed"
SIGNED_WORDS = N_("%(actor)s签了《%(document)s》第 %(number)s 版：已读过并会照做")
CHANGED = N_("您读的时候，这一课刚刚改过。请看过新的内容再签。")
UNREAD = N_("还有小节没读完。读完每一节再签，签了就是说都读过。")


@dataclass(frozen=True, slots=True)
class Shown:
    """The page on which somebody acts: which revision it showed, and since when."""

    lesson: Published[Lesson]
    since: datetime


def acknowledge(person: Person, shown: Shown, section: str, *, key: str, now: datetime) -> None:
    """Acknowledge a section of the revision that was shown; the same key counts once.

    Raises NotFound for a section that the lesson does not have.
    """
    lock(person)  # two acts at once would count the same seconds twice
    if was_sent(person.id, key):
        return
    if shown.lesson.content.section(section) is None:
        raise NotFound
    db.session.add(
        SectionRead(
            person_id=person.id,
            document_id=shown.lesson.document_id,
            revision_id=shown.lesson.revision_id,
            section=section,
            seconds=_seconds(person, shown, now),
            at=now,
            key=key,
        )
    )
    complete_lesson(person, shown.lesson, now)


def answer(
    person: Person, shown: Shown, question: str, given: Answer, *, key: str, now: datetime
) -> None:
    """Answer a check of the revision that was shown; every try is kept, the same key counts once.

    Raises NotFound for a question that the lesson does not have, Invalid for such an answer.
    """
    lock(person)  # as above
    if was_sent(person.id, key):
        return
    asked = shown.lesson.content.check(question)
    if asked is None:
        raise NotFound
    db.session.add(
        CheckAnswer(
            person_id=person.id,
            document_id=shown.lesson.document_id,
            revision_id=shown.lesson.revision_id,
            question=question,
            answer=list(given),
            is_right=grade(asked, given).right,
            seconds=_seconds(person, shown, now),
            at=now,
            key=key,
        )
    )
    complete_lesson(person, shown.lesson, now)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What somebody declares to have read: the words of a lesson in the language they read."""

    lesson: Published[Lesson]
    language: str
    digest: str  # of what the page showed


def sign(person: Person, declared: Declaration, *, key: str, now: datetime) -> None:
    """Sign a lesson that was read to its end; whoever's signature stands signs nothing twice.

    Raises NotFound for a lesson that is not to be signed, Stale for words that have changed since
    they were shown, or a lesson not read to its end.
    """
    lock(person)  # two presses would write it twice
    lesson: Published[Lesson] | None = library.published("lesson", declared.lesson.name)
    if lesson is None or not lesson.content.must_sign:
        raise NotFound
    if signed_by(person.id, lesson)[0] is not None:
        return
    _check_signable(person, lesson, declared)
    db.session.add(
        LessonSignature(
            person_id=person.id,
            document_id=lesson.document_id,
            revision_id=lesson.revision_id,
            language=declared.language,
            digest=declared.digest,
            at=now,
            key=key,
        )
    )
    db.session.flush()  # the completion asks for the signature
    facts = {"document": f"lesson/{lesson.name}", "number": lesson.number}
    facts |= {"language": declared.language, "digest": declared.digest}
    audit.record(SIGNED, actor=person, subject=person, now=now, **facts)
    complete_lesson(person, lesson, now)


def _check_signable(person: Person, lesson: Published[Lesson], declared: Declaration) -> None:
    way_on = address_of(lesson)
    if digests(lesson.content).get(declared.language) != declared.digest:
        raise Stale(CHANGED, way_on=way_on)
    missing = progress_in(person, lesson, None).missing
    if any(part.requirement is Requirement.SECTIONS for part in missing):
        raise Stale(UNREAD, way_on=way_on)


def _seconds(person: Person, shown: Shown, now: datetime) -> int:
    """Reading begins when the page was shown, or with the last act if that came later."""
    last = last_act_at(person.id, now)
    return counted(max(shown.since, last) if last else shown.since, now)
