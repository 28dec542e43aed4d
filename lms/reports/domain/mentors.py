"""What a mentor's work came to: apprentices certified in time; the allowance of a month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lms.mentoring.domain import Worked


@dataclass(frozen=True, slots=True)
class Finished:
    """An apprentice's plan with this mentor: when its last gate was due, when certified."""

    name: str
    due_on: date
    certified_on: date | None  # the first certificate; None without one

    @property
    def is_in_time(self) -> bool:
        """Whether the certificate was there by the day of the last gate."""
        return self.certified_on is not None and self.certified_on <= self.due_on

    def counts(self, today: date) -> bool:
        """Whether it is decided already: certified, or the day is over."""
        return self.certified_on is not None or self.due_on < today


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How many apprentices were certified in time, of those of whom it is decided."""

    decided: int
    in_time: int

    @classmethod
    def of(cls, finished: Iterable[Finished], today: date) -> "Timeliness":
        """Count them."""
        decided = [one for one in finished if one.counts(today)]
        return cls(len(decided), sum(one.is_in_time for one in decided))

    @property
    def percent(self) -> int | None:
        """Per cent in time, rounded down; None as long as nobody counts."""
        return 100 * self.in_time // self.decided if self.decided else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """The house's rule: so many confirmed sessions with an apprentice in a month earn one share."""

    sessions: int = 2
    yuan: int = 200

    def shares(self, worked: Worked) -> int:
        """Shares that a pair earns in a month: one or none."""
        return int(worked.sessions >= self.sessions)

    def amount(self, worked: Iterable[Worked]) -> int:
        """Yuan that some pairs earn in a month."""
        return self.yuan * sum(self.shares(one) for one in worked)


USUAL = Allowance()
