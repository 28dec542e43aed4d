"""What accepting or forbidding words would do to past marks: told before anything is decided."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lms.db import db
from lms.library import queries as library
from lms.questions import service as questions_service
from lms.questions.domain.amending import Amendment
from lms.questions.domain.kept import Move
from lms.questions.models import KeptReply
from lms.scenarios import queries
from lms.scenarios.domain import Result
from lms.scenarios.domain.regrading import amended_scenario
from lms.scenarios.models import Play
from lms.scenarios.service.kept import changes_in, criteria_of, published_revision
from lms.scenarios.service.regrading import anew_of

MOST_FORESEEN = 50  # plays that are graded for a look ahead, the newest


@dataclass(frozen=True, slots=True)
class Prospect:
    """How the marks of past plays would move."""

    concerned: int  # finished plays in which somebody typed
    seen: int  # of these, the newest, which were graded for this look
    moves: Mapping[Move, int]  # how many of those rise, fall or stay; STAYS is the rest

    @property
    def rises(self) -> int:
        """How many would gain at once."""
        return self.moves.get(Move.RISES, 0)

    @property
    def falls(self) -> int:
        """How many would lose, once somebody else agrees."""
        return self.moves.get(Move.FALLS, 0)


def foreseen(kept: KeptReply, wanted: Amendment) -> Prospect:
    """What an amendment made of a kept reply would do; nothing is stored.

    Raises Stale when nothing is typed at the step any more, Invalid for what does not fit it.
    """
    revision_id = published_revision(kept.document)
    live = library.at_revision(revision_id).content
    questions_service.with_change(criteria_of(live, wanted.step), wanted)
    concerned = queries.plays_typed_in(kept.document_id, revision_id)
    newest = concerned[-MOST_FORESEEN:]
    return Prospect(len(concerned), len(newest), Counter(_move(one, wanted) for one in newest))


def _move(play_id: int, wanted: Amendment) -> Move:
    play = db.session.get_one(Play, play_id)
    scenario = amended_scenario(queries.scenario_of(play).content, (wanted,))
    changes = changes_in(play, scenario, queries.talk(play, scenario), wanted)
    before = queries.latest_mark(play)
    anew = anew_of(play, scenario, changes)
    if before is None or not anew.turns:
        return Move.STAYS
    return anew.move_from(Result.of(before.points, passed=before.passed))
