"""Reading the audit trail and the access log in words: names are looked up now, all at once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.db import db
from lms.i18n import _
from lms.pages import PAGE_SIZE, Page, Total, counted
from lms.people import access, audit
from lms.people.models import AccessLook, AuditEvent, Department, Pair, Person
from lms.people.queries.people import names_of

RECENT = 10  # lines on a page that shows other things too
FEW = 5  # lines beside what the page is about


@dataclass(frozen=True, slots=True)
class Line:
    """One event in the reader's language."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody opened a person's record, or a list in which the person stands."""

    at: datetime
    asker: str  # name
    what: str  # permission
    count: Total | None = None  # rows of the list


def events_about(person_id: int, number: int = 1, size: int = PAGE_SIZE) -> Page[Line]:
    """What was done to a person, newest first."""
    about = AuditEvent.subject_id == person_id
    total = counted(sa.select(AuditEvent.id).where(about), number)
    events = db.session.scalars(
        sa.select(AuditEvent)
        .where(about)
        .order_by(AuditEvent.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    return Page(in_words(events), number, total, size)


def newest_event() -> int:
    """The id of the newest event; 0 without any."""
    return db.session.scalar(sa.select(sa.func.max(AuditEvent.id))) or 0


def in_words(
    events: Sequence[AuditEvent], without_names: Collection[str] = frozenset()
) -> list[Line]:
    """Events as sentences; one query for all names, one for each kind of parameter looked up.

    Of the kinds `without_names` only who acted is named.
    """
    people = {e.actor_id for e in events} | {e.subject_id for e in events}
    names = names_of({person_id for person_id in people if person_id is not None})
    found = _looked_up(events)
    return [
        Line(event.at, _sentence(event, names, found, is_named=event.kind not in without_names))
        for event in events
    ]


def _looked_up(events: Iterable[AuditEvent]) -> dict[tuple[audit.LookUp, Any], str]:
    wanted: dict[audit.LookUp, set[Any]] = {}
    for event in events:
        for parameter, look_up in audit.sentence_of(event.kind).look_ups.items():
            if event.parameters.get(parameter) is not None:
                wanted.setdefault(look_up, set()).add(event.parameters[parameter])
    return {
        (look_up, value): words
        for look_up, values in wanted.items()
        for value, words in look_up(values).items()
    }


def _sentence(
    event: AuditEvent,
    names: dict[int, str],
    found: dict[tuple[audit.LookUp, Any], str],
    *,
    is_named: bool,
) -> str:
    sentence = audit.sentence_of(event.kind)
    words = dict(event.parameters)
    for parameter, look_up in sentence.look_ups.items():
        value = event.parameters.get(parameter)
        words[parameter] = found.get((look_up, value), _("（已删除）"))
        if look_up is names_of and not is_named:
            words[parameter] = _("一位同事")
    somebody = _("（已删除的人）")
    words["actor"] = names.get(event.actor_id, somebody) if event.actor_id else _("系统")
    words["subject"] = names.get(event.subject_id, somebody) if event.subject_id else _("系统")
    if event.subject_id and not is_named:
        words["subject"] = _("一位同事")
    return str(_(sentence.words, **words))


def looks_at(person: Person, number: int = 1, size: int = PAGE_SIZE) -> Page[Look]:
    """Who opened a person's record, newest first."""
    return _looks(AccessLook.person_id == person.id, person, number, size)


def lists_with(person: Person, number: int = 1, size: int = PAGE_SIZE) -> Page[Look]:
    """Who opened or exported lists that reach as far as a person, newest first."""
    departments = {f"{access.SCOPE_DEPARTMENT}{number}" for number in _departments_around(person)}
    mentors = sa.select(Pair.mentor_id).where(Pair.apprentice_id == person.id)
    reach = sa.or_(
        AccessLook.scope.in_({access.SCOPE_ALL, *departments}),
        sa.and_(AccessLook.scope == access.SCOPE_APPRENTICES, AccessLook.asker_id.in_(mentors)),
    )
    had_rows = sa.func.coalesce(AccessLook.detail["count"].as_integer(), 1) > 0
    return _looks(sa.and_(reach, had_rows), person, number, size)


def _looks(concerned: sa.ColumnElement[bool], person: Person, number: int, size: int) -> Page[Look]:
    by_others = sa.and_(concerned, AccessLook.asker_id != person.id)
    total = counted(sa.select(AccessLook.id).where(by_others), number)
    rows = db.session.execute(
        sa.select(AccessLook, Person.name)
        .join(Person, Person.id == AccessLook.asker_id)
        .where(by_others)
        .order_by(AccessLook.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    )
    looks = [Look(look.at, name, look.what, _count(look)) for look, name in rows]
    return Page(looks, number, total, size)


def _count(look: AccessLook) -> Total | None:
    count = look.detail.get("count")
    return None if count is None else Total(count, is_more=look.detail.get("more", False))


def _departments_around(person: Person) -> list[int]:
    own = sa.select(Department.id, Department.parent_id).where(
        Department.id == person.department_id
    )
    chain = own.cte("chain", recursive=True)
    above = sa.select(Department.id, Department.parent_id).join(
        chain, Department.id == chain.c.parent_id
    )
    return list(db.session.scalars(sa.select(chain.union(above).c.id)))
