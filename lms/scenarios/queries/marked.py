"""Plays with their latest mark, previews apart: the statements, and the rows as attempts.

The statements are made once and from tables: making one costs more than asking it.
"""

from datetime import datetime

import sqlalchemy as sa

from lms.library.models import Document
from lms.scenarios.content import KIND
from lms.scenarios.domain import Attempt, EndedBy, Mode
from lms.scenarios.models import Mark, Play, Retry

_play, _mark, _document = Play.__table__.c, Mark.__table__.c, Document.__table__.c
_newer = Mark.__table__.alias()
_latest = (
    sa.select(sa.func.max(_newer.c.number))
    .where(_newer.c.play_id == _play.id)
    .correlate(Play.__table__)
    .scalar_subquery()
)
_retried = sa.exists().where(Retry.__table__.c.play_id == _play.id).correlate(Play.__table__)
_MARKED = (
    sa.select(  # what tells whose and which play it is, then the facts of an attempt
        _play.person_id,
        _play.document_id,
        _document.name,
        _play.public_id,
        _play.mode,
        _play.started_at,
        _play.ended_at,
        _play.ended_by,
        _mark.score,
        _mark.passed,
        _retried.label("is_retry"),
    )
    .select_from(
        Play.__table__.join(Document.__table__, _document.id == _play.document_id).outerjoin(
            Mark.__table__, sa.and_(_mark.play_id == _play.id, _mark.number == _latest)
        )
    )
    .where(sa.not_(_play.is_preview))
)
_OF_PERSON = _MARKED.where(_play.person_id == sa.bindparam("person_id"))
_OF_PEOPLE = _MARKED.where(_play.person_id.in_(sa.bindparam("people", expanding=True)))
_OF_SCENARIO = _OF_PERSON.where(
    _document.kind == KIND, _document.name == sa.bindparam("scenario_id")
)

ATTEMPTS = _OF_PERSON.where(_play.document_id.in_(sa.bindparam("documents", expanding=True)))
OPEN = _OF_SCENARIO.where(_play.ended_at.is_(None))
IN_MODE = _OF_SCENARIO.where(
    _play.mode == sa.bindparam("mode"), _mark.id.is_not(None), sa.not_(_retried)
)
MARKED = _OF_PEOPLE.where(_mark.id.is_not(None), sa.not_(_retried)).order_by(
    _play.ended_at.desc(), _play.id.desc()
)

_is_assessment = sa.case((_play.mode == Mode.ASSESSMENT, 1), else_=0)
_alike = (_play.document_id, _is_assessment)
_newest = (
    sa.select(  # the plays of somebody that reached an ending, numbered among those alike
        _play.id,
        _play.document_id,
        _play.mode,
        _play.public_id,
        _play.ended_at,
        sa.func.row_number()
        .over(partition_by=_alike, order_by=(_play.ended_at.desc(), _play.id.desc()))
        .label("place"),
        sa.func.count().over(partition_by=_alike).label("plays"),
    )
    .where(
        _play.person_id == sa.bindparam("person_id"),
        _play.ended_by == EndedBy.ENDING,
        sa.not_(_play.is_preview),
        sa.not_(_retried),
    )
    .subquery()
)
POINTS = (  # of each scenario the newest assessment and the newest other play; how many there are
    sa.select(
        _document.name,
        _newest.c.mode,
        _newest.c.public_id,
        _newest.c.ended_at,
        _newest.c.plays,
        _mark.points,
        _mark.passed,
    )
    .select_from(_newest)
    .join(Document.__table__, _document.id == _newest.c.document_id)
    .join(
        Mark.__table__,
        sa.and_(
            _mark.play_id == _newest.c.id,
            _mark.number
            == sa.select(sa.func.max(_newer.c.number))
            .where(_newer.c.play_id == _newest.c.id)
            .scalar_subquery(),
        ),
    )
    .where(_newest.c.place == 1)
    .order_by(_newest.c.ended_at.desc(), _newest.c.id.desc())
)


def attempt(
    public_id: str,
    mode: str,
    started_at: datetime,
    ended_at: datetime | None,
    ended_by: str | None,
    score: int | None,
    passed: bool | None,  # a column
    is_retry: bool,  # a column
) -> Attempt:
    """A play with its latest mark, as far as rules about several plays ask."""
    how = EndedBy(ended_by) if ended_by else None
    return Attempt(
        public_id,
        Mode(mode),
        started_at,
        ended_at,
        how,
        score,
        passed=bool(passed),
        is_retry=bool(is_retry),
    )
