"""Reading observations: when somebody was observed, and what that found."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db, fixed, read
from lms.library.domain import Wording
from lms.mentoring.domain import Setting, Verdict
from lms.mentoring.models import ObservationRecord
from lms.mentoring.queries.checklists import title_of
from lms.people.models import Person

MOST_OBSERVATIONS = 50  # shown on a page

# Made once, from tables: making a statement costs more than asking it.
_observed, _by = ObservationRecord.__table__.c, Person.__table__.c
NEWEST = (
    sa.select(ObservationRecord)
    .where(ObservationRecord.person_id == sa.bindparam("person_id"))
    .options(
        joinedload(ObservationRecord.mentor, innerjoin=True).lazyload(Person.grants),
        joinedload(ObservationRecord.checklist_record),
    )
    .order_by(ObservationRecord.at.desc(), ObservationRecord.id.desc())
)
FOUND = (
    sa.select(
        *(_observed.person_id, _observed.competency, _observed.verdict, _observed.at, _by.name),
        *(_observed.setting, _observed.done, _observed.seen, _observed.share),
    )
    .where(
        _observed.person_id.in_(sa.bindparam("people", expanding=True)),
        _by.id == _observed.mentor_id,
    )
    .order_by(_observed.at, _observed.id)
)


def observations_of(person_id: int, most: int = MOST_OBSERVATIONS) -> Sequence[ObservationRecord]:
    """What was observed of somebody, the newest first."""
    return db.session.scalars(_newest(most), {"person_id": person_id}).all()


@cache
def _newest(most: int) -> sa.Select[ObservationRecord]:
    return NEWEST.limit(fixed(most))


@dataclass(frozen=True, slots=True)
class Observed:
    """One time that somebody was observed: on one competency, or with a checklist on several."""

    findings: tuple[ObservationRecord, ...]  # those of a checklist in its order

    @property
    def record(self) -> ObservationRecord:
        """The first finding, which holds what all of them share."""
        return self.findings[0]

    @property
    def title(self) -> Wording | None:
        """What the checklist was called, if there was one."""
        sheet = self.record.checklist_record
        return title_of(sheet) if sheet else None


def observed(person_id: int) -> list[Observed]:
    """When somebody was observed, the newest first."""
    by_time: dict[tuple[str, int], list[ObservationRecord]] = {}
    for row in observations_of(person_id):
        sheet = row.checklist_record_id
        by_time.setdefault(("sheet", sheet) if sheet else ("alone", row.id), []).append(row)
    return [Observed(tuple(reversed(rows))) for rows in by_time.values()]


@dataclass(frozen=True, slots=True)
class Seen:
    """What an observation found, without its words."""

    competency: str
    verdict: Verdict
    at: datetime
    by_name: str
    setting: Setting
    done: int | None  # items of a checklist; None: the verdict alone
    seen: int | None
    share: int | None  # 0–100


def verdicts_on(person_id: int) -> Iterator[Seen]:
    """What all observations of somebody found, the newest first."""
    for _, competency, verdict, at, name, setting, *items in reversed(_found([person_id])):
        yield Seen(competency, Verdict(verdict), at, name, Setting(setting), *items)


def _found(person_ids: Collection[int]) -> Sequence[sa.Row[*tuple[Any, ...]]]:
    return read(FOUND, people=tuple(person_ids))


@dataclass(frozen=True, slots=True)
class Met:
    """An observation that found a competency met: when, and by whom."""

    at: datetime
    by_name: str


def met(person_ids: Collection[int]) -> dict[int, dict[str, list[Met]]]:
    """The observations at work that found a competency met, the oldest first.

    Person id → competency → observations; what was seen in a role-play is not among them.
    """
    found: dict[int, dict[str, list[Met]]] = {}
    for person_id, competency, verdict, at, name, setting, *_ in _found(person_ids):
        if verdict == Verdict.MET and setting == Setting.REAL:
            found.setdefault(person_id, {}).setdefault(competency, []).append(Met(at, name))
    return found
