"""What the page of an open play shows: nothing before its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from lms.library.domain import Wording
from lms.scenarios import queries
from lms.scenarios.domain import (
    FELT,
    Ending,
    Line,
    Mode,
    Scenario,
    Situation,
    Speech,
    Step,
    Variables,
    is_still_asked,
    new_lines,
    next_wait,
    opened_cards,
    speeches,
    standing,
    waited_so_far,
    waiting_since,
)
from lms.scenarios.models import Play
from lms.scenarios.views.tasks import CardShown, Task, cards, task
from lms.scenarios.views.turns import TurnShown, shown_turns

SECONDS = 60  # of a minute


@dataclass(frozen=True, slots=True)
class Waiting:
    """The clock of the present turn."""

    since: int  # number of the turn after which the customer began to wait
    seconds: int  # for which she has waited; those away from the page count in assessments only
    until: int | None  # seconds after which she writes again; None: she does not
    pauses: bool  # whether it stands still while the page is not looked at
    runs: bool  # whether it has not been switched off


@dataclass(frozen=True, slots=True)
class Player:
    """An open play: what was said, what the customer says now, and the answers to choose from."""

    scenario: Scenario
    address: str  # of the scenario
    turns: Sequence[TurnShown]  # with remarks in practice only
    turn: int  # number of the turn to be taken
    lines: Sequence[Line]  # that are new
    task: Task  # what is to be done
    cards: Sequence[CardShown]
    said_at: datetime  # when the customer has said them
    seconds_left: int | None
    waiting: Waiting
    is_same: bool  # whether nothing else is asked than before the last turn
    hints: Sequence[Wording]  # in practice only
    variables: Variables  # in practice only

    @property
    def speeches(self) -> Sequence[Speech]:
        """What is said now, speaker by speaker."""
        return speeches(self.lines)

    @property
    def has_looked(self) -> bool:
        """Whether something was looked up in the last turn."""
        return bool(self.turns) and self.turns[-1].card is not None

    @property
    def minutes_left(self) -> int | None:
        """Minutes on the clock, the one that runs included."""
        return None if self.seconds_left is None else ceil(self.seconds_left / SECONDS)


def player(play: Play, now: datetime) -> Player:
    """What the page of an open play shows."""
    document = queries.scenario_of(play)
    scenario, mode = document.content, Mode(play.mode)
    talk = queries.talk(play, scenario)
    situation = standing(scenario, talk.scenes)
    step = scenario.by_id[situation.step]
    return Player(
        scenario,
        document.address,
        shown_turns(scenario, talk, with_remarks=mode.tells),
        len(talk.turns) + 1,
        new_lines(scenario, situation, talk.scenes[-1] if talk.scenes else None),
        task(scenario, situation, play.seed),
        cards(scenario, step, opened_cards(talk.scenes)),
        talk.at[talk.scenes[-1].number if talk.scenes else 0],
        ceil((play.deadline - now).total_seconds()) if play.deadline else None,
        _waiting(play, talk, step, situation, now),
        is_still_asked(scenario, talk.turns, len(talk.turns), play.seed),
        step.hints if mode.tells and not isinstance(step, Ending) else (),
        _moods(situation) if mode.tells else {},
    )


def _waiting(
    play: Play, talk: queries.Talk, step: Step, situation: Situation, now: datetime
) -> Waiting:
    pace, pauses = queries.pace_of(play), Mode(play.mode) is not Mode.ASSESSMENT
    coming = next_wait(step, situation, pace)
    seconds = int((now - talk.since).total_seconds())
    return Waiting(
        waiting_since(talk.turns),
        waited_so_far(step, situation, pace) if pauses else max(0, seconds),
        pace.seconds_until(coming) if coming else None,
        pauses,
        not pace.is_unhurried,
    )


def _moods(situation: Situation) -> Variables:
    """What is known of the customer; times and counters are not shown."""
    return {name: value for name, value in situation.variables.items() if name in FELT}
