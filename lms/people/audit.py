"""The audit trail: events chained by hash, written in the business transaction, read as sentences.

Events hold ids and parameters, never names or free text, so that erasing a person's data leaves the
chain whole.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.db import after_commit, db
from lms.people import anchor
from lms.people.domain import GENESIS, Event, digest
from lms.people.models import AuditEvent, Person

CHAIN_LOCK = 7_302_011  # PostgreSQL advisory lock: one writer of the chain at a time

LookUp = Callable[[Collection[Any]], Mapping[Any, str]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """How events of a kind read: a message id, and what puts words to its parameters."""

    words: str
    look_ups: Mapping[str, LookUp]


_sentences: dict[str, Sentence] = {}


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


def kinds() -> list[str]:
    """All kinds of events that anybody registered."""
    return sorted(_sentences)


def record(
    kind: str, *, actor: Person | None, subject: Person | None, now: datetime, **parameters: Any
) -> AuditEvent:
    """Append an event to the chain, in the running transaction; anchored once it is committed.

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
    event.hash = _digest(event)
    db.session.add(event)
    db.session.flush()  # the next event of this transaction must see this one as the head
    if anchor.drop not in db.session.info.get("after_commit", ()):
        after_commit(anchor.drop)
    return event


def _digest(event: AuditEvent) -> str:
    return digest(
        Event(
            0,  # the database gives the number, the chain the order
            event.at,
            event.kind,
            event.actor_id,
            event.subject_id,
            event.parameters,
            event.previous_hash,
            "",
        )
    )


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
