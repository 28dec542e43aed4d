"""Keeping answers on the own shelves, sharing them, reviewing what was shared."""

from datetime import date, datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_, Stale
from lms.messages import service as messages
from lms.people import access, audit
from lms.people.models import Person
from lms.workday import queries
from lms.workday.domain.shelves import Entry, Verdict
from lms.workday.models import ShelfEntry, ShelfShare
from lms.workday.queries import shelves

ASKED = N_("%(name)s想把一条知识分享给部门，请您看看写得对不对。")
TOLD = N_("%(by)s看过了您分享的“%(question)s”。")
REVIEWED = N_("这一条已经有人看过，或者已经收回了。")


def keep_entry(person: Person, entry: Entry, *, key: str, now: datetime) -> ShelfEntry:
    """Put an answer on a shelf; the same key again gives the same one."""
    found = shelves.entry_by_key(person, key)
    if found is None:
        found = ShelfEntry(person_id=person.id, at=now, key=key, **_facts(entry))
        db.session.add(found)
    return found


def change_entry(person: Person, public_id: str, entry: Entry, *, now: datetime) -> None:
    """Write an entry anew; what was shared of it stays as it was reviewed."""
    found = shelves.own_entry(person, public_id)
    lock(found)
    found.at = now
    for name, value in _facts(entry).items():
        setattr(found, name, value)


def remove_entry(person: Person, public_id: str, *, now: datetime) -> None:
    """Take an entry off its shelf, and back from the department."""
    found = shelves.own_entry(person, public_id)
    live = shelves.live_share(found)
    if live is not None:
        live.withdrawn_at = now
    db.session.execute(
        sa.update(ShelfShare).where(ShelfShare.entry_id == found.id).values(entry_id=None)
    )
    db.session.delete(found)


def share_entry(person: Person, public_id: str, *, today: date, now: datetime) -> None:
    """Offer an entry to the own department; the mentor of today is asked to review it.

    What waits or is shared already stays as it is.
    """
    found = shelves.own_entry(person, public_id)
    lock(found)
    if shelves.live_share(found) is not None:
        return
    share = ShelfShare(
        entry_id=found.id,
        person_id=person.id,
        department_id=person.department_id,
        shelf=found.shelf,
        question=found.question,
        answer=found.answer,
        source=found.source,
        holds_until=found.holds_until,
        at=now,
    )
    db.session.add(share)
    db.session.flush()  # the message names it
    pair = queries.mentor_of_now(person, today)
    if pair is not None:
        messages.tell(
            pair.mentor,
            sentence=ASKED,
            link="/workday/reviewing",
            key=f"shelf-{share.public_id}",
            now=now,
            name=person,
        )


def withdraw_share(person: Person, public_id: str, *, now: datetime) -> None:
    """Take back what one has shared; nobody else reads it any more."""
    share = shelves.own_share(person, public_id)
    lock(share)
    share.withdrawn_at = share.withdrawn_at or now


def review_share(
    actor: Person, public_id: str, verdict: Verdict, *, today: date, now: datetime
) -> None:
    """Let the department read an entry, or give it back with a word; its author is told.

    The same verdict again changes nothing. Raises Forbidden for one's own, Stale when it was
    withdrawn or judged otherwise.
    """
    share = shelves.share_to_review(actor, public_id, today)
    access.must_not_be_self(actor, share.person_id)
    lock(share)
    if share.verdict is not None and share.verdict == verdict.judged:
        return
    if share.verdict is not None or share.withdrawn_at is not None:
        raise Stale(REVIEWED, way_on="/workday/reviewing")
    share.verdict, share.words = verdict.judged.value, verdict.words
    share.decided_at, share.decided_by_id = now, actor.id
    kind = f"shelf.{verdict.judged.value}"
    audit.record(kind, actor=actor, subject=share.person, now=now, share=share.public_id)
    messages.tell(
        share.person,
        sentence=TOLD,
        link="/workday/shelves",
        key=f"shelf-{share.public_id}-reviewed",
        now=now,
        by=actor,
        question=share.question,
    )


def _facts(entry: Entry) -> dict[str, object]:
    return {
        "shelf": entry.shelf.value,
        "question": entry.question,
        "answer": entry.answer,
        "source": entry.source,
        "holds_until": entry.holds_until,
    }
