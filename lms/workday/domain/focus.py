"""Focus sessions: 25 minutes for one thing, then 5 of rest, counted by the server's clock. Pure.

Nothing has to be sent when the time is up: a session that nobody has ended is over by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lms.errors import N_, Invalid

LENGTH = timedelta(minutes=25)
WHOLE = 1_500  # seconds: the longest that is ever counted
REST = timedelta(minutes=5)
LONGEST_GOAL = 100  # characters
LONGEST_CUT = 20
NO_GOAL = N_("请写一句：这 25 分钟做哪一件事，做到哪里算完。")
TOO_LONG = N_("写短一点，最多 %(most)s 个字。")


class Outcome(StrEnum):
    """How a session ended."""

    DONE = "done"  # by the clock, or because its goal was reached
    CUT = "cut"  # something came between; a half circle


class Phase(StrEnum):
    """Where a session stands."""

    RUNNING = "running"
    RESTING = "resting"  # 25 minutes are over; five minutes of rest
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """A session: what it was for and how it ended; not yet, as far as anybody has told us."""

    public_id: str
    goal: str
    started_at: datetime
    seconds: int | None = None
    outcome: Outcome | None = None
    cut_by: str = ""

    @property
    def until(self) -> datetime:
        """When the 25 minutes are over."""
        return self.started_at + LENGTH

    @property
    def rests_until(self) -> datetime:
        """When the rest is over that follows."""
        return self.until + REST

    def phase(self, now: datetime) -> Phase:
        """Where it stands; what was ended early is over at once, without a rest."""
        if self.seconds is not None and self.seconds < WHOLE:
            return Phase.OVER
        if self.seconds is None and now < self.until:
            return Phase.RUNNING
        return Phase.RESTING if now < self.rests_until else Phase.OVER

    def left(self, now: datetime) -> int:
        """Seconds that are left, rounded up; never more than 25 minutes, though clocks go back."""
        return WHOLE - counted(self.started_at, now)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a number of sessions come to."""

    whole: int = 0  # circles
    cut: int = 0  # half circles
    seconds: int = 0

    @property
    def minutes(self) -> int:
        """Minutes of focus, rounded down."""
        return self.seconds // 60

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.whole + other.whole, self.cut + other.cut, self.seconds + other.seconds)


def counted(started_at: datetime, now: datetime) -> int:
    """Seconds that count of a session by now: none before it began, never more than 25 minutes."""
    return max(0, min(WHOLE, int((now - started_at).total_seconds())))


def goal(words: str) -> str:
    """What a session is for. Raises Invalid without it, or when it is too long."""
    if not words:
        raise Invalid(NO_GOAL)
    if len(words) > LONGEST_GOAL:
        raise Invalid(TOO_LONG, most=LONGEST_GOAL)
    return words


def ended(outcome: Outcome, seconds: int) -> Outcome:
    """How a session ended: what lasted its 25 minutes is whole, whatever is said afterwards."""
    return Outcome.DONE if seconds >= WHOLE else outcome


def tally(sessions: Sequence[Focus], now: datetime) -> Tally:
    """What sessions come to; one that is running does not count yet."""
    total = Tally()
    for one in sessions:
        if one.outcome is Outcome.CUT:
            total += Tally(cut=1, seconds=one.seconds or 0)
        elif one.phase(now) is not Phase.RUNNING:
            total += Tally(whole=1, seconds=WHOLE if one.seconds is None else one.seconds)
    return total
