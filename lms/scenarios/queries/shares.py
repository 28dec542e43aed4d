"""How much of what could be earned on each competency somebody earned, play by play."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from lms.db import db
from lms.scenarios.domain import Mode, Result, Share
from lms.scenarios.queries.marked import POINTS


@dataclass(frozen=True, slots=True)
class PlayShares:
    """A play that reached an ending, and the share of each competency it could earn on."""

    scenario_id: str
    mode: Mode
    public_id: str
    ended_at: datetime
    by_competency: Mapping[str, Share]


def competency_shares(person_id: int) -> Iterator[PlayShares]:
    """The newest plays of a person that reached an ending, previews apart, the newest first."""
    for name, mode, public_id, ended_at, points, passed in db.session.execute(
        POINTS, {"person_id": person_id}
    ):
        came = Result.of(points, passed=passed)
        yield PlayShares(name, Mode(mode), public_id, ended_at, came.by_competency)
