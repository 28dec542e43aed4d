"""Publishing what files hold: one short transaction, nothing written twice, nothing overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa

from lms.db import db
from lms.errors import N_
from lms.library import kinds, queries, readings
from lms.library.domain import Origin, Problem
from lms.library.models import FIRST_TRIAL, Document, DocumentAuthor, Revision
from lms.library.service.checking import Findings, Identity, Live, Progress, Sound, examine
from lms.library.service.indexing import keep_entries
from lms.library.service.keeping_media import keep_media
from lms.library.service.publishing import keep_html, publish
from lms.people.models import Person

Columns = tuple[int, int, str, str]
LIVE: sa.Select[*Columns] = sa.select(
    Revision.document_id, Revision.id, Revision.digest, Revision.origin
).join(Document, Document.published_revision_id == Revision.id)  # without the texts
OTHER_ID = N_("这个地址发布过“%(name)s”；id 发布以后不能改，请改回来。")


class Outcome(StrEnum):
    """What a load did with one document."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # changed inside the product since the last load, and left as it is
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did with each sound document (`kind/name`), and what is wrong with the others."""

    outcomes: Mapping[str, Outcome]
    problems: tuple[Problem, ...]

    def count(self, outcome: Outcome) -> int:
        """How many documents had this outcome."""
        return list(self.outcomes.values()).count(outcome)

    def names(self, outcome: Outcome) -> list[str]:
        """The documents that had this outcome, as `kind/name`."""
        return [name for name, found in self.outcomes.items() if found == outcome]


def prepare(root: Path, progress: Progress = iter) -> Findings:
    """Read, parse and render everything below `root`, before and outside of any transaction."""
    live = Live(
        live_parts,
        rendered=queries.up_to_date(has_html=True),
        worded=queries.up_to_date(has_html=False),
    )
    return examine(root, live, progress)


def forget_other_readings(findings: Findings) -> None:
    """Let go of what was parsed of texts that are neither published nor found in files."""
    found = (
        readings.Text(sound.kind.name, sound.bundle.address, sound.bundle.digest)
        for sound in findings.sound
    )
    readings.forget_others([*found, *queries.published_readings()])


def live_parts(identity: Identity) -> frozenset[str] | None:
    """The ids inside a published document to which others may refer; None: not published."""
    kind, name = identity
    live = queries.published(kind, name)
    return None if live is None else frozenset(kinds.of(kind).parts(live.content))


def load(findings: Findings, authors: Sequence[Person], now: datetime) -> LoadReport:
    """Publish what was found sound; `authors` become co-authors of documents that are new.

    Texts that are published already are left alone, and so are documents changed elsewhere.
    """
    documents = {(row.kind, row.name): row for row in db.session.scalars(sa.select(Document))}
    lives = {row.document_id: row for row in db.session.execute(LIVE)}
    at = {(row.kind, row.address): row.name for row in documents.values()}
    outcomes: dict[str, Outcome] = {}
    problems = list(findings.problems)
    for sound in findings.sound:
        there = at.get((sound.kind.name, sound.meta.address), sound.meta.name)
        if there == sound.meta.name:
            document = documents.get(sound.identity)
            live = lives.get(document.id) if document else None
            outcome = _take_in(document, live, sound, authors, now)
        else:
            outcome = Outcome.REFUSED
            problems.append(sound.problem([sound.meta.name], OTHER_ID, name=there))
        outcomes["/".join(sound.identity)] = outcome
    by_place = sorted(problems, key=lambda problem: (problem.file, problem.line))
    return LoadReport(outcomes, tuple(by_place))


def _take_in(
    document: Document | None,
    live: sa.Row[*Columns] | None,
    sound: Sound,
    authors: Sequence[Person],
    now: datetime,
) -> Outcome:
    if document is None:
        _publish(_new_document(sound, authors), sound, now)
        return Outcome.ADDED
    if live is not None and live.digest == sound.bundle.digest:
        if sound.html is not None:
            keep_html(live.id, sound.html)
            keep_entries(live.id, sound.entries or ())
        return Outcome.UNCHANGED
    if live is not None and live.origin != Origin.FILES:
        return Outcome.KEPT
    document.address = sound.meta.address
    _publish(document, sound, now)
    return Outcome.CHANGED


def _new_document(sound: Sound, authors: Sequence[Person]) -> Document:
    document = Document(kind=sound.kind.name, name=sound.meta.name, address=sound.meta.address)
    db.session.add(document)
    db.session.flush()  # its number is needed by authors and revision
    db.session.add_all(
        DocumentAuthor(document_id=document.id, person_id=author.id) for author in authors
    )
    return document


def _publish(document: Document, sound: Sound, now: datetime) -> None:
    revision = new_revision(document, sound, Origin.FILES, None, now)
    keep_html(revision.id, sound.html or {})
    publish(document, revision, None, now, entries=sound.entries)


def new_revision(
    document: Document, sound: Sound, origin: Origin, author: Person | None, now: datetime
) -> Revision:
    """Keep texts that fit the syntax as the next revision of a document, not yet published."""
    newest = sa.select(sa.func.max(Revision.number)).where(
        Revision.document_id == document.id, Revision.number < FIRST_TRIAL
    )
    revision = Revision(
        document_id=document.id,
        number=(db.session.scalar(newest) or 0) + 1,
        digest=sound.bundle.digest,
        texts=dict(sound.bundle.texts),
        origin=origin,
        material=sound.meta.material,
        author_id=author.id if author else None,
        created_at=now,
    )
    db.session.add(revision)
    db.session.flush()  # its number is what the pointer, the HTML and the files are tied to
    keep_media(revision.id, sound.bundle.media)
    return revision
