"""Entering somebody's shift rota and leave, and taking them back; the plan follows."""

from datetime import date, datetime
from typing import TypeVar

import sqlalchemy as sa

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Stale
from lms.messages import service as messages
from lms.onboarding import queries
from lms.onboarding.service.dating import date_again
from lms.onboarding.service.starting import assign_again
from lms.people import access, audit
from lms.people import queries as people
from lms.people.domain import Leave, Rota, check_new_leave, check_new_rota
from lms.people.models import LeaveEntry, Person, RotaEntry

Entry = TypeVar("Entry", RotaEntry, LeaveEntry)
LEAVE = N_("您的休假登记好了：%(first)s到%(last)s。计划里没做完的，顺着往后排。")
ROTA = N_("您的班表登记好了，从%(first)s起。计划里没做完的，按您上班的日子排。")
NO_LEAVE = N_("%(first)s到%(last)s的休假撤回了，计划里的日子跟着改回。")
NO_ROTA = N_("从%(first)s起的班表撤回了，计划里的日子跟着改回。")


def enter_rota(actor: Person, person: Person, rota: Rota, *, key: str, now: datetime) -> RotaEntry:
    """Enter a rota of somebody; their running plan is dated by it, and they are told.

    The same key again gives the same rota. Raises Forbidden for one's own, WrongField for a rota
    that makes no sense or begins on the day of another.
    """
    made = _begin(actor, person, RotaEntry, key)
    if made is not None:
        return made
    rota.check(clock.day_of(now))
    check_new_rota(people.own_days(person.id).rotas, rota)
    row = RotaEntry(
        person_id=person.id,
        starts_on=rota.starts_on,
        pattern=rota.pattern,
        rest="".join(str(day) for day in sorted(rota.rest)),
        work_days=rota.work_days,
        rest_days=rota.rest_days,
        keeps_holidays=rota.keeps_holidays,
        by_id=actor.id,
        at=now,
        key=key,
    )
    _keep(row)
    _follow(actor, person, row, "rota.entered", ROTA, now)
    return row


def enter_leave(
    actor: Person, person: Person, leave: Leave, *, key: str, now: datetime
) -> LeaveEntry:
    """Enter a leave of somebody; what is open in their running plan moves, and they are told.

    The same key again gives the same leave. Raises Forbidden for one's own, WrongField for days
    that make no sense or on which they are away already.
    """
    made = _begin(actor, person, LeaveEntry, key)
    if made is not None:
        return made
    leave.check(clock.day_of(now))
    check_new_leave(people.own_days(person.id).leaves, leave)
    row = LeaveEntry(
        person_id=person.id,
        first=leave.first,
        last=leave.last,
        kind=leave.kind,
        by_id=actor.id,
        at=now,
        key=key,
    )
    _keep(row)
    _follow(actor, person, row, "leave.entered", LEAVE, now)
    return row


def withdraw_rota(actor: Person, person: Person, row: RotaEntry, *, now: datetime) -> None:
    """Take a rota back: the plan is dated as if it had never been.

    Raises Forbidden for one's own, Stale when it was taken back already.
    """
    _withdraw(actor, person, row, now)
    _follow(actor, person, row, "rota.withdrawn", NO_ROTA, now)


def withdraw_leave(actor: Person, person: Person, row: LeaveEntry, *, now: datetime) -> None:
    """Take a leave back: the plan is dated as if it had never been.

    Raises Forbidden for one's own, Stale when it was taken back already.
    """
    _withdraw(actor, person, row, now)
    _follow(actor, person, row, "leave.withdrawn", NO_LEAVE, now)


def _begin(actor: Person, person: Person, table: type[Entry], key: str) -> Entry | None:
    """What the same click made before; whoever enters for the same person waits here."""
    access.must_not_be_self(actor, person.id)
    lock(person)
    return db.session.scalar(sa.select(table).where(table.by_id == actor.id, table.key == key))


def _keep(row: RotaEntry | LeaveEntry) -> None:
    db.session.add(row)
    db.session.flush()  # the dates are read from the rows


def _withdraw(actor: Person, person: Person, row: RotaEntry | LeaveEntry, now: datetime) -> None:
    access.must_not_be_self(actor, person.id)
    lock(person)
    lock(row)
    if row.withdrawn_at is not None:
        raise Stale(N_("这一条已经撤回过了。"))
    row.withdrawn_at = now
    db.session.flush()  # as above


def _follow(
    actor: Person,
    person: Person,
    row: RotaEntry | LeaveEntry,
    kind: str,
    sentence: str,
    now: datetime,
) -> None:
    """Date the running plan anew, keep it in the trail and tell the person."""
    plan = queries.active_plan(person.id)
    if plan is not None:
        dates, moved = date_again([plan])
        if moved:
            assign_again([plan], dates, now=now)
    first, last = _span(row)
    audit.record(
        kind, actor=actor, subject=person, now=now, first=first.isoformat(), last=last.isoformat()
    )
    messages.tell(
        person,
        sentence=sentence,
        link=f"/people/{person.public_id}/days",
        key=f"{kind}-{row.public_id}",
        now=now,
        first=first,
        last=last,
    )


def _span(row: RotaEntry | LeaveEntry) -> tuple[date, date]:
    """From which day to which; a rota has no last one."""
    return (row.first, row.last) if isinstance(row, LeaveEntry) else (row.starts_on,) * 2
