"""Rules of the agreement of a mentor and an apprentice: what it says, goals, period."""

from dataclasses import dataclass
from datetime import date, timedelta

from lms.errors import N_
from lms.library.domain import Wording
from lms.people.domain import WrongField

LONGEST_GOALS = 1_000  # characters
LONGEST_PERIOD = timedelta(days=366)
USUAL_PERIOD = timedelta(days=92)  # three months, as the plan


@dataclass(frozen=True, slots=True)
class AgreementText:
    """What every agreement says, as it is written: usual goals, duties of both, rules."""

    title: Wording
    goals: tuple[Wording, ...]
    mentor: tuple[Wording, ...]
    apprentice: tuple[Wording, ...]
    rules: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a pair agrees on beside that."""

    goals: str  # one a line
    until: date

    def check(self, pair_began: date) -> None:
        """There is a goal, and an end within a year. Raises WrongField."""
        if not self.goals:
            raise WrongField("goals", N_("请至少写一个目标。"))
        if len(self.goals) > LONGEST_GOALS:
            raise WrongField("goals", N_("最多写 %(most)s 个字。"), most=LONGEST_GOALS)
        if not pair_began < self.until <= pair_began + LONGEST_PERIOD:
            raise WrongField("until", N_("到哪天为止：要晚于带教开始的那天，最多一年。"))
