"""The clock of a turn: when a customer who waits writes again, and for whom it runs slower.

Whoever needs more time gets it by a share of every span (WCAG 2.2, 2.2.1): the scenario is the
same, only the clock runs slower. Nothing here knows the present moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from lms.scenarios.domain.acts import Judged, Rewound
from lms.scenarios.domain.answers import Wait
from lms.scenarios.domain.judging import shown_choices
from lms.scenarios.domain.moves import Staying
from lms.scenarios.domain.play import replay, standing
from lms.scenarios.domain.scenario import Scenario, Situation
from lms.scenarios.domain.steps import Step

WHOLE = 100  # per cent


@dataclass(frozen=True, slots=True)
class Pace:
    """How the clocks of a play run."""

    extra: int = 0  # per cent by which every span is longer
    is_unhurried: bool = False  # the customer never writes again by herself

    def longer(self, span: timedelta) -> timedelta:
        """A span as this play measures it."""
        return span * (WHOLE + self.extra) / WHOLE

    def reckoned(self, seconds: float) -> float:
        """Seconds that went by, as the author of the scenario reckons them."""
        return seconds * WHOLE / (WHOLE + self.extra)

    def seconds_until(self, wait: Wait) -> int:
        """After how many seconds without an answer the customer writes again."""
        return -(-wait.seconds * (WHOLE + self.extra) // WHOLE)


def next_wait(step: Step, situation: Situation, pace: Pace) -> Wait | None:
    """What a customer does next who goes on waiting; None: she just waits."""
    if pace.is_unhurried:
        return None
    return next((wait for wait in step.waits if situation.offers(wait)), None)


def waited_so_far(step: Step, situation: Situation, pace: Pace) -> int:
    """The seconds after which the customer has written the last time; 0: she has not."""
    written = step.waits[: situation.waited]
    return pace.seconds_until(written[-1]) if written else 0


def waiting_since(turns: Sequence[Judged]) -> int:
    """The number of the turn after which the customer began to wait; 0: since the beginning."""
    for number, turn in reversed(tuple(enumerate(turns, 1))):
        if isinstance(turn, Rewound) or turn.staying is Staying.NO:
            return number
    return 0


def is_still_asked(scenario: Scenario, turns: Sequence[Judged], number: int, seed: int) -> bool:
    """Whether what was asked when turn `number` was to be taken is still asked now.

    Looking something up and waiting answer nothing: a page from before then still asks the same,
    unless other answers are offered since.
    """
    if number == len(turns) + 1:
        return True
    if not waiting_since(turns) < number <= len(turns):
        return False
    then = standing(scenario, replay(scenario, turns[: number - 1]))
    now = standing(scenario, replay(scenario, turns))
    return shown_choices(scenario, then, seed) == shown_choices(scenario, now, seed)
