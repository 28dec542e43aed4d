"""The end of a drill: with its last window, whatever brought it."""

from datetime import datetime

from lms.db import db, lock
from lms.scenarios import queries
from lms.scenarios.domain import ENGINE, EndedBy
from lms.scenarios.models import DrillMark, Play


def close_drill(play: Play, *, now: datetime) -> None:
    """Store the end of the drill whose last open window this play was, and what it came to.

    Does nothing for a play that is no window, or as long as another customer is to be served.
    """
    run = queries.run_of(play.id)
    if run is None:
        return
    lock(run)  # of two windows that end at once the second closes it
    plays = queries.plays_of(run)
    ends = [it.ended_at for it in plays if it.ended_at is not None]
    if run.ended_at is not None or len(ends) < len(plays):
        return
    ran_out = any(it.ended_by == EndedBy.CLOCK for it in plays)
    run.ended_at = max(run.started_at, *ends)
    run.ended_by = EndedBy.CLOCK if ran_out else EndedBy.ENDING
    came = queries.reckoned(run)
    db.session.add(
        DrillMark(
            run_id=run.id,
            score=came.score,
            passed=came.passed,
            windows={str(number): it.stored() for number, it in enumerate(came.windows, 1)},
            engine=ENGINE,
            at=now,
        )
    )
