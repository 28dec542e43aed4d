"""What is on somebody's list for a day: four quadrants, limits, what came of it. Pure.

Quadrants, limits and the completion rate are those of the course `junior-plan`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from lms.errors import N_, Invalid
from lms.onboarding.domain import Calendar

LONGEST_WORDS = 100  # characters of a matter: one line
MOST_MATTERS = 60  # of one day
A_DAY = timedelta(days=1)
MOST_NOW = 3  # open at once under "now"; more are looked at once again
NO_WORDS = N_("请写一句：要办的是什么事。")
TOO_LONG = N_("写短一点，最多 %(most)s 个字。")
NO_PLACE = N_("请从列表里选一个去处。")
TOO_MANY = N_("一天最多记 %(most)s 件。先办完几件，或者挪到下一个工作日。")


class Quadrant(StrEnum):
    """Where a matter goes, by two questions: is it urgent, is it important."""

    NOW = "now"  # urgent and important
    SCHEDULED = "scheduled"  # important
    DELEGATED = "delegated"  # urgent
    FILED = "filed"  # neither


class Sort(StrEnum):
    """What a matter is, as far as a limit hangs on it."""

    COMPLAINT = "complaint"
    FAULT = "fault"
    ENQUIRIES = "enquiries"  # a batch of routine ones
    OTHER = "other"


class Closing(StrEnum):
    """What came of a matter."""

    DONE = "done"
    CARRIED = "carried"  # to a later day, where it is another matter
    DROPPED = "dropped"


LIMITS = {Sort.COMPLAINT: timedelta(minutes=30), Sort.FAULT: timedelta(hours=2)}
PLACES = {  # by the word in a form: what has a limit has its place
    Sort.COMPLAINT: Quadrant.NOW,
    Sort.FAULT: Quadrant.DELEGATED,
    Sort.ENQUIRIES: Quadrant.SCHEDULED,
}


class LimitState(StrEnum):
    """Where a limit stands."""

    RUNNING = "running"
    KEPT = "kept"
    LATE = "late"  # answered, but after it
    EXCEEDED = "exceeded"  # not answered yet


@dataclass(frozen=True, slots=True)
class Limit:
    """By when a complaint is answered, or a fault reported."""

    until: datetime
    answered_at: datetime | None

    def state(self, now: datetime) -> LimitState:
        """Where it stands; the limit itself is still in time."""
        if self.answered_at is not None:
            return LimitState.KEPT if self.answered_at <= self.until else LimitState.LATE
        return LimitState.RUNNING if now <= self.until else LimitState.EXCEEDED


@dataclass(frozen=True, slots=True)
class Jotted:
    """A line as it is put on the list. Raises Invalid for an empty or a long one."""

    words: str
    place: str  # a sort with a place of its own, else a quadrant

    def __post_init__(self) -> None:
        if not self.words:
            raise Invalid(NO_WORDS)
        if len(self.words) > LONGEST_WORDS:
            raise Invalid(TOO_LONG, most=LONGEST_WORDS)
        if self.place not in {*PLACES, *Quadrant}:
            raise Invalid(NO_PLACE)

    @property
    def sort(self) -> Sort:
        """What it is."""
        return Sort(self.place) if self.place in PLACES else Sort.OTHER

    @property
    def quadrant(self) -> Quadrant:
        """Where it goes."""
        return PLACES.get(self.sort) or Quadrant(self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something on the list of a day."""

    public_id: str
    day: date
    words: str
    quadrant: Quadrant
    sort: Sort
    is_planned: bool  # written down before the day began; else it came in
    since: datetime  # when it came up first, on whatever day
    answered_at: datetime | None = None
    closing: Closing | None = None
    closed_at: datetime | None = None
    carried_to: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return self.closing is None

    @property
    def is_done(self) -> bool:
        """Whether it was brought to its end."""
        return self.closing is Closing.DONE

    @property
    def limit(self) -> Limit | None:
        """By when it is answered; whatever is done is answered. None without a limit."""
        allowed = LIMITS.get(self.sort)
        if allowed is None:
            return None
        done_at = self.closed_at if self.is_done else None
        return Limit(self.since + allowed, self.answered_at or done_at)


@dataclass(frozen=True, slots=True)
class Rate:
    """How much of what was written down in the morning was done; what came in is counted apart."""

    planned: int
    done: int
    came_in: int = 0

    @property
    def percent(self) -> int | None:
        """Done ÷ planned, halves rounded up; None when nothing was planned."""
        return (200 * self.done + self.planned) // (2 * self.planned) if self.planned else None

    def __add__(self, other: "Rate") -> "Rate":
        """Of several days together: counted together, percentages are never averaged."""
        return Rate(
            self.planned + other.planned, self.done + other.done, self.came_in + other.came_in
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """Somebody's list of a day."""

    day: date
    matters: Sequence[Matter] = ()
    started_at: datetime | None = None  # since then whatever is added has come in

    def of(self, quadrant: Quadrant) -> Sequence[Matter]:
        """What stands in a quadrant: open ones first, then as they were written."""
        there = (matter for matter in self.matters if matter.quadrant is quadrant)
        return sorted(there, key=lambda matter: not matter.is_open)

    @property
    def is_overfull(self) -> bool:
        """Whether more is to be done now than one can do now."""
        return sum(matter.is_open for matter in self.of(Quadrant.NOW)) > MOST_NOW

    @property
    def rate(self) -> Rate:
        """How the day stands."""
        planned = [matter for matter in self.matters if matter.is_planned]
        done = sum(matter.is_done for matter in planned)
        return Rate(len(planned), done, len(self.matters) - len(planned))

    def exceeded(self, now: datetime) -> Sequence[Matter]:
        """What is open and should have been answered by now."""
        return [
            matter
            for matter in self.matters
            if matter.is_open and matter.limit and matter.limit.state(now) is LimitState.EXCEEDED
        ]


def next_day(day: date, today: date, calendar: Calendar) -> date:
    """The day to which a matter of a day is carried over.

    What was left over from an earlier day comes to today, or on a rest day to the next working day;
    what is on today's list, to the next working day.
    """
    return calendar.after(today, 0) if day < today else calendar.after(today + A_DAY, 0)
