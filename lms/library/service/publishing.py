"""What can be done with one document: publish a revision, assign it, take it over."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from markupsafe import Markup

from lms.db import db, editions
from lms.errors import N_, Invalid, Stale
from lms.library.catalogue import EDITION
from lms.library.models import (
    LONGEST_REASON,
    Assignment,
    Document,
    DocumentAuthor,
    Rendering,
    Revision,
)
from lms.library.service.indexing import Indexed, entries_of, keep_entries
from lms.markdown import RENDERER
from lms.people import audit
from lms.people.models import Person

PUBLISHED = "document.published"
PUBLISHED_WORDS = N_("%(actor)s发布了《%(document)s》第 %(number)s 版")


def publish(
    document: Document,
    revision: Revision,
    actor: Person | None,
    now: datetime,
    *,
    entries: Sequence[Indexed] | None = None,
) -> None:
    """Let readers see and find a revision from now on; nobody is the actor when files are loaded.

    `entries` are those of the revision, made beforehand; None: they are made now.

    Raises ValueError for a revision of another document.
    """
    if revision.document_id != document.id:
        raise ValueError(f"revision {revision.id} is not one of document {document.id}")
    editions.move(EDITION)
    document.published_revision_id = revision.id
    revision.published_at = revision.published_at or now
    audit.record(
        PUBLISHED,
        actor=actor,
        subject=None,
        now=now,
        document=f"{document.kind}/{document.name}",
        number=revision.number,
    )
    keep_entries(revision.id, entries_of(revision.id) if entries is None else entries)


def keep_html(revision_id: int, html: Mapping[str, Mapping[str, Markup]]) -> None:
    """Keep the HTML of a revision, by language and part, in place of what was kept before."""
    db.session.execute(sa.delete(Rendering).where(Rendering.revision_id == revision_id))
    db.session.add_all(
        Rendering(
            revision_id=revision_id, language=language, part=part, renderer=RENDERER, html=str(made)
        )
        for language, parts in html.items()
        for part, made in parts.items()
    )


def assign(
    person: Person, document: Document, due_on: date | None, reason: str, now: datetime
) -> Assignment:
    """Put a document before a person, or change the day and reason if it already is.

    Raises Invalid for a reason longer than 200 characters.
    """
    if len(reason) > LONGEST_REASON:
        raise Invalid(N_("理由太长，最多 %(most)s 个字。"), most=LONGEST_REASON)
    wanted = sa.select(Assignment).where(
        Assignment.document_id == document.id, Assignment.person_id == person.id
    )
    assignment = db.session.scalar(wanted)
    if assignment is None:
        assignment = Assignment(document_id=document.id, person_id=person.id, assigned_at=now)
        db.session.add(assignment)
    assignment.due_on = due_on
    assignment.reason = reason
    return assignment


def assign_all(
    days: Mapping[int, Mapping[int, date]], reason: str, now: datetime, *, anew: bool = True
) -> None:
    """Put documents before people: person id → document id → the day until when.

    What already is before them gets the day and the reason; without `anew` only what has this
    reason is changed, and nothing is added. Takes as many questions however many people there are.
    """
    documents = {document_id for of_one in days.values() for document_id in of_one}
    wanted = sa.select(Assignment).where(
        Assignment.person_id.in_(days), Assignment.document_id.in_(documents)
    )
    known = {(row.person_id, row.document_id): row for row in db.session.scalars(wanted)}
    for person_id, of_one in days.items():
        for document_id, day in of_one.items():
            row = known.get((person_id, document_id))
            if row is not None and (anew or row.reason == reason):
                row.due_on, row.reason = day, reason
            elif row is None and anew:
                db.session.add(
                    Assignment(
                        document_id=document_id,
                        person_id=person_id,
                        due_on=day,
                        reason=reason,
                        assigned_at=now,
                    )
                )


def take_assignments_back(person_ids: Collection[int], reason: str, assigned_at: datetime) -> None:
    """Take away what was put before people at an instant for a reason; what they did stays."""
    db.session.execute(
        sa.delete(Assignment).where(
            Assignment.person_id.in_(person_ids),
            Assignment.reason == reason,
            Assignment.assigned_at == assigned_at,
        )
    )


def adopt(person: Person, document: Document) -> None:
    """Become the author of a document that has none. Raises Stale if somebody else is."""
    wanted = sa.select(DocumentAuthor).where(DocumentAuthor.document_id == document.id)
    authors = db.session.scalars(wanted).all()
    if any(author.person_id == person.id for author in authors):
        return
    if authors:
        raise Stale(N_("这份材料已经有作者了；要一起写，请联系作者或管理员。"))
    db.session.add(DocumentAuthor(document_id=document.id, person_id=person.id))
