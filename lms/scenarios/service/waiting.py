"""What a customer does who waits, where no page has told us of it: assessments keep their clocks.

Otherwise whoever switches scripts off, or closes the page, would have all the time in the world.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

from lms.db import db
from lms.scenarios import queries
from lms.scenarios.domain import (
    Judged,
    LetWait,
    Mode,
    Scenario,
    TurnKind,
    judge,
    next_wait,
    replay,
    standing,
)
from lms.scenarios.models import Play, Turn
from lms.scenarios.queries import Talk

GRACE = timedelta(seconds=5)  # for the way to us
KEY_BYTES = 16


def store_missed(play: Play, scenario: Scenario, talk: Talk, now: datetime) -> bool:
    """Store what a customer must have written while she waited; whether there was anything."""
    if Mode(play.mode) is not Mode.ASSESSMENT:
        return False
    missed = list(_missed(play, scenario, talk, now - GRACE))
    for number, (judged, at) in enumerate(missed, len(talk.turns) + 1):
        db.session.add(_turn(play, number, judged, at))
    if missed:
        db.session.flush()  # the talk is read again
    return bool(missed)


def _missed(
    play: Play, scenario: Scenario, talk: Talk, until: datetime
) -> Iterator[tuple[Judged, datetime]]:
    turns, since, pace = list(talk.turns), talk.since, queries.pace_of(play)
    while True:
        situation = standing(scenario, replay(scenario, turns))
        wait = next_wait(scenario.by_id[situation.step], situation, pace)
        if wait is None:
            return
        at = since + timedelta(seconds=pace.seconds_until(wait))
        if at > until:
            return
        grade = queries.grading(scenario, situation, play.language)
        judged = judge(scenario, situation, LetWait(wait.seconds), play.seed, grade)
        yield judged, at
        turns.append(judged)
        since = since if wait.stays else at


def _turn(play: Play, number: int, judged: Judged, at: datetime) -> Turn:
    return Turn(
        play_id=play.id,
        number=number,
        key=secrets.token_hex(KEY_BYTES),
        kind=TurnKind.WAIT,
        input={},
        text=None,
        verdict=judged.stored(),
        at=at,
    )
