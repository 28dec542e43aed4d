"""What readers say of paragraphs, as the author of the lesson is shown it: then, now, how many."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

import sqlalchemy as sa

from lms.courses.domain import Lesson, Paragraph
from lms.courses.queries import layout
from lms.db import db
from lms.library import queries as library
from lms.library.domain import ContentError
from lms.library.models import Document
from lms.library.queries import Published
from lms.notes.domain import LONGEST_QUOTE, Reaction, reads_now
from lms.notes.models import LessonReaction
from lms.notes.queries.reactions import reactions_within
from lms.pages import Page, Total, counted
from lms.people.models import Person

MOST_REMARKS = 10  # on a paragraph that are shown

Said: TypeAlias = tuple[int, str, str]  # document, paragraph, kind


@dataclass(frozen=True, slots=True)
class Remark:
    """What one of the readers wrote; `quote` only where words of the paragraph were selected."""

    words: str
    quote: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """What readers say of one paragraph with one word, all of them together."""

    kind: Reaction
    lesson: Published[Lesson]
    language: str  # in which it was read
    paragraph: str  # its id then
    readers: int
    due_on: date  # the earliest
    newest: str  # public id of the newest
    before: str  # the paragraph as they read it
    now: Paragraph | None  # None: nothing of it is left
    remarks: Sequence[Remark]

    @property
    def is_changed(self) -> bool:
        """Whether it reads otherwise now."""
        return self.now is None or self.now.id != self.paragraph


def count_reactions(person: Person, number: int) -> Total:
    """How many paragraphs wait for somebody, for the page of this number."""
    said = reactions_within(person).with_only_columns(LessonReaction.document_id)
    return counted(said, number)


def reactions_for(person: Person, number: int, total: Total) -> Page[Reacted]:
    """One page of what waits for somebody, what is due first at the top."""
    page: Page[Reacted] = Page((), number, total)
    return Page(_shown(person, (number - 1) * page.size, page.size), number, total)


def _shown(person: Person, offset: int, most: int) -> list[Reacted]:
    said = reactions_within(person).order_by(
        sa.literal_column("due_on"), sa.literal_column("newest_id")
    )
    shown = said.offset(offset).limit(most).subquery()
    rows = db.session.execute(
        sa.select(LessonReaction, Document.name, shown.c.readers, shown.c.due_on)
        .join(shown, shown.c.newest_id == LessonReaction.id)
        .join(Document, Document.id == LessonReaction.document_id)
        .order_by(shown.c.due_on, shown.c.newest_id)
    ).all()
    remarks = _remarks([newest for newest, *_rest in rows])
    found = [_reacted(one, name, many, due, remarks) for one, name, many, due in rows]
    return [one for one in found if one is not None]


def _reacted(
    newest: LessonReaction,
    name: str,
    readers: int,
    due_on: date,
    remarks: Mapping[Said, Sequence[Remark]],
) -> Reacted | None:
    lesson: Published[Lesson] | None = library.published("lesson", name)
    if lesson is None:  # it can no longer be read, and is in the log
        return None
    then = _as_it_was(newest)
    before = then[newest.paragraph].text
    return Reacted(
        kind=Reaction(newest.kind),
        lesson=lesson,
        language=newest.language,
        paragraph=newest.paragraph,
        readers=readers,
        due_on=due_on,
        newest=newest.public_id,
        before=before,
        now=reads_now(newest.paragraph, then, layout(lesson, newest.language).paragraphs),
        remarks=list(_telling(remarks.get(_key(newest), ()), before)),
    )


def _as_it_was(reaction: LessonReaction) -> Mapping[str, Paragraph]:
    """The paragraphs as its reader saw them; what was quoted when that text fits no more."""
    quoted = Paragraph(reaction.paragraph, "", reaction.quote, 1)
    try:
        then: Published[Lesson] = library.at_revision(reaction.revision_id)
    except ContentError:
        return {quoted.id: quoted}
    found = layout(then, reaction.language).paragraphs
    return found if quoted.id in found else {quoted.id: quoted}


def _remarks(newest: Sequence[LessonReaction]) -> Mapping[Said, Sequence[Remark]]:
    """What readers added about some paragraphs: those with words first, the newest first."""
    if not newest:
        return {}
    which = (LessonReaction.document_id, LessonReaction.paragraph, LessonReaction.kind)
    is_silent = sa.case((LessonReaction.words == "", 1), else_=0)
    place = sa.func.row_number().over(
        partition_by=which, order_by=(is_silent, LessonReaction.id.desc())
    )
    written = (
        sa.select(
            *which,
            *(LessonReaction.words, LessonReaction.quote, LessonReaction.at),
            place.label("place"),
        )
        .where(
            LessonReaction.answered_at.is_(None),
            LessonReaction.document_id.in_({one.document_id for one in newest}),
            LessonReaction.paragraph.in_({one.paragraph for one in newest}),
        )
        .subquery()
    )
    found: dict[Said, list[Remark]] = {}
    first = sa.select(written).where(written.c.place <= MOST_REMARKS).order_by(written.c.place)
    for row in db.session.execute(first):
        key = (row.document_id, row.paragraph, row.kind)
        found.setdefault(key, []).append(Remark(row.words, row.quote, row.at))
    return found


def _key(reaction: LessonReaction) -> Said:
    return reaction.document_id, reaction.paragraph, reaction.kind


def _telling(remarks: Sequence[Remark], paragraph: str) -> Iterator[Remark]:
    """Those that add something, without quotes of the whole paragraph."""
    for remark in remarks:
        quote = "" if remark.quote == paragraph[:LONGEST_QUOTE] else remark.quote
        if remark.words or quote:
            yield Remark(remark.words, quote, remark.at)
