"""The audit trail: events chained by hash, written in the business transaction, read as sentences.

Events hold ids and parameters, never names or free text, so that erasing a person's data leaves the
chain whole.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from lms.db import db
from lms.people.models import AuditEvent, Person

GENESIS = "0" * 64
CHAIN_LOCK = 7_302_011  # PostgreSQL advisory lock: one writer of the chain at a time
BATCH = 5_000  # events read at a time while verifying

LookUp = Callable[[Collection[Any]], Mapping[Any, str]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """How events of a kind read: a message id, and what puts words to its parameters."""

    words: str
    look_ups: Mapping[str, LookUp]


_sentences: dict[str, Sentence] = {}


@dataclass(frozen=True, slots=True)
class Break:
    """The first event at which the chain does not hold, and how."""

    event_id: int
    reason: str


def sentence(kind: str, words: str, **look_ups: LookUp) -> None:
    """Register how events of a kind read.

    `words` is a message id with places for `actor`, `subject` and the parameters; a look-up turns
    all values of one parameter at once into words in the reader's language, so that no name is
    stored.
    """
    _sentences[kind] = Sentence(words, look_ups)


def sentence_of(kind: str) -> Sentence:
    """How events of a kind read.

    Raises KeyError for a kind that nobody registered.
    """
    return _sentences[kind]


def record(
    kind: str, *, actor: Person | None, subject: Person | None, now: datetime, **parameters: Any
) -> AuditEvent:
    """Append an event to the chain, in the running transaction.

    Raises KeyError for a kind without a sentence, ValueError for a parameter that is not plain.
    """
    sentence_of(kind)
    _check_plain(parameters)
    _lock_chain()
    event = AuditEvent(
        at=now,
        kind=kind,
        actor_id=actor.id if actor else None,
        subject_id=subject.id if subject else None,
        parameters=parameters,
        previous_hash=head(),
    )
    event.hash = digest(event)
    db.session.add(event)
    db.session.flush()  # the next event of this transaction must see this one as the head
    return event


def _check_plain(parameters: dict[str, Any]) -> None:
    for name, value in parameters.items():
        if not isinstance(value, str | int | bool | None):
            raise ValueError(f"{name}={value!r}: only plain values enter the audit trail")


def _lock_chain() -> None:
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(CHAIN_LOCK)))


def head() -> str:
    """The hash of the newest event."""
    newest = sa.select(AuditEvent.hash).order_by(AuditEvent.id.desc()).limit(1)
    return db.session.scalar(newest) or GENESIS


def digest(event: AuditEvent) -> str:
    """The hash of an event over its content and the hash before it (SHA-256 of canonical JSON)."""
    content = {
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "kind": event.kind,
        "actor": event.actor_id,
        "subject": event.subject_id,
        "parameters": event.parameters,
        "previous": event.previous_hash,
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def verify() -> tuple[int, Break | None]:
    """Walk the whole chain; the number of events that hold, and the first break if there is one."""
    previous, count = GENESIS, 0
    for event in _all_events():
        if event.previous_hash != previous:
            return count, Break(event.id, "previous hash differs: an event is missing or moved")
        if event.hash != digest(event):
            return count, Break(event.id, "content was changed")
        previous, count = event.hash, count + 1
    return count, None


def _all_events() -> Iterator[AuditEvent]:
    last = 0
    while True:
        batch = (
            sa.select(AuditEvent).where(AuditEvent.id > last).order_by(AuditEvent.id).limit(BATCH)
        )
        events = db.session.scalars(batch).all()
        if not events:
            return
        yield from events
        last = events[-1].id
        db.session.expunge_all()
