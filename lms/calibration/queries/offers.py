"""Reading the talks that may be graded in a round of calibration."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from lms.calibration.domain import nearest
from lms.calibration.models import CalibrationRound
from lms.db import db
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.domain import Wording
from lms.people.models import Person
from lms.scenarios.domain import EndedBy
from lms.scenarios.models import Mark, Play

MOST_CONSIDERED, MOST_OFFERED = 300, 12  # plays, the newest; of them those that are offered
MIDDLE = 70  # a score at which something was done well and something was not


@dataclass(frozen=True, slots=True)
class Offered:
    """A play whose talk may be graded, without the name of who played."""

    play: Play
    title: Wording
    score: int  # 0–100


def offered() -> list[Offered]:
    """Of the newest plays those of middling score, the most fitting first."""
    newest = db.session.execute(_gradable().order_by(Play.id.desc()).limit(MOST_CONSIDERED)).all()
    plays = {play.id: (play, score) for play, score in newest}
    best = nearest(
        [(number, score) for number, (_play, score) in plays.items()], MIDDLE, MOST_OFFERED
    )
    return [
        Offered(plays[number][0], _title(plays[number][0]), plays[number][1]) for number in best
    ]


def offered_play(public_id: str) -> Play:
    """A play whose talk may be graded. Raises NotFound."""
    found = db.session.execute(_gradable().where(Play.public_id == public_id)).first()
    if found is None:
        raise NotFound
    play: Play = found[0]
    return play


def _gradable() -> sa.Select[Play, int]:
    """Plays that came to an end and count, with their score; in no round before."""
    later = aliased(Mark)
    is_last = ~sa.exists().where(later.play_id == Mark.play_id, later.number > Mark.number)
    return (
        sa.select(Play, Mark.score)
        .join(Mark, Mark.play_id == Play.id)
        .where(
            Play.ended_by == EndedBy.ENDING,
            sa.not_(Play.is_preview),
            is_last,
            ~sa.exists().where(CalibrationRound.play_id == Play.id),
        )
        .options(joinedload(Play.person).lazyload(Person.grants))
    )


def _title(play: Play) -> Wording:
    title: Wording = library.at_revision(play.revision_id).content.title
    return title
