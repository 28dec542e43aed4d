"""Starting many plans at once: who, from which day, and with which mentors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lms.errors import N_, Invalid

STANDARD = "onboarding"  # the plan that new hires get
MOST_MEMBERS = 50  # of one cohort
EARLIEST = timedelta(days=120)  # before today: a plan that has run for longer is no start
LATEST = timedelta(days=366)  # after today


@dataclass(frozen=True, slots=True)
class Order:
    """Whose plans are to start on which day; a mentor is named only for who has none."""

    starts_on: date
    mentors: Mapping[str, str]  # person → mentor, both by public id; "": none was chosen
    plan: str = STANDARD  # by its name

    def check(self, today: date) -> None:
        """Raises Invalid for nobody, for too many, or for a day too far away."""
        if not self.mentors:
            raise Invalid(N_("请至少选一位学员。"))
        if len(self.mentors) > MOST_MEMBERS:
            raise Invalid(N_("一批最多 %(most)s 人，请分几批开始。"), most=MOST_MEMBERS)
        check_first_day(self.starts_on, today)


def check_first_day(starts_on: date, today: date) -> None:
    """The first day of a plan is near today.

    Raises Invalid.
    """
    if not today - EARLIEST <= starts_on <= today + LATEST:
        raise Invalid(N_("第一天离今天太远了：最早四个月以前，最晚一年以后。"))
