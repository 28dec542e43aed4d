"""The chain of the audit trail: how events are hashed, and whether a trail is whole.

An event's hash covers its content and the hash before it, so that nothing can be changed, taken
out or moved without breaking the chain. Where the chain ends is anchored outside the database; so
a cut tail, another database, or a chain that was made anew from some event on are seen as well.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))

MISSING = "previous hash differs: an event is missing or moved"
CHANGED = "content was changed"
NOT_THERE = "anchored, but not in the database: the trail was cut, or this is another database"
MADE_ANEW = "anchored with another hash: the trail was made anew, or this is another database"
DISORDER = "the anchor's lines are out of order"


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it is kept; whoever tampered may have left anything in it."""

    id: int
    at: datetime
    kind: str
    actor: int | None
    subject: int | None
    parameters: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event that was the newest when this was written down outside the database."""

    event_id: int
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first event at which the trail does not hold, and how."""

    event_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a walk along the whole trail found."""

    events: int  # that hold, from the first one on
    broken: Break | None
    first_anchored: int | None = None  # the id of the first event that an anchor names
    last_anchored: int | None = None
    newer: int = 0  # events after the last anchored one


def digest(event: Event) -> str:
    """The hash of an event over its content and the hash before it (SHA-256 of canonical JSON)."""
    content = {
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "kind": event.kind,
        "actor": event.actor,
        "subject": event.subject,
        "parameters": event.parameters,
        "previous": event.previous,
    }
    return hashlib.sha256(CANONICAL.encode(content).encode()).hexdigest()


def walk(events: Iterable[Event], anchors: Iterable[Anchor] = ()) -> Finding:
    """Whether a trail is whole: its events in the order of their ids, its anchors in theirs.

    Nothing is kept in memory but where the walk stands.
    """
    anchored = _Anchored(iter(anchors))
    previous, count, newer = GENESIS, 0, 0
    for event in events:
        broken = _break_of_chain(event, previous) or anchored.break_at(event)
        if broken:
            return Finding(count, broken, anchored.first, anchored.last)
        previous, count = event.hash, count + 1
        newer = 0 if anchored.last == event.id else newer + 1
    return Finding(count, anchored.break_at_end(), anchored.first, anchored.last, newer)


def _break_of_chain(event: Event, previous: str) -> Break | None:
    if event.previous != previous:
        return Break(event.id, MISSING)
    try:
        holds = event.hash == digest(event)
    except (TypeError, ValueError, AttributeError, OverflowError):  # not what we write
        holds = False
    return None if holds else Break(event.id, CHANGED)


class _Anchored:
    """Walks along the anchors beside the events."""

    def __init__(self, anchors: Iterator[Anchor]) -> None:
        self._anchors = anchors
        self._next = next(anchors, None)
        self.first = self._next.event_id if self._next else None
        self.last: int | None = None  # the latest that was met

    def break_at(self, event: Event) -> Break | None:
        """What the anchors say against an event standing here."""
        wanted = self._next
        if wanted is None or wanted.event_id > event.id:
            return None
        if wanted.event_id < event.id:
            return Break(wanted.event_id, NOT_THERE)
        if wanted.hash != event.hash:
            return Break(event.id, MADE_ANEW)
        self.last, self._next = wanted.event_id, next(self._anchors, None)
        if self._next and self._next.event_id <= wanted.event_id:
            return Break(self._next.event_id, DISORDER)
        return None

    def break_at_end(self) -> Break | None:
        """What the anchors say against the trail ending here."""
        return Break(self._next.event_id, NOT_THERE) if self._next else None
