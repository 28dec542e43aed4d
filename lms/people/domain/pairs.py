"""Who may be paired with whom, and for how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lms.errors import N_
from lms.people.domain.accounts import WrongField

FIFTHS = 5  # as exactly as days in common are compared
MOST_APPRENTICES = 3  # at a time, for one mentor
FEWEST_HANDOVER, LONGEST_HANDOVER = 10, 1_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Why somebody would be a good mentor for an apprentice."""

    load: int  # apprentices now
    is_near: bool  # in the apprentice's own department
    completed: int = 0  # earlier apprentices who were guided to the end
    stopped: int = 0  # and those with whom it was stopped
    shared: tuple[int, int] | None = None  # of the apprentice's days, how many are theirs too

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        """The smaller, the better: near, then days in common, most room, who has done well."""
        return (not self.is_near, self._apart, self.load, self.stopped - self.completed)

    @property
    def _apart(self) -> int:
        """The share of days on which the two would not meet, in fifths; 0 where it is not known."""
        if self.shared is None or not self.shared[1]:
            return 0
        return round(FIFTHS * (1 - self.shared[0] / self.shared[1]))


class Ending(StrEnum):
    """How the time of a mentor and an apprentice came to its end."""

    COMPLETED = "completed"
    TRANSFERRED = "transferred"
    STOPPED = "stopped"


def check_handover(how: Ending, words: str) -> None:
    """Who goes on with the apprentice must know where things stand.

    Raises WrongField for a transfer or a stop without a hand-over note, or for too many words.
    """
    if len(words) > LONGEST_HANDOVER:
        raise WrongField("handover", N_("最多写 %(most)s 个字。"), most=LONGEST_HANDOVER)
    if how is not Ending.COMPLETED and len(words) < FEWEST_HANDOVER:
        raise WrongField(
            "handover",
            N_("请写一句交接：学到哪里了、还差什么，至少 %(least)s 个字。"),
            least=FEWEST_HANDOVER,
        )


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; without an end it is still open."""

    starts_on: date
    ends_on: date | None = None

    def overlaps(self, other: "Period") -> bool:
        """Whether some day belongs to both."""
        last, others_last = self.ends_on or date.max, other.ends_on or date.max
        return self.starts_on <= others_last and other.starts_on <= last


def in_force(starts_on: date, ends_on: date | None, day: date) -> bool:
    """Whether something dated holds on a day; both days included, no end means open."""
    return starts_on <= day and (ends_on is None or day <= ends_on)


def most_at_once(periods: Iterable[Period]) -> int:
    """The largest number of periods that share a day."""
    steps: list[tuple[date, int]] = []
    for period in periods:
        steps.append((period.starts_on, 1))
        if period.ends_on and period.ends_on < date.max:
            steps.append((period.ends_on + timedelta(days=1), -1))
    most = now = 0
    for _, step in sorted(steps):
        now += step
        most = max(most, now)
    return most


def check_mentor_has_room(taken: Iterable[Period], wanted: Period) -> None:
    """A mentor guides at most three apprentices at a time.

    Raises WrongField.
    """
    during = [period for period in taken if period.overlaps(wanted)]
    if most_at_once(during) >= MOST_APPRENTICES:
        raise WrongField(
            "mentor",
            N_("这位师父同时已带 %(most)s 位徒弟，请另选一位，或先结束其中一段带教。"),
            most=MOST_APPRENTICES,
        )


def check_apprentice_is_free(taken: Iterable[Period], wanted: Period) -> None:
    """An apprentice has one mentor at a time.

    Raises WrongField.
    """
    if any(period.overlaps(wanted) for period in taken):
        raise WrongField("starts_on", N_("这段时间已有师父。请先结束现在的带教，或选更晚的日子。"))
