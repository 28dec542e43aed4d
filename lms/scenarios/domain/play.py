"""A play: turns with their verdicts, from which everything else follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.scenarios.domain.acts import Judged, Rewound, Verdict
from lms.scenarios.domain.moves import Staying
from lms.scenarios.domain.scenario import Scenario, Situation, opening
from lms.scenarios.domain.steps import Ending

ENGINE = "2"  # version of these rules, kept with every mark
MOST_TURNS = 300  # of one play


class Mode(StrEnum):
    """How a play is played, in the order of what it proves."""

    PRACTICE = "practice"  # feedback after every turn
    REHEARSAL = "rehearsal"  # feedback at the end
    ASSESSMENT = "assessment"  # on the clock, counted, feedback at the end

    @property
    def tells(self) -> bool:
        """Whether feedback and what is known of the customer are shown on the way."""
        return self is Mode.PRACTICE

    @property
    def rank(self) -> int:
        """A play also proves what a mode of a lower rank asks for."""
        return RANKS[self]


RANKS = {mode: rank for rank, mode in enumerate(Mode)}


class PlayState(StrEnum):
    """Where a play stands at a moment."""

    OPEN = "open"
    EXPIRED = "expired"  # the clock has run out, the end is not stored yet
    OVER = "over"


class EndedBy(StrEnum):
    """What ended a play."""

    ENDING = "ending"  # an ending of the scenario
    CLOCK = "clock"  # the time was up
    LEFT = "left"  # laid aside for a new one; never marked


@dataclass(frozen=True, slots=True)
class Scene:
    """One turn in its place: the situation in which it was taken, and what came of it."""

    number: int  # of the turn, counted from 1
    before: Situation
    verdict: Verdict
    after: Situation


def replay(scenario: Scenario, turns: Iterable[Judged]) -> tuple[Scene, ...]:
    """The play as it went, turn by turn; turns that were taken back are left out."""
    scenes: list[Scene] = []
    for number, turn in enumerate(turns, 1):
        if isinstance(turn, Rewound):
            scenes = [scene for scene in scenes if scene.number < turn.to]
            continue
        before = standing(scenario, scenes)
        scenes.append(Scene(number, before, turn, before.after(turn)))
    return tuple(scenes)


def standing(scenario: Scenario, scenes: Sequence[Scene]) -> Situation:
    """Where a play stands after its scenes."""
    return scenes[-1].after if scenes else opening(scenario)


def opened_cards(scenes: Iterable[Scene]) -> tuple[str, ...]:
    """The cards that have been looked at, in the order of the first look."""
    looked = (scene.verdict for scene in scenes)
    return tuple(dict.fromkeys(it.answer for it in looked if it.staying is Staying.LOOKED))


def ending_at(scenario: Scenario, situation: Situation) -> Ending | None:
    """The ending at which a play stands, if it stands at one."""
    step = scenario.by_id[situation.step]
    return step if isinstance(step, Ending) else None


def state_of(ended_at: datetime | None, deadline: datetime | None, now: datetime) -> PlayState:
    """Where a play stands at a moment; at the instant of the deadline the time is up."""
    if ended_at is not None:
        return PlayState.OVER
    return PlayState.EXPIRED if deadline is not None and now >= deadline else PlayState.OPEN
