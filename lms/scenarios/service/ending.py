"""The end of a play, whatever brings it; what it came to is stored in the same transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from lms.db import db, lock
from lms.scenarios import queries
from lms.scenarios.domain import ENGINE, EndedBy, PlayState, Scenario, Scene, result, state_of
from lms.scenarios.models import Mark, Play
from lms.scenarios.service.counting import count
from lms.scenarios.service.drill_ending import close_drill


def end_if_run_out(play_id: int, *, now: datetime) -> bool:
    """Store the end of a play whose clock has run out; whether there was one to store."""
    play = db.session.get_one(Play, play_id)
    lock(play)
    if state_of(play.ended_at, play.deadline, now) is not PlayState.EXPIRED:
        return False
    scenario = queries.scenario_of(play).content
    end_by_clock(play, scenario, queries.talk(play, scenario).scenes, now)
    return True


def shorten(play_id: int, *, now: datetime) -> None:
    """Let an open play not last longer from now than an assessment does."""
    play = db.session.get_one(Play, play_id)
    lock(play)
    minutes = queries.scenario_of(play).content.assessment.minutes
    longest = queries.pace_of(play).longer(timedelta(minutes=minutes))
    if play.ended_at is None and play.deadline and play.deadline > now + longest:
        play.deadline = now + longest


def end_by_clock(play: Play, scenario: Scenario, scenes: Sequence[Scene], now: datetime) -> None:
    """End a play whose time is up, at its deadline."""
    end(play, scenario, scenes, EndedBy.CLOCK, at=play.deadline or now, now=now)


def end(
    play: Play,
    scenario: Scenario,
    scenes: Sequence[Scene],
    by: EndedBy,
    *,
    at: datetime,
    now: datetime,
) -> None:
    """Store the end of a play and, in the same transaction, what it came to."""
    play.ended_at, play.ended_by = max(at, play.started_at), by  # the clock may have gone back
    came = result(scenario, scenes)
    db.session.add(
        Mark(
            play_id=play.id,
            number=1,
            score=came.score,
            points=came.stored(),
            passed=came.passed,
            engine=ENGINE,
            reason=by,
            at=now,
        )
    )
    if play.is_preview:
        close_drill(play, now=now)
    else:
        count(play, scenario)
