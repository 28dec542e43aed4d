"""The home of somebody who writes: what they wrote, and what people did with it this week."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.courses import queries as courses
from lms.db import db
from lms.library import kinds
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.models import Document
from lms.library.queries import Published
from lms.pages import Total, total_of
from lms.people.models import Person
from lms.scenarios.models import Mark, Play
from lms.studio import queries as studio

WEEK = timedelta(days=7)
MOST_PLAYS = 200  # of a scenario that are looked at
MOST_NEEDS = 5  # things that wait, shown
FEWEST = 5  # plays from which a share is shown: fewer would point at persons


@dataclass(frozen=True, slots=True)
class Written:
    """A document that a trainer may change, as readers know it."""

    kind: str
    name: str
    title: Wording
    address: str | None  # of its page; None where it has none
    is_published: bool


@dataclass(frozen=True, slots=True)
class WeekOfPlays:
    """The counted plays of one scenario within the last seven days."""

    document: "Written"
    plays: Total
    ended: int
    passed: int

    @property
    def share(self) -> int | None:
        """Percent passed of those ended; None when there are too few to say."""
        return None if self.ended < FEWEST else round(100 * self.passed / self.ended)


@dataclass(frozen=True, slots=True)
class TrainerHome:
    """What a trainer has written and what people did with it."""

    documents: Sequence[Written]
    weeks: Sequence[WeekOfPlays]
    needs: Sequence[studio.Line]  # the most urgent of what waits about the own documents
    waiting: int  # how much waits about them
    others: int  # about documents that are nobody's


def trainer(person: Person, today: date, now: datetime) -> TrainerHome:
    """The home of somebody who writes."""
    own = written(library.documents_of(person))
    needs = studio.needs(person, today)
    mine = [need for need in needs if need.is_own]
    return TrainerHome(
        documents=list(own.values()),
        weeks=week_of_plays(own, now),
        needs=studio.lines(mine[:MOST_NEEDS]),
        waiting=len(mine),
        others=len(needs) - len(mine),
    )


def written(documents: Sequence[Document]) -> dict[int, Written]:
    """Documents by their number, with titles; one query for each kind, however many there are."""
    live = {
        found.document_id: found
        for kind in {document.kind for document in documents}
        for found in library.all_published(kind)
    }
    return {document.id: _written(document, live.get(document.id)) for document in documents}


def _written(document: Document, live: Published[Any] | None) -> Written:
    if live is None:
        return Written(
            document.kind, document.name, Wording(document.name), None, is_published=False
        )
    title = kinds.of(document.kind).meta(live.content).title
    place = PLACES.get(document.kind)
    address = place(live) if place else None
    return Written(document.kind, document.name, title, address, is_published=True)


PLACES: dict[str, Callable[[Published[Any]], str]] = {
    "course": lambda course: f"/courses/{course.address}",
    "lesson": courses.address_of,
    "scenario": lambda scenario: f"/scenarios/{scenario.address}",
}


def week_of_plays(documents: dict[int, Written], now: datetime) -> list[WeekOfPlays]:
    """The plays of the last seven days of some scenarios, in one query; without any: not listed.

    Of a scenario that is played very often, only the newest are looked at.
    """
    own = [number for number, document in documents.items() if document.kind == "scenario"]
    if not own:
        return []
    plays = sa.union_all(*(_newest_plays(number, now) for number in own)).subquery()
    was_passed = sa.exists().where(Mark.play_id == plays.c.id, Mark.passed.is_(True))
    rows = sa.select(
        plays.c.document_id,
        sa.func.count(),
        sa.func.count(plays.c.ended_at),
        sa.func.sum(sa.case((was_passed, 1), else_=0)),
    ).group_by(plays.c.document_id)
    return [
        WeekOfPlays(documents[number], total_of(count, MOST_PLAYS), *counts)
        for number, count, *counts in db.session.execute(rows)
    ]


def _newest_plays(document_id: int, now: datetime) -> sa.Select[int, int, datetime | None]:
    newest = (
        sa.select(Play.id, Play.document_id, Play.ended_at)
        .where(
            Play.document_id == document_id,
            Play.started_at > now - WEEK,
            Play.is_preview.is_(False),
        )
        .order_by(Play.started_at.desc())
        .limit(MOST_PLAYS + 1)
    )
    return sa.select(newest.subquery())
