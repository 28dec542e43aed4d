"""How much of what could be earned on each competency somebody earned, play by play."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from lms.db import read
from lms.scenarios.domain import Mode, Result, Share
from lms.scenarios.queries.marked import POINTS


@dataclass(frozen=True, slots=True)
class PlayShares:
    """The newest play of a scenario, and the share of each competency it could earn on.

    Assessments and other plays stand apart: of either the newest that reached an ending.
    """

    scenario_id: str
    mode: Mode
    public_id: str
    ended_at: datetime
    by_competency: Mapping[str, Share]
    earlier: int  # plays of the same scenario, alike, that reached an ending before


def competency_shares(person_id: int) -> Iterator[PlayShares]:
    """What the plays of a person showed, no previews: of each scenario the newest of either sort.

    No more than two rows a scenario, however much somebody plays.
    """
    for name, mode, public_id, ended_at, plays, points, passed in read(POINTS, person_id=person_id):
        came = Result.of(points, passed=passed)
        yield PlayShares(name, Mode(mode), public_id, ended_at, came.by_competency, plays - 1)
