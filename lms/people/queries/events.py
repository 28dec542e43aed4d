"""The whole audit trail for administrators, newest first, a page or all of it, in words.

They run the system and see who did what; whose training an event concerns stays between the person,
the mentor and HR (`audit.read`), so those sentences name nobody but who acted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import sqlalchemy as sa

from lms.db import db
from lms.errors import N_
from lms.i18n import _
from lms.pages import PAGE_SIZE
from lms.people import audit
from lms.people.models import AuditEvent, Person
from lms.people.queries.people import matching, names_of
from lms.people.queries.trail import in_words

CHUNK = 1_000  # events of an export read at a time
OTHERS = "others"
GROUPS = {  # in the order of the filter: its words, the first words of its kinds
    "accounts": (N_("账号、角色与部门"), {"person", "role", "department"}),
    "sign-in": (
        N_("登录与密码"),
        {"slip", "password", "sessions", "factor", "reset", "recovery", "browser"},
    ),
    "mentoring": (N_("带教与观察"), {"pair", "observation"}),
    "plans": (N_("上手计划"), {"plan", "task", "gate"}),
    "certificates": (N_("证书"), {"certificate"}),
    "system": (N_("系统"), {"backup", "clock", "audit", "robot"}),
}
NAMES_SHOWN = ("accounts", "sign-in", "system")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the trail is narrowed to; empty means all."""

    group: str = ""
    who: str = ""  # acted: found as people are found
    first: date | None = None
    last: date | None = None  # included

    def chosen(self) -> dict[str, str]:
        """The filter as it stands in an address."""
        pairs = {"group": self.group, "who": self.who, "from": self.first, "to": self.last}
        return {name: str(value) for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class Told:
    """One event in the reader's language."""

    id: int
    at: datetime
    actor: str
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Some events, the newest first; `older` is where the next sheet begins, None: nowhere."""

    rows: Sequence[Told]
    older: int | None


def groups() -> dict[str, str]:
    """The groups of events in words; the rest stands last."""
    return {group: _(words) for group, (words, _kinds) in GROUPS.items()} | {OTHERS: _("其他")}


def sheet(wanted: Wanted, before: int | None, zone: tzinfo, size: int = PAGE_SIZE) -> Sheet:
    """A page of the trail; `before` is the id of the last event of the page before it."""
    found = db.session.scalars(_events(wanted, before, zone).limit(size + 1)).all()
    shown = found[:size]
    return Sheet(told(shown), shown[-1].id if len(found) > size else None)


def count(wanted: Wanted, zone: tzinfo) -> int:
    """How many events there are."""
    ids = _events(wanted, None, zone).with_only_columns(AuditEvent.id).order_by(None)
    return db.session.scalar(sa.select(sa.func.count()).select_from(ids.subquery())) or 0


def every(wanted: Wanted, zone: tzinfo) -> Iterator[Told]:
    """All events under a filter, the newest first, with little memory."""
    before: int | None = None
    while True:
        part = sheet(wanted, before, zone, CHUNK)
        yield from part.rows
        before = part.older
        if before is None:
            return


def told(events: Sequence[AuditEvent]) -> list[Told]:
    """Events in words, without the names of those whose training they concern."""
    names = names_of({event.actor_id for event in events if event.actor_id is not None})
    hidden = [event.kind for event in events if _group_of(event.kind) not in NAMES_SHOWN]
    lines = in_words(events, without_names=frozenset(hidden))
    gone, system = _("（已删除的人）"), _("系统")
    return [
        Told(
            event.id,
            event.at,
            names.get(event.actor_id, gone) if event.actor_id else system,
            line.words,
        )
        for event, line in zip(events, lines, strict=True)
    ]


def _group_of(kind: str) -> str:
    first = kind.partition(".")[0]
    return next((group for group, (_words, kinds) in GROUPS.items() if first in kinds), OTHERS)


def _events(wanted: Wanted, before: int | None, zone: tzinfo) -> sa.Select[AuditEvent]:
    events = sa.select(AuditEvent).order_by(AuditEvent.id.desc())
    if before is not None:
        events = events.where(AuditEvent.id < before)
    if wanted.group:
        kinds = [kind for kind in audit.kinds() if _group_of(kind) == wanted.group]
        events = events.where(AuditEvent.kind.in_(kinds))
    if wanted.who:
        events = events.where(
            AuditEvent.actor_id.in_(sa.select(Person.id).where(matching(wanted.who)))
        )
    if wanted.first:
        events = events.where(AuditEvent.at >= _begins(wanted.first, zone))
    if wanted.last:
        events = events.where(AuditEvent.at < _begins(wanted.last + timedelta(days=1), zone))
    return events


def _begins(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
