"""The windows of a drill as pages show them: who waits, for how long, and what she said last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from lms.library.domain import Wording
from lms.scenarios import queries
from lms.scenarios.domain import PlayState, Voice, lines_at, standing, state_of
from lms.scenarios.domain.drill import limit_now
from lms.scenarios.models import DrillRun, Play
from lms.scenarios.queries import Seat

HEARD = (Voice.CUSTOMER, Voice.PERSON)


@dataclass(frozen=True, slots=True)
class WindowShown:
    """One customer who has come."""

    number: int
    play: str  # public id
    customer: Wording
    said: Wording | None  # her last words; None: she has gone
    seconds: int  # for which she has waited
    limit: int  # within which she is to be answered

    @property
    def is_late(self) -> bool:
        """Whether she has waited for too long."""
        return self.seconds > self.limit


@dataclass(frozen=True, slots=True)
class Strip:
    """All windows of an open drill, as one of its pages shows them."""

    run: DrillRun
    title: Wording
    windows: Sequence[WindowShown]  # of those who have come
    expected: int  # who have not
    seconds_left: int
    here: str  # public id of the play that the page shows; "": none

    @property
    def waiting(self) -> Sequence[WindowShown]:
        """Who waits, who has the least time left first."""
        waits = [window for window in self.windows if window.said]
        return sorted(waits, key=lambda window: window.limit - window.seconds)


def is_open(run: DrillRun, now: datetime) -> bool:
    """Whether a drill goes on."""
    return state_of(run.ended_at, run.deadline, now) is PlayState.OPEN


def strip(run: DrillRun, now: datetime, here: str = "") -> Strip:
    """The windows of an open drill; nothing of customers who have not come."""
    seats = queries.seats(run)
    come = [seat for seat in seats if seat.play.started_at <= now]
    return Strip(
        run,
        queries.drill_of(run).content.title,
        [_shown(seat, now) for seat in come],
        len(seats) - len(come),
        ceil((run.deadline - now).total_seconds()),
        here,
    )


def strip_beside(play: Play, now: datetime) -> Strip | None:
    """The windows beside the talk of a play; None: it is no window of a drill."""
    run = queries.run_of(play.id) if play.is_preview else None
    return strip(run, now, play.public_id) if run else None


def _shown(seat: Seat, now: datetime) -> WindowShown:
    situation, pace = standing(seat.scenario, seat.talk.scenes), queries.pace_of(seat.play)
    spoken = [
        line.text for line in lines_at(seat.scenario, situation) if line.speaker.voice in HEARD
    ]
    is_there = seat.play.ended_at is None
    return WindowShown(
        seat.number,
        seat.play.public_id,
        seat.scenario.case.customer,
        (spoken or [seat.scenario.case.customer])[-1] if is_there else None,
        max(0, int((now - seat.talk.since).total_seconds())) if is_there else 0,
        limit_now(seat.window, seat.talk.turns, pace),
    )
