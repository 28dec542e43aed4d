"""What a scenario measures before anybody has played it: scores by ending, who passes unduly."""

from dataclasses import dataclass
from functools import lru_cache

from lms.scenarios.domain.bots import Fared, fared
from lms.scenarios.domain.envelope import envelope
from lms.scenarios.domain.scenario import Scenario
from lms.scenarios.domain.score import Share
from lms.scenarios.domain.steps import Ending
from lms.scenarios.domain.walk import paths

KEPT = 8  # in this process


@dataclass(frozen=True, slots=True)
class Spread:
    """The lowest and the highest score with which an ending is reached, in per cent."""

    ending: Ending
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Prospect:
    """What the scores of a scenario can be."""

    mark: int  # to pass, in per cent
    most: int  # of plays whose ending does not fail, in per cent
    spreads: tuple[Spread, ...]  # of the endings that can be reached
    bots: tuple[Fared, ...]

    @property
    def is_in_reach(self) -> bool:
        """Whether anybody can pass."""
        return self.most >= self.mark


@lru_cache(maxsize=KEPT)
def prospect(scenario: Scenario) -> Prospect:
    """What the scores of a scenario without faults can be."""
    best = paths(scenario).best
    spreads = tuple(
        Spread(
            reached.ending,
            Share(reached.total.least, best.total).percent,
            Share(reached.total.most, best.total).percent,
        )
        for reached in envelope(scenario)
        if reached.total
    )
    most = Share(best.passing or 0, best.total).percent
    return Prospect(scenario.pass_mark, most, spreads, fared(scenario))
