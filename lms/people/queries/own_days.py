"""Reading people's own working days: many people at once, in one query."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from lms.db import db, read
from lms.errors import NotFound
from lms.people.domain import Leave, LeaveKind, OwnDays, Pattern, Rota
from lms.people.models import LeaveEntry, RotaEntry
from lms.people.models.accounts import Person

# Put together once: they are read with every plan.
_rota, _leave = RotaEntry.__table__.c, LeaveEntry.__table__.c
_PEOPLE: sa.BindParameter[int] = sa.bindparam("people", expanding=True)
OWN_DAYS = sa.union_all(
    sa.select(
        *(_rota.person_id, _rota.public_id, _rota.starts_on, sa.cast(sa.null(), sa.Date)),
        *(_rota.pattern, _rota.rest, _rota.work_days, _rota.rest_days, _rota.keeps_holidays),
    ).where(_rota.person_id.in_(_PEOPLE), _rota.withdrawn_at.is_(None)),
    sa.select(
        *(_leave.person_id, _leave.public_id, _leave.first, _leave.last, _leave.kind),
        *(sa.literal(""), sa.literal(0), sa.literal(0), sa.false()),
    ).where(_leave.person_id.in_(_PEOPLE), _leave.withdrawn_at.is_(None)),
)


def own_days_of(person_ids: Collection[int]) -> dict[int, OwnDays]:
    """The own working days of people: person id → rotas and leave; only who has any."""
    found: dict[int, OwnDays] = {}
    for row in read(OWN_DAYS, people=tuple(sorted(person_ids))) if person_ids else ():
        person_id, public_id, first, last, kind, *facts = row
        known = found.get(person_id, OwnDays())
        if last is None:
            rota = _rota_of(public_id, first, kind, *facts)
            found[person_id] = known.with_rota(rota)
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


def own_days(person_id: int) -> OwnDays:
    """The own working days of one person."""
    return own_days_of([person_id]).get(person_id, OwnDays())


def entry_of(
    person: Person, table: type[RotaEntry | LeaveEntry], public_id: str
) -> RotaEntry | LeaveEntry:
    """A rota or leave of somebody that was not withdrawn.

    Raises NotFound.
    """
    found: RotaEntry | LeaveEntry | None = db.session.scalar(
        sa.select(table).where(table.public_id == public_id, table.person_id == person.id)
    )
    if found is None:
        raise NotFound
    return found
