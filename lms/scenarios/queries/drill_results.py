"""What drills came to, for those who took them and those who may see it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased, contains_eager

from lms.db import db
from lms.errors import NotFound
from lms.library.models import Document
from lms.people.access import visible_people
from lms.people.models import Person
from lms.scenarios.models import DrillMark, DrillRun

READ, RESULT = "play.read", "play.result-of"

_newer = aliased(DrillMark)
_latest = (
    sa.select(sa.func.max(_newer.number))
    .where(_newer.run_id == DrillMark.run_id)
    .correlate(DrillMark)
    .scalar_subquery()
)
MARKS = (
    sa.select(DrillMark)
    .where(DrillMark.run_id == sa.bindparam("run_id"))
    .order_by(DrillMark.number)
)


@dataclass(frozen=True, slots=True)
class FinishedDrill:
    """A drill that somebody took to its end, and what it came to."""

    name: str  # of the document
    public_id: str
    score: int  # per cent
    passed: bool
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class RunSeen:
    """A drill that somebody may look at."""

    run: DrillRun
    permission: str | None  # by which another person looks; None: one's own

    @property
    def is_own(self) -> bool:
        """Whether the reader has taken it."""
        return self.permission is None

    @property
    def reads_talks(self) -> bool:
        """Whether the reader may see more than what it came to."""
        return self.permission != RESULT


def run_seen(person: Person, public_id: str, today: date) -> RunSeen:
    """A drill of one's own; of others only those that are over and no previews, if one may.

    Raises NotFound for every other.
    """
    wanted = (
        sa.select(DrillRun)
        .join(DrillRun.person)
        .options(contains_eager(DrillRun.person))
        .where(DrillRun.public_id == public_id)
    )
    others = wanted.where(DrillRun.ended_at.is_not(None), sa.not_(DrillRun.is_preview))
    ways: Iterator[tuple[sa.Select[DrillRun], str | None]] = iter(
        (
            (wanted.where(DrillRun.person_id == person.id), None),
            (others.where(visible_people(person, READ, today)), READ),
            (others.where(visible_people(person, RESULT, today)), RESULT),
        )
    )
    for way, permission in ways:
        run = db.session.scalars(way).unique().one_or_none()
        if run is not None:
            return RunSeen(run, permission)
    raise NotFound


def finished_drills(
    person_id: int, most: int, document_id: int | None = None
) -> Sequence[FinishedDrill]:
    """The newest drills that a person took to their end, previews apart, the newest first."""
    wanted = (
        sa.select(
            Document.name, DrillRun.public_id, DrillMark.score, DrillMark.passed, DrillRun.ended_at
        )
        .select_from(DrillRun)
        .join(Document, Document.id == DrillRun.document_id)
        .join(DrillMark, sa.and_(DrillMark.run_id == DrillRun.id, DrillMark.number == _latest))
        .where(
            DrillRun.person_id == person_id,
            DrillRun.ended_at.is_not(None),
            sa.not_(DrillRun.is_preview),
        )
        .order_by(DrillRun.ended_at.desc(), DrillRun.id.desc())
        .limit(most)
    )
    if document_id is not None:
        wanted = wanted.where(DrillRun.document_id == document_id)
    found = db.session.execute(wanted)
    return [
        FinishedDrill(name, public_id, score, passed, ended_at)
        for name, public_id, score, passed, ended_at in found
        if ended_at
    ]


def past_marks(person_id: int, document_ids: Iterable[int]) -> dict[int, DrillMark]:
    """The best that a person came to in some drills, previews apart, by document."""
    wanted = (
        sa.select(DrillRun.document_id, DrillMark)
        .join(DrillMark, sa.and_(DrillMark.run_id == DrillRun.id, DrillMark.number == _latest))
        .where(
            DrillRun.person_id == person_id,
            DrillRun.document_id.in_(list(document_ids)),
            sa.not_(DrillRun.is_preview),
        )
        .order_by(DrillMark.passed, DrillMark.score)
    )
    return {found.document_id: found.DrillMark for found in db.session.execute(wanted)}


def drill_marks(run: DrillRun) -> Sequence[DrillMark]:
    """The marks of a drill, the one that counts last; nothing of one that has none."""
    return db.session.scalars(MARKS, {"run_id": run.id}).all()
