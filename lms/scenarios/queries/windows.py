"""Windows of drills among plays: which count, and which of them may be talked about.

A window is stored as a preview, since it counts nowhere by itself. In a drill that counts it is
nevertheless a play like others for whoever reads, contests or grades it anew.
"""

from collections.abc import Collection

import sqlalchemy as sa

from lms.db import db
from lms.scenarios.models import DrillRun, DrillWindow, Play

_window = (
    sa.exists()
    .where(
        DrillWindow.play_id == Play.id,
        DrillRun.id == DrillWindow.run_id,
        sa.not_(DrillRun.is_preview),
    )
    .correlate(Play)
)
# of plays: those that are no previews, or windows of a drill that is none
COUNTED = sa.or_(sa.not_(Play.is_preview), _window)
# the same, and they are over, as is the drill
OPEN_TO_REVIEW = sa.and_(
    Play.ended_at.is_not(None),
    sa.or_(sa.not_(Play.is_preview), _window.where(DrillRun.ended_at.is_not(None))),
)
_IS_COUNTED = sa.select(Play.id).where(Play.id == sa.bindparam("play_id"), COUNTED)
_IS_OPEN = sa.select(Play.id).where(Play.id == sa.bindparam("play_id"), OPEN_TO_REVIEW)


def is_counted(play: Play) -> bool:
    """Whether a play is no preview, by itself or as a window of a drill."""
    return not play.is_preview or _holds(_IS_COUNTED, play)


def is_open_to_review(play: Play) -> bool:
    """Whether a play is over and no preview: it may be contested, practised on, commented on.

    A window is when its drill is over.
    """
    return play.ended_at is not None and (not play.is_preview or _holds(_IS_OPEN, play))


def runs_of(play_ids: Collection[int]) -> dict[int, DrillRun]:
    """The drills of which some plays are windows, by play; nothing of those that are none."""
    wanted = (
        sa.select(DrillWindow.play_id, DrillRun)
        .join(DrillRun, DrillRun.id == DrillWindow.run_id)
        .where(DrillWindow.play_id.in_(play_ids))
    )
    return {row.play_id: row.DrillRun for row in db.session.execute(wanted)}


def _holds(wanted: sa.Select[int], play: Play) -> bool:
    return db.session.scalar(wanted, {"play_id": play.id}) is not None
