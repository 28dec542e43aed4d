"""Hours of mentoring: minutes of confirmed sessions, month by month, as lessons of 45 minutes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

HOUR = 45  # minutes of one 学时, as teaching hours are counted
TENTH = Decimal("0.1")
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    first: date

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month in which a day lies."""
        return cls(day.replace(day=1))

    @classmethod
    def read(cls, text: str) -> "Month | None":
        """The month that is written as 2026-03; None for anything else."""
        found = MONTH.fullmatch(text)
        return cls(date(int(found[1]), int(found[2]), 1)) if found else None

    @property
    def last(self) -> date:
        """Its last day."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> "Month":
        """The month after it."""
        return Month.of(self.first + timedelta(days=31))

    @property
    def previous(self) -> "Month":
        """The month before it."""
        return Month.of(self.first - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Worked:
    """How long a pair has sat together: only what both have confirmed counts."""

    sessions: int = 0
    minutes: int = 0
    waiting: int = 0  # sessions that are not confirmed yet

    @property
    def hours(self) -> Decimal:
        """Lessons of 45 minutes, to one decimal, a half rounded up."""
        return (Decimal(self.minutes) / HOUR).quantize(TENTH, ROUND_HALF_UP)

    def __add__(self, other: "Worked") -> "Worked":
        return Worked(
            self.sessions + other.sessions,
            self.minutes + other.minutes,
            self.waiting + other.waiting,
        )


def by_month(held: Iterable[tuple[date, int, bool]]) -> dict[Month, Worked]:
    """Sessions (day, minutes, whether confirmed) month by month, the latest month first."""
    found: dict[Month, Worked] = {}
    for day, minutes, is_confirmed in held:
        one = Worked(1, minutes) if is_confirmed else Worked(waiting=1)
        month = Month.of(day)
        found[month] = found.get(month, Worked()) + one
    return dict(sorted(found.items(), reverse=True))
