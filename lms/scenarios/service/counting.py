"""Counting plays for authors: once, when a play is over; anew, when it was graded anew."""

from typing import Any

import sqlalchemy as sa

from lms.db import db, metadata
from lms.scenarios import queries
from lms.scenarios.domain import Scenario
from lms.scenarios.domain.ways import way
from lms.scenarios.models import FirstPlay, Play, StepTaken

NEW_FIRST = metadata.tables[FirstPlay.__tablename__].insert()
NEW_TAKEN = metadata.tables[StepTaken.__tablename__].insert()


def count(play: Play, scenario: Scenario) -> None:
    """Keep the way of a play that is over, if it is the first of its person; else nothing.

    To be called in the transaction in which it ends.
    """
    db.session.flush()  # its mark is asked for
    if play.ended_at is not None and queries.is_first(play):
        _keep(play, scenario)


def recount(play: Play) -> None:
    """Keep the way of a play as it is graded now, if the play was counted."""
    db.session.flush()  # the new verdicts are asked for
    if db.session.get(FirstPlay, play.id) is None:
        return
    for table in (StepTaken, FirstPlay):
        db.session.execute(sa.delete(table).where(table.play_id == play.id))
    _keep(play, queries.scenario_of(play).content)


def count_ended(play_id: int) -> None:
    """Count a play that was over before plays were counted; a second time changes nothing."""
    play = db.session.get_one(Play, play_id)
    count(play, queries.scenario_of(play).content)


def _keep(play: Play, scenario: Scenario) -> None:
    talk = queries.talk(play, scenario)
    taken, score = way(scenario, talk.turns, talk.at), queries.score_of(play)
    own = {"play_id": play.id, "revision_id": play.revision_id, "mode": play.mode}
    first: dict[str, Any] = {**own, "person_id": play.person_id, "left_at": taken.left_at}
    db.session.execute(NEW_FIRST, first)
    rows = [
        {
            **own,
            "step": one.step,
            "answer": one.answer,
            "target": one.target,
            "earned": one.earned,
            "seconds": one.seconds,
            "score": score,
        }
        for one in taken.steps
    ]
    db.session.execute(NEW_TAKEN, rows)
