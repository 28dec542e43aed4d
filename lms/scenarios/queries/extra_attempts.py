"""Who is granted another attempt at an assessment, and who may grant it to whom."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db
from lms.library import queries as library
from lms.library.models import Assignment, Document
from lms.people.access import letters, may, visible_people
from lms.people.models import Person
from lms.people.queries import by_login
from lms.scenarios.content import KIND
from lms.scenarios.domain import Assessment, Mode, Standing, standing_of
from lms.scenarios.domain.attempts import unused_extra
from lms.scenarios.models import ExtraAttempt, Play
from lms.scenarios.queries.extra_time import ALLOW, MINE, MOST_LISTED
from lms.scenarios.queries.plays import latest_mark
from lms.scenarios.queries.results import attempts

IN_FORCE = ExtraAttempt.ended_at.is_(None)
GRANTED = (
    sa.select(ExtraAttempt.document_id, sa.func.count())
    .where(
        ExtraAttempt.person_id == sa.bindparam("person_id"),
        ExtraAttempt.document_id.in_(sa.bindparam("documents", expanding=True)),
        IN_FORCE,
    )
    .group_by(ExtraAttempt.document_id)
)
HELD = (
    sa.select(ExtraAttempt.id)
    .where(
        ExtraAttempt.person_id == sa.bindparam("person_id"),
        ExtraAttempt.document_id == sa.bindparam("document_id"),
        IN_FORCE,
    )
    .with_for_update()
)


def extra_attempts(person_id: int, document_ids: Collection[int]) -> Mapping[int, int]:
    """How many attempts a person was granted beyond the rules of some scenarios, by document."""
    asked = {"person_id": person_id, "documents": list(document_ids)}
    return dict(db.session.execute(GRANTED, asked).all())


def stands(person_id: int, document_id: int, rules: Assessment, now: datetime) -> Standing:
    """Where a person stands with a scenario of these rules."""
    granted = extra_attempts(person_id, [document_id]).get(document_id, 0)
    return _stands(person_id, document_id, rules, now, granted)


def stands_held(person_id: int, document_id: int, rules: Assessment, now: datetime) -> Standing:
    """The same; until the transaction ends nobody takes back what it rests upon."""
    asked = {"person_id": person_id, "document_id": document_id}
    granted = len(db.session.scalars(HELD, asked).all())
    return _stands(person_id, document_id, rules, now, granted)


def _stands(
    person_id: int, document_id: int, rules: Assessment, now: datetime, granted: int
) -> Standing:
    plays = attempts(person_id, [document_id]).get(document_id, [])
    return standing_of(plays, rules, now, extra=granted)


def attempt_receiver(actor: Person, login: str, document_id: int, today: date) -> Person | None:
    """Whom somebody means by a login, if they may grant this person an attempt; else None.

    Authors reach those to whom their scenario is assigned, and those who were assessed in it.
    """
    person = by_login(login)
    if person is None:
        return None
    reached = visible_people(actor, ALLOW, today)
    if MINE in letters(actor, ALLOW):
        own = {document.id for document in library.documents_of(actor)} & {document_id}
        given = sa.select(Assignment.person_id).where(Assignment.document_id.in_(own))
        tried = sa.select(Play.person_id).where(
            Play.document_id.in_(own), Play.person_id == person.id, _is_assessment()
        )
        reached = sa.or_(reached, Person.id.in_(given), Person.id.in_(tried))
    return db.session.scalar(sa.select(Person).where(Person.id == person.id, reached))


def may_give_attempt(actor: Person, play: Play, today: date) -> bool:
    """Whether somebody may grant another attempt after this assessment of somebody else."""
    if play.mode != Mode.ASSESSMENT or play.is_preview or play.ended_at is None:
        return False
    if play.person_id == actor.id or not may(actor, ALLOW):
        return False
    mark = latest_mark(play)
    if mark is not None and mark.passed:
        return False
    is_live = library.published(KIND, play.document.name) is not None
    found = attempt_receiver(actor, play.person.login, play.document_id, today)
    return is_live and found is not None


def granted_attempts(actor: Person, today: date) -> Sequence[tuple[ExtraAttempt, bool]]:
    """What is granted and not taken back, the newest first, and whether it is used already.

    As far as somebody may grant it. As many queries for many as for few.
    """
    newest = _within(actor, today).where(IN_FORCE).order_by(ExtraAttempt.id.desc())
    found = db.session.scalars(newest.limit(MOST_LISTED)).unique().all()
    return list(_with_use(found))


def granted_attempt(actor: Person, public_id: str, today: date) -> ExtraAttempt | None:
    """One of them, taken back or not."""
    wanted = _within(actor, today).where(ExtraAttempt.public_id == public_id)
    return db.session.scalar(wanted)


def attempt_by_granting_key(actor: Person, key: str) -> ExtraAttempt | None:
    """What a post with this key has granted."""
    wanted = sa.select(ExtraAttempt).where(
        ExtraAttempt.granted_by_id == actor.id, ExtraAttempt.key == key
    )
    return db.session.scalar(wanted)


def is_used(granted: ExtraAttempt) -> bool:
    """Whether one that is in force was used; of several the newest are the last to be."""
    wanted = (
        sa.select(ExtraAttempt)
        .where(
            ExtraAttempt.person_id == granted.person_id,
            ExtraAttempt.document_id == granted.document_id,
            IN_FORCE,
        )
        .order_by(ExtraAttempt.id.desc())
    )
    return dict(_with_use(db.session.scalars(wanted).unique().all()))[granted]


def _with_use(newest: Sequence[ExtraAttempt]) -> Iterator[tuple[ExtraAttempt, bool]]:
    """Each with whether it is used: as many of the newest as are unused are those."""
    left = _unused(newest)
    for one in newest:
        pair = one.person_id, one.document_id
        left[pair] -= 1
        yield one, left[pair] < 0


def _unused(some: Sequence[ExtraAttempt]) -> dict[tuple[int, int], int]:
    people = {one.person_id for one in some}
    granted = _counted(ExtraAttempt, people, IN_FORCE)
    taken = _counted(Play, people, _is_assessment())
    rules = {it.document_id: it.content.assessment for it in library.all_published(KIND)}
    return {
        pair: unused_extra(count, taken.get(pair, 0), rules[pair[1]]) if pair[1] in rules else count
        for pair, count in granted.items()
    }


def _counted(
    table: type[ExtraAttempt | Play], people: Collection[int], which: sa.ColumnElement[bool]
) -> dict[tuple[int, int], int]:
    """How many rows of these people there are, by person and document."""
    wanted = (
        sa.select(table.person_id, table.document_id, sa.func.count())
        .where(table.person_id.in_(people), which)
        .group_by(table.person_id, table.document_id)
    )
    return {(person, document): count for person, document, count in db.session.execute(wanted)}


def _is_assessment() -> sa.ColumnElement[bool]:
    return sa.and_(Play.mode == Mode.ASSESSMENT, sa.not_(Play.is_preview))


def _within(actor: Person, today: date) -> sa.Select[ExtraAttempt]:
    own = [document.id for document in library.documents_of(actor)]
    mine = ExtraAttempt.document_id.in_(own) if MINE in letters(actor, ALLOW) else sa.false()
    return (
        sa.select(ExtraAttempt)
        .join(Person, Person.id == ExtraAttempt.person_id)
        .join(Document, Document.id == ExtraAttempt.document_id)
        .where(sa.or_(visible_people(actor, ALLOW, today), mine))
        .options(
            joinedload(ExtraAttempt.person),
            joinedload(ExtraAttempt.granted_by),
            contains_eager(ExtraAttempt.document),
        )
    )
