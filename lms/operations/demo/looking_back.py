"""How a play of the demo company is looked back on: comments, disputes, a first decision."""

from collections.abc import Sequence
from datetime import datetime

from lms import clock
from lms.disputes import queries as disputed
from lms.disputes import service as disputes
from lms.disputes.domain import Ruling
from lms.operations.demo import words
from lms.operations.demo.acts import Comment, Contest, LookingBack, Settle
from lms.people.models import Person
from lms.questions.domain.kept import Capacity
from lms.scenarios import queries, service
from lms.scenarios.domain import worst_turns
from lms.scenarios.domain.regrading import gradings
from lms.scenarios.models import Play


def look_back(mentor: Person, play: Play, act: LookingBack, *, now: datetime) -> None:
    """Let the mentor and whoever played talk about a play; done twice, it is as done once."""
    match act:
        case Comment():
            _comment(mentor, play, now)
        case Contest():
            _contest(play, now)
        case Settle():
            _settle(mentor, play, now)


def _comment(mentor: Person, play: Play, now: datetime) -> None:
    for turn, text in zip(_turns(play), words.COMMENTS, strict=False):
        service.comment(mentor, play, turn, text, key=f"demo-{play.public_id}-{turn}", now=now)


def _contest(play: Play, now: datetime) -> None:
    for turn, text in zip(_turns(play), words.CONTESTED, strict=False):
        key, today = f"demo-{play.public_id}-{turn}", clock.day_of(now)
        disputes.open_dispute(play.person, play, turn, words=text, key=key, today=today, now=now)


def _settle(mentor: Person, play: Play, now: datetime) -> None:
    found = disputed.disputes_of(play).values()
    if any(dispute.decided_at for dispute in found):
        return
    public_id, today = min(found, key=lambda dispute: dispute.id).public_id, clock.day_of(now)
    seen = disputed.dispute_for(mentor, public_id, today)
    ruling = Ruling(dict(seen.parts), words.UPHELD)
    disputes.decide(mentor, Capacity.MENTOR, public_id, ruling, today=today, now=now)


def _turns(play: Play) -> Sequence[int]:
    """The turns of a play that are graded, those that cost most first."""
    scenario = queries.scenario_of(play).content
    scenes = queries.talk(play, scenario).scenes
    worst = [it.scene.number for it in worst_turns(scenario, scenes)]
    graded = [scene.number for scene in scenes if gradings(scenario, scene)]
    return sorted(graded, key=lambda turn: worst.index(turn) if turn in worst else len(worst))
