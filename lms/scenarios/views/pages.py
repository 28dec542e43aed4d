"""What the pages of a play show: the player nothing before its time, the debrief everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from lms.library.domain import Wording
from lms.scenarios import queries
from lms.scenarios.domain import (
    Alternative,
    ChoiceStep,
    Ending,
    Exchange,
    Mode,
    Result,
    Scenario,
    Situation,
    Standing,
    Variables,
    ending_at,
    exchanges,
    result,
    shown_choices,
    standing,
    standing_of,
    words_at,
    worst_turns,
)
from lms.scenarios.models import Play

SECONDS = 60  # of a minute


@dataclass(frozen=True, slots=True)
class Player:
    """An open play: what was said, what the customer says now, and the answers to choose from."""

    scenario: Scenario
    address: str  # of the scenario
    exchanges: Sequence[Exchange]  # with remarks in practice only
    turn: int  # number of the turn to be taken
    lines: Sequence[Wording]
    answers: Sequence[Wording]  # in the order in which this play shows them
    seconds_left: int | None
    hint: Wording | None  # in practice only
    variables: Variables  # in practice only

    @property
    def minutes_left(self) -> int | None:
        """Minutes on the clock, the one that runs included."""
        return None if self.seconds_left is None else ceil(self.seconds_left / SECONDS)


@dataclass(frozen=True, slots=True)
class Debrief:
    """A play that is over, with everything there is to say about it."""

    scenario: Scenario
    address: str  # of the scenario
    exchanges: Sequence[Exchange]
    result: Result
    ending: Ending | None  # None: the clock ran out, or the play was laid aside
    worst: Sequence[Alternative]
    stands: Standing


def player(play: Play, now: datetime) -> Player:
    """What the page of an open play shows."""
    document = queries.scenario_of(play)
    scenario, tells = document.content, Mode(play.mode).tells
    scenes = [turn.scene for turn in queries.taken_turns(play, scenario)]
    situation = standing(scenario, scenes)
    return Player(
        scenario,
        document.address,
        exchanges(scenario, scenes, with_remarks=tells),
        len(scenes) + 1,
        words_at(scenario, situation),
        [choice.text for choice in shown_choices(scenario, situation, play.seed)],
        ceil((play.deadline - now).total_seconds()) if play.deadline else None,
        _hint(scenario, situation) if tells else None,
        situation.variables if tells else {},
    )


def debrief(play: Play, now: datetime) -> Debrief:
    """What the page of a play that is over shows."""
    document = queries.scenario_of(play)
    scenario = document.content
    scenes = [turn.scene for turn in queries.taken_turns(play, scenario)]
    plays = queries.attempts(play.person_id, [play.document_id])[play.document_id]
    return Debrief(
        scenario,
        document.address,
        exchanges(scenario, scenes, with_remarks=True),
        queries.stored_result(play) or result(scenario, scenes),
        ending_at(scenario, standing(scenario, scenes)),
        worst_turns(scenario, scenes),
        standing_of(plays, scenario.assessment, now),
    )


def _hint(scenario: Scenario, situation: Situation) -> Wording | None:
    step = scenario.by_id[situation.step]
    return step.hint if isinstance(step, ChoiceStep) else None
