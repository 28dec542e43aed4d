"""Remarking on a line of a draft, answering, and settling what was said."""

from dataclasses import dataclass
from datetime import datetime

from lms.db import db, lock
from lms.errors import N_, Invalid, Stale
from lms.library import queries as library
from lms.library.domain import LANGUAGES
from lms.library.models import Draft
from lms.messages import service as messages
from lms.people.models import Person
from lms.studio import queries
from lms.studio.domain.anchoring import anchor, said
from lms.studio.models import Remark
from lms.studio.service.writing import text_of

MOST = 200  # remarks and answers on one file of a draft
FULL = N_("这个文件已经有 %(most)s 条意见和回复了，请先了结，再写在新的草稿上。")
SETTLED = N_("这条意见已经了结了，不能再回复。")
REMARKED = N_("%(by)s给《%(document)s》的草稿写了一条意见。")
ANSWERED = N_("%(by)s回复了您对《%(document)s》草稿的意见。")


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says, and the key of the post."""

    words: str
    key: str


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file of a draft."""

    path: str
    line: int  # counted from 1
    version: int | None  # number of the version in which it is counted; None: the newest


def remark(actor: Person, draft: Draft, place: Place, saying: Saying, *, now: datetime) -> Remark:
    """Remark on a line; who saved the file last is told. The same key gives the same remark.

    Raises NotFound for another file or version, Invalid for a line that is not there or blank,
    without words, or where there are too many.
    """
    made = queries.remark_by_key(actor, saying.key)
    if made is not None:
        return made
    text = text_of(draft, place.path)
    is_newest = place.version in (None, text.number)
    words = text.text if is_newest else library.words_of_version(text, place.version or 0)
    at = anchor(words, place.line)
    _check_room(text.id)
    row = Remark(
        text_id=text.id,
        line=at.line,
        quote=at.quote,
        words=said(saying.words),
        by_id=actor.id,
        at=now,
        key=saying.key,
    )
    db.session.add(row)
    db.session.flush()  # the message names it
    if text.saved_by_id != actor.id:
        _tell(text.saved_by, REMARKED, actor, row, now)
    return row


def answer(actor: Person, to: Remark, saying: Saying, *, now: datetime) -> Remark:
    """Answer a remark; who made it is told. The same key gives the same answer.

    Raises Stale for a remark that is settled, Invalid without words or where there are too many.
    """
    made = queries.remark_by_key(actor, saying.key)
    if made is not None:
        return made
    lock(to)
    if to.settled_at is not None:
        raise Stale(SETTLED)
    _check_room(to.text_id)
    row = Remark(
        text_id=to.text_id,
        answers_id=to.id,
        line=to.line,
        quote="",
        words=said(saying.words),
        by_id=actor.id,
        at=now,
        key=saying.key,
    )
    db.session.add(row)
    db.session.flush()  # the message names it
    if to.by_id != actor.id:
        _tell(to.by, ANSWERED, actor, row, now)
    return row


def settle(actor: Person, found: Remark, *, now: datetime) -> None:
    """Say that nothing more is to be done about a remark; it stays to be read."""
    lock(found)
    if found.settled_at is None:
        found.settled_at, found.settled_by_id = now, actor.id


def _check_room(text_id: int) -> None:
    if queries.count_remarks(text_id) >= MOST:
        raise Invalid(FULL, most=MOST)


def _tell(whom: Person, sentence: str, by: Person, row: Remark, now: datetime) -> None:
    title = queries.title_of(row.text.draft.document, row.text.draft)
    messages.tell(
        whom,
        sentence=sentence,
        link=queries.way_to(whom, row.text.draft),
        key=f"draft-remark-{row.public_id}",
        now=now,
        by=by,
        document={tag: title.in_(tag) for tag in LANGUAGES},
    )
