"""Reading people's own working days: many people at once, in one query."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from lms.db import db, read
from lms.errors import NotFound
from lms.people.domain import Leave, LeaveKind, OwnDays, Pattern, Rota
from lms.people.models import LeaveEntry, RotaEntry
from lms.people.models.accounts import Person

E = TypeVar("E", bound=RotaEntry | LeaveEntry)

# Put together once: they are read with every plan.
_rota, _leave = RotaEntry.__table__.c, LeaveEntry.__table__.c
_PEOPLE: sa.BindParameter[int] = sa.bindparam("people", expanding=True)
_ROTAS = sa.select(
    *(_rota.person_id, _rota.public_id, _rota.starts_on, sa.cast(sa.null(), sa.Date)),
    *(_rota.pattern, _rota.rest, _rota.work_days, _rota.rest_days, _rota.keeps_holidays),
).where(_rota.withdrawn_at.is_(None))
_LEAVES = sa.select(
    *(_leave.person_id, _leave.public_id, _leave.first, _leave.last, _leave.kind),
    *(sa.literal(""), sa.literal(0), sa.literal(0), sa.false()),
).where(_leave.withdrawn_at.is_(None))
OWN_DAYS = sa.union_all(
    _ROTAS.where(_rota.person_id.in_(_PEOPLE)), _LEAVES.where(_leave.person_id.in_(_PEOPLE))
)
EVERYBODYS = sa.union_all(_ROTAS, _LEAVES.where(_leave.last >= sa.bindparam("since")))


def own_days_of(person_ids: Collection[int]) -> dict[int, OwnDays]:
    """The own working days of people: person id → rotas and leave; only who has any."""
    return _gathered(read(OWN_DAYS, people=tuple(sorted(person_ids))) if person_ids else ())


def own_days(person_id: int) -> OwnDays:
    """The own working days of one person."""
    return own_days_of([person_id]).get(person_id, OwnDays())


def everybodys_own_days(since: date) -> dict[int, OwnDays]:
    """The own working days of everybody: person id → rotas, and leave that ends on a day or later.

    For jobs; pages ask for the people that they show.
    """
    return _gathered(db.session.execute(EVERYBODYS, {"since": since}))


def with_own_days() -> sa.CompoundSelect[int]:
    """The ids of everybody who has a rota or leave."""
    return sa.union(
        _ROTAS.with_only_columns(_rota.person_id), _LEAVES.with_only_columns(_leave.person_id)
    )


def _gathered(rows: Iterable[sa.Row[*tuple[Any, ...]]]) -> dict[int, OwnDays]:
    found: dict[int, OwnDays] = {}
    for person_id, public_id, first, last, kind, *facts in rows:
        known = found.get(person_id, OwnDays())
        if last is None:
            found[person_id] = known.with_rota(_rota_of(public_id, first, kind, *facts))
        else:
            leave = Leave(first=first, last=last, kind=LeaveKind(kind), public_id=public_id)
            found[person_id] = known.with_leave(leave)
    return found


def _rota_of(
    public_id: str,
    first: date,
    pattern: str,
    rest: str,
    work_days: int,
    rest_days: int,
    keeps: bool,
) -> Rota:
    return Rota(
        starts_on=first,
        pattern=Pattern(pattern),
        rest=frozenset(map(int, rest)),
        work_days=work_days,
        rest_days=rest_days,
        keeps_holidays=bool(keeps),
        public_id=public_id,
    )


def entry_of(person: Person, table: type[E], public_id: str) -> E:
    """A rota or leave of somebody that was not withdrawn.

    Raises NotFound.
    """
    found = db.session.scalar(
        sa.select(table).where(table.public_id == public_id, table.person_id == person.id)
    )
    if found is None:
        raise NotFound
    return found
