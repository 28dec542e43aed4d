"""Plays that are graded anew: which, what came of it, and what waits for somebody's agreement."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db
from lms.errors import NotFound
from lms.library.models import Document
from lms.people.access import visible_people
from lms.people.models import Person
from lms.questions.models import ReplyAmendment
from lms.scenarios.domain import Mode, TurnKind
from lms.scenarios.models import Mark, Play, Regrading, Turn
from lms.scenarios.queries.windows import COUNTED

MOST_WAITING = 200  # shown at a time
MOST_FALLEN = 200  # marks that are looked at, the newest


def regrading_by(play_id: int, cause: str) -> Regrading | None:
    """What a cause has made of a play."""
    wanted = sa.select(Regrading).where(Regrading.play_id == play_id, Regrading.cause == cause)
    return db.session.scalars(wanted).one_or_none()


def plays_to_regrade(amendment_id: int) -> Sequence[int]:
    """The ids of finished, marked plays in which something was typed that an amendment concerns."""
    row = db.session.get_one(ReplyAmendment, amendment_id)
    return plays_typed_in(row.document_id, row.revision_id)


def plays_typed_in(document_id: int, since: int) -> Sequence[int]:
    """The ids of finished, marked plays of a revision and later ones in which somebody typed."""
    typed = sa.exists().where(Turn.play_id == Play.id, Turn.kind == TurnKind.REPLY)
    return db.session.scalars(
        sa.select(Play.id)
        .where(
            Play.document_id == document_id,
            Play.revision_id >= since,
            Play.ended_at.is_not(None),
            COUNTED,
            typed,
            sa.exists().where(Mark.play_id == Play.id),
        )
        .order_by(Play.id)
    ).all()


def waiting_regradings(person: Person, today: date) -> Sequence[Regrading]:
    """Those by which somebody would fall and whom one may agree to, the oldest first."""
    return db.session.scalars(
        _waiting(person, today).order_by(Regrading.at, Regrading.id).limit(MOST_WAITING)
    ).all()


def count_waiting(person: Person, today: date) -> int:
    """How many wait for one's agreement."""
    inner = _waiting(person, today).with_only_columns(Regrading.id).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(inner)) or 0


def regrading_for(person: Person, public_id: str, today: date) -> Regrading:
    """One of a person whom one may agree about. Raises NotFound for every other."""
    found = db.session.scalar(_within_reach(person, today).where(Regrading.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def fallen_assessments(whose: sa.ColumnElement[bool]) -> Mapping[tuple[int, str], datetime]:
    """When a mark of an assessment last fell, by person and scenario, for the newest of them.

    `whose`: the condition on `Person` that keeps those whose marks the asker may see.
    """
    facts: list[sa.BindParameter[str]] = [
        sa.bindparam(name, name, literal_execute=True) for name in ("falls", "counted")
    ]  # SQLite: or no partial index
    rows = db.session.execute(
        sa.select(Play.person_id, Document.name, Regrading.settled_at)
        .select_from(Regrading)
        .join(Play, Play.id == Regrading.play_id)
        .join(Person, Person.id == Play.person_id)
        .join(Document, Document.id == Play.document_id)
        .where(
            Regrading.move == facts[0],
            Regrading.state == facts[1],
            Play.mode == Mode.ASSESSMENT,
            sa.not_(Play.is_preview),
            whose,
        )
        .order_by(Regrading.settled_at.desc())
        .limit(MOST_FALLEN)
    ).all()
    return {(person, name): at for person, name, at in reversed(rows) if at is not None}


def _waiting(person: Person, today: date) -> sa.Select[Regrading]:
    """One's own never wait for oneself."""
    waits: sa.BindParameter[str] = sa.bindparam(
        "state", "waiting", literal_execute=True
    )  # SQLite: or no partial index
    return _within_reach(person, today).where(Regrading.state == waits, Play.person_id != person.id)


def _within_reach(person: Person, today: date) -> sa.Select[Regrading]:
    return (
        sa.select(Regrading)
        .join(Play, Play.id == Regrading.play_id)
        .join(Person, Person.id == Play.person_id)
        .where(visible_people(person, "mark.approve", today))
        .options(
            contains_eager(Regrading.play).options(
                contains_eager(Play.person), joinedload(Play.document, innerjoin=True)
            )
        )
    )
