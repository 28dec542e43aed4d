"""Shares of the day: how much of it goes where, planned in percent, noted by half hours. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lms.errors import N_, Invalid

WHOLE = 100  # percent
DAY = 480  # minutes, of eight hours
HALF_HOUR = 30  # minutes
MOST_HALF_HOURS = 32  # of a day: sixteen hours
OUT_OF_RANGE = N_("每一份填 0 到 100 之间的整数。")
NOT_WHOLE = N_("四份加起来要正好 100%%，现在是 %(found)s%%。")


class Share(StrEnum):
    """What a part of the day is for."""

    RESPONSE = "response"  # calls, chat
    SOLVING = "solving"  # complaints, complex enquiries
    UPKEEP = "upkeep"  # records, reports
    SLACK = "slack"  # the unexpected


@dataclass(frozen=True, slots=True)
class Shares:
    """Parts of a day in percent, 100 together. Raises Invalid otherwise."""

    response: int = 30
    solving: int = 40
    upkeep: int = 20
    slack: int = 10

    def __post_init__(self) -> None:
        if not all(0 <= percent <= WHOLE for percent in self.percent.values()):
            raise Invalid(OUT_OF_RANGE)
        if (found := sum(self.percent.values())) != WHOLE:
            raise Invalid(NOT_WHOLE, found=found)

    @property
    def percent(self) -> Mapping[Share, int]:
        """By what they are for."""
        return {share: getattr(self, share) for share in Share}

    @property
    def minutes(self) -> Mapping[Share, int]:
        """The same of a day of eight hours."""
        return {share: percent * DAY // WHOLE for share, percent in self.percent.items()}


USUAL = Shares()


def noted(half_hours: Mapping[Share, int]) -> Shares | None:
    """What was noted, in percent of what was noted; None before anything was.

    What rounding down leaves goes to the largest remainders (Hamilton's method), so that the parts
    are 100 together.
    """
    total = sum(half_hours.values())
    if not total:
        return None
    exact = {share: WHOLE * half_hours.get(share, 0) for share in Share}
    percent = {share: value // total for share, value in exact.items()}
    by_remainder = sorted(Share, key=lambda share: -(exact[share] % total))
    for share in by_remainder[: WHOLE - sum(percent.values())]:
        percent[share] += 1
    return Shares(**percent)


@dataclass(frozen=True, slots=True)
class Gap:
    """Where what was noted is furthest from what was planned."""

    share: Share
    points: int  # noted minus planned


def furthest(planned: Shares, found: Shares) -> Gap | None:
    """The one share to look at; None when all are as planned."""
    gaps = (Gap(one, found.percent[one] - planned.percent[one]) for one in Share)
    largest = max(gaps, key=lambda gap: abs(gap.points))
    return largest if largest.points else None
