"""What was counted of a scenario's plays; the database adds up, nobody is named."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.models import Document, Revision
from lms.library.queries import Published
from lms.people import access
from lms.people.models import Person
from lms.scenarios.content import KIND
from lms.scenarios.domain import Mode, Scenario
from lms.scenarios.models import FirstPlay, StepTaken
from lms.statistics.domain import Counts, Edge

KEY = "key.see"

_step, _first = StepTaken.__table__.c, FirstPlay.__table__.c
_of_step = (_step.revision_id == sa.bindparam("revision_id"), _step.mode == sa.bindparam("mode"))
_of_first = (_first.revision_id == sa.bindparam("revision_id"), _first.mode == sa.bindparam("mode"))
_way = (_step.step, _step.answer, _step.target)
EDGES = (
    sa.select(
        *_way,
        sa.func.count(),
        sa.func.sum(_step.earned),
        sa.func.count(_step.score),
        sa.func.coalesce(sa.func.sum(_step.score), 0),
        sa.func.coalesce(sa.func.sum(_step.score * _step.score), 0),
    )
    .where(*_of_step)
    .group_by(*_way)
    .order_by(*_way)
)
TIMES = (
    sa.select(_step.step, _step.seconds, sa.func.count())
    .where(*_of_step, _step.seconds.is_not(None))
    .group_by(_step.step, _step.seconds)
)
LEFT = sa.select(_first.left_at, sa.func.count()).where(*_of_first).group_by(_first.left_at)
PEOPLE = (
    sa.select(_first.revision_id, _first.mode, sa.func.count())
    .where(_first.revision_id.in_(sa.bindparam("revisions", expanding=True)))
    .group_by(_first.revision_id, _first.mode)
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which plays are looked at: those of one revision in one mode."""

    document: Published[Scenario]  # at the revision
    mode: Mode
    sees_key: bool  # whether the asker may know the answers and what they are worth


@dataclass(frozen=True, slots=True)
class Version:
    """A revision that readers have seen, and how many people played it first in the mode."""

    number: int
    published_at: datetime
    people: int  # exactly: to be told rounded


def chosen(asker: Person, address: str, number: int | None, mode: Mode) -> Chosen:
    """What is asked for of a published scenario; without a number its present revision.

    Raises NotFound for a scenario or a revision that readers have never seen.
    """
    live = library.published_at(KIND, address)
    if live is None:
        raise NotFound
    sees_key = "C" in access.letters(asker, KEY) and _is_author(asker, live.document_id)
    if number in (None, live.number):
        return Chosen(live, mode, sees_key)
    wanted = sa.select(Revision.id).where(
        Revision.document_id == live.document_id,
        Revision.number == number,
        Revision.published_at.is_not(None),
    )
    revision_id = db.session.scalar(wanted)
    if revision_id is None:
        raise NotFound
    return Chosen(library.at_revision(revision_id), mode, sees_key)


def _is_author(person: Person, document_id: int) -> bool:
    return any(author.id == person.id for author in library.authors_of(document_id))


def counts(revision_id: int, mode: Mode) -> Counts:
    """All that was counted of the first plays of a revision in a mode."""
    asked = {"revision_id": revision_id, "mode": mode}
    ended: dict[str | None, int] = dict(db.session.execute(LEFT, asked).all())
    times: dict[str, dict[int, int]] = defaultdict(dict)
    for step, seconds, people in db.session.execute(TIMES, asked):
        times[step][seconds] = people
    return Counts(
        sum(ended.values()),
        [Edge(*row[:3], *map(int, row[3:])) for row in db.session.execute(EDGES, asked)],
        {step: people for step, people in ended.items() if step},
        times,
    )


def versions(document_id: int, mode: Mode) -> Sequence[Version]:
    """The revisions of a document that readers have seen, the newest first."""
    revisions = library.revisions_of(db.session.get_one(Document, document_id))
    asked = {"revisions": [revision.id for revision in revisions]}
    people = {(row[0], row[1]): row[2] for row in db.session.execute(PEOPLE, asked)}
    return [
        Version(one.number, one.published_at, people.get((one.id, mode), 0))
        for one in revisions
        if one.published_at
    ]
