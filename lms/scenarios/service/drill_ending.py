"""What a drill came to: with its last window, whatever ended that, and when one is graded anew."""

from dataclasses import dataclass
from datetime import datetime

from lms.db import db, lock
from lms.questions.domain.kept import Move, move
from lms.scenarios import queries
from lms.scenarios.domain import ENGINE, EndedBy
from lms.scenarios.domain.drill import DrillResult
from lms.scenarios.models import DrillMark, DrillRun, Play

FIRST = 1  # number of the mark with which a drill ends


@dataclass(frozen=True, slots=True)
class DrillAnew:
    """What a drill comes to when one of its windows is graded anew."""

    run: DrillRun
    before: DrillMark
    was: DrillResult
    came: DrillResult

    @property
    def move(self) -> Move:
        """What it does to the mark of the drill."""
        passed, passes = self.was.passed, self.came.passed
        return move(self.was.score, self.came.score, passed=passed, passes=passes)


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
    _mark(run, FIRST, queries.reckoned(run), str(run.ended_by), now)


def drill_anew(play: Play, score: int, *, is_sound: bool) -> DrillAnew | None:
    """What the drill of a window comes to with another score of it; nothing is stored.

    None for a play that is no window, and for a drill that has no mark.
    """
    run = queries.run_of(play.id) if play.is_preview else None
    if run is None:
        return None
    lock(run)
    marks = queries.drill_marks(run)
    if not marks:
        return None
    before = marks[-1]
    was = queries.marked_result(run, before)
    number = [it.id for it in queries.plays_of(run)].index(play.id) + 1
    return DrillAnew(run, before, was, was.with_window(number, score, is_sound=is_sound))


def mark_anew(anew: DrillAnew, cause: str, now: datetime) -> None:
    """Store the new mark of a drill beside the old one."""
    _mark(anew.run, anew.before.number + 1, anew.came, cause, now)


def _mark(run: DrillRun, number: int, came: DrillResult, reason: str, now: datetime) -> None:
    db.session.add(
        DrillMark(
            run_id=run.id,
            number=number,
            score=came.score,
            passed=came.passed,
            windows={str(number): it.stored() for number, it in enumerate(came.windows, 1)},
            engine=ENGINE,
            reason=reason,
            at=now,
        )
    )
