"""Which plays are counted for authors, and which of them are yet to be."""

from collections.abc import Sequence

import sqlalchemy as sa

from lms.db import db
from lms.scenarios.models import FirstPlay, Mark, Play, Retry

_retried = sa.exists().where(Retry.play_id == sa.bindparam("play_id"))
_counted = sa.exists().where(
    FirstPlay.person_id == sa.bindparam("person_id"),
    FirstPlay.revision_id == sa.bindparam("revision_id"),
    FirstPlay.mode == sa.bindparam("mode"),
)
OTHERWISE = sa.select(sa.or_(_retried, _counted))
SCORE = (
    sa.select(Mark.score)
    .where(Mark.play_id == sa.bindparam("play_id"))
    .order_by(Mark.number.desc())
    .limit(1)
)


def is_first(play: Play) -> bool:
    """Whether a play is one that counts for authors: no preview, and the first that ended.

    A practice that went on from another play is none.
    """
    asked = {
        "play_id": play.id,
        "person_id": play.person_id,
        "revision_id": play.revision_id,
        "mode": play.mode,
    }
    return not play.is_preview and not db.session.scalar(OTHERWISE, asked)


def score_of(play: Play) -> int | None:
    """What a play has come to so far, in per cent; None of one that was left."""
    return db.session.scalar(SCORE, {"play_id": play.id})


def ended_after(play_id: int, most: int) -> Sequence[int]:
    """The next plays that are over, previews apart, in the order in which they began."""
    wanted = sa.select(Play.id).where(
        Play.id > play_id, Play.ended_at.is_not(None), sa.not_(Play.is_preview)
    )
    return db.session.scalars(wanted.order_by(Play.id).limit(most)).all()
