"""Remarks on the lines of a draft: with their answers, at the lines where they stand now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db
from lms.errors import NotFound
from lms.library.models import Document, DocumentAuthor, Draft, DraftText
from lms.people.models import Person
from lms.studio.domain.anchoring import Anchor
from lms.studio.models import Remark, Review
from lms.studio.queries.desks import Sheet


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with its answers."""

    remark: Remark
    answers: Sequence[Remark]
    line: int | None  # where it stands now, from 1; None: no line says it any more


def takes_part(person: Person, draft: Draft) -> bool:
    """Whether a draft is a person's to write, or theirs to review."""
    written = sa.select(DocumentAuthor.person_id).where(
        DocumentAuthor.document_id == draft.document_id, DocumentAuthor.person_id == person.id
    )
    asked = sa.select(Review.id).where(Review.draft_id == draft.id, Review.reviewer_id == person.id)
    return any(db.session.scalar(one.limit(1)) is not None for one in (written, asked))


def draft_for(person: Person, kind: str, name: str) -> Draft:
    """The open draft of a document that one writes or reviews. Raises NotFound for every other."""
    wanted = (
        sa.select(Draft)
        .join(Draft.document)
        .where(
            Document.kind == kind,
            Document.name == name,
            Document.archived_at.is_(None),
            Draft.closed_at.is_(None),
        )
        .options(contains_eager(Draft.document))
    )
    draft = db.session.scalar(wanted)
    if draft is None or not takes_part(person, draft):
        raise NotFound
    return draft


def remark_by_key(person: Person, key: str) -> Remark | None:
    """What somebody has said with this key."""
    wanted = sa.select(Remark).where(Remark.by_id == person.id, Remark.key == key)
    return db.session.scalar(wanted)


def remark_of(person: Person, public_id: str) -> Remark:
    """A remark on a draft in which one takes part; never an answer. Raises NotFound."""
    wanted = sa.select(Remark).where(Remark.public_id == public_id, Remark.answers_id.is_(None))
    found = db.session.scalar(wanted)
    if found is None or not takes_part(person, found.text.draft):
        raise NotFound
    return found


def count_remarks(text_id: int) -> int:
    """How many remarks and answers there are on a file of a draft."""
    wanted = sa.select(sa.func.count(Remark.id)).where(Remark.text_id == text_id)
    return db.session.scalar(wanted) or 0


def way_to(person: Person, draft: Draft) -> str:
    """Where somebody reads the remarks on a draft: where they review it, else where they write."""
    asked = (
        sa.select(Review.public_id)
        .where(Review.draft_id == draft.id, Review.reviewer_id == person.id)
        .order_by(Review.id.desc())
        .limit(1)
    )
    review = db.session.scalar(asked)
    document = draft.document
    if review is not None:
        return f"/studio/reviews/{review}"
    return f"/studio/drafts/{document.kind}/{document.name}"


def count_unsettled(draft: Draft) -> int:
    """How many remarks on a draft nobody has settled."""
    wanted = (
        sa.select(sa.func.count(Remark.id))
        .join(Remark.text)
        .where(
            DraftText.draft_id == draft.id, Remark.answers_id.is_(None), Remark.settled_at.is_(None)
        )
    )
    return db.session.scalar(wanted) or 0


def threads(draft: Draft, sheets: Iterable[Sheet]) -> dict[str, list[Thread]]:
    """The remarks on a draft by path, in the order of the lines as the sheets say them.

    What stands nowhere any more comes last, what is settled after what is not.
    """
    rows = db.session.scalars(
        sa.select(Remark)
        .join(Remark.text)
        .where(DraftText.draft_id == draft.id)
        .options(joinedload(Remark.by, innerjoin=True), joinedload(Remark.settled_by))
        .order_by(Remark.id)
    ).all()
    answers: dict[int, list[Remark]] = defaultdict(list)
    for row in rows:
        if row.answers_id is not None:
            answers[row.answers_id].append(row)
    paths = {text.id: text.path for text in draft.texts}
    found = {}
    for sheet in sheets:
        lines = sheet.text.split("\n")
        placed = [
            Thread(row, answers[row.id], Anchor(row.quote, row.line).find(lines))
            for row in rows
            if row.answers_id is None and paths[row.text_id] == sheet.path
        ]
        found[sheet.path] = sorted(placed, key=_order)
    return found


def _order(thread: Thread) -> tuple[bool, bool, int]:
    return thread.remark.settled_at is not None, thread.line is None, thread.line or 0
