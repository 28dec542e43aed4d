"""Whether mentors and apprentices may be paired: many at once, in a number of queries that stays.

The rules themselves are in `lms.people.domain`; nothing here writes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from lms.db import db
from lms.errors import N_
from lms.people.domain import (
    Period,
    Role,
    WrongField,
    check_apprentice_is_free,
    check_mentor_has_room,
)
from lms.people.models import Pair, Person

Wanted = Sequence[tuple[Person, Person]]  # mentor and apprentice


@dataclass(frozen=True, slots=True)
class _Register:
    """The pairs around some people, and those that are wanted and counted already."""

    taken: dict[int, list[Period]]  # of apprentices
    guiding: dict[int, list[Period]]  # of mentors
    above: dict[int, set[int]] = field(default_factory=dict)  # apprentice → mentors

    def add(self, mentor_id: int, apprentice_id: int, during: Period) -> None:
        self.taken.setdefault(apprentice_id, []).append(during)
        self.guiding.setdefault(mentor_id, []).append(during)
        self.above.setdefault(apprentice_id, set()).add(mentor_id)

    def stands_above(self, person_id: int, other_id: int) -> bool:
        """Whether one is a mentor of the other, or of the other's mentor, and so on."""
        here, seen = {other_id}, set[int]()
        while here:
            if person_id in here:
                return True
            seen |= here
            here = {up for one in here for up in self.above.get(one, ())} - seen
        return False


def pairing_refusals(wanted: Wanted, starts_on: date) -> dict[int, WrongField]:
    """Why some of these mentors and apprentices cannot be paired from a day on, by apprentice.

    Each pair that can be made counts for those that come after it.
    """
    if not wanted:
        return {}
    during = Period(starts_on)
    register = _register_of(wanted, during)
    refused: dict[int, WrongField] = {}
    for mentor, apprentice in wanted:
        try:
            _check(mentor, apprentice, during, register)
        except WrongField as refusal:
            refused[apprentice.id] = refusal
        else:
            register.add(mentor.id, apprentice.id, during)
    return refused


def open_pairs_of(apprentice_ids: Collection[int], day: date) -> dict[int, Pair]:
    """The pairs of apprentices that hold on a day or begin later, the earliest of each."""
    pairs = sa.select(Pair).where(
        Pair.apprentice_id.in_(apprentice_ids),
        sa.or_(Pair.ends_on.is_(None), Pair.ends_on >= day),
    )
    latest_first = db.session.scalars(pairs.order_by(Pair.starts_on.desc(), Pair.id.desc()))
    return {pair.apprentice_id: pair for pair in latest_first}


def _check(mentor: Person, apprentice: Person, during: Period, register: _Register) -> None:
    if mentor.id == apprentice.id:
        raise WrongField("mentor", N_("自己不能做自己的师父。"))
    if Role.MENTOR not in mentor.roles or not mentor.is_active:
        raise WrongField("mentor", N_("这位同事现在不是师父。请先给“师父”角色，或另选一位。"))
    if not apprentice.is_active:
        raise WrongField("mentor", N_("这个账号已停用，恢复后才能安排师父。"))
    check_apprentice_is_free(register.taken.get(apprentice.id, ()), during)
    check_mentor_has_room(register.guiding.get(mentor.id, ()), during)
    if register.stands_above(apprentice.id, mentor.id):
        raise WrongField("mentor", N_("这样会互为师徒，签字就成了自己签自己。请另选一位。"))


def _register_of(wanted: Wanted, during: Period) -> _Register:
    mentors = {mentor.id for mentor, _apprentice in wanted}
    apprentices = {apprentice.id for _mentor, apprentice in wanted}
    return _Register(
        _periods(Pair.apprentice_id, apprentices),
        _periods(Pair.mentor_id, mentors),
        dict(_mentors_above(mentors, during)),
    )


def _periods(whose: InstrumentedAttribute[int], people: Collection[int]) -> dict[int, list[Period]]:
    pairs = sa.select(whose, Pair.starts_on, Pair.ends_on).where(whose.in_(people))
    found: dict[int, list[Period]] = {}
    for person_id, starts_on, ends_on in db.session.execute(pairs):
        found.setdefault(person_id, []).append(Period(starts_on, ends_on))
    return found


def _mentors_above(people: set[int], during: Period) -> Iterator[tuple[int, set[int]]]:
    """Who stands above these people, rung by rung: a query for each rung of the ladder."""
    here, seen = people, set[int]()
    while here:
        rung = _rung(here, during)
        yield from rung.items()
        seen |= here
        here = {mentor for mentors in rung.values() for mentor in mentors} - seen


def _rung(people: set[int], during: Period) -> Mapping[int, set[int]]:
    rows = db.session.execute(
        sa.select(Pair.apprentice_id, Pair.mentor_id).where(
            Pair.apprentice_id.in_(people),
            sa.or_(Pair.ends_on.is_(None), Pair.ends_on >= during.starts_on),
        )
    )
    found: dict[int, set[int]] = {}
    for apprentice_id, mentor_id in rows:
        found.setdefault(apprentice_id, set()).add(mentor_id)
    return found
