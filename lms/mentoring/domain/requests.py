"""Rules of asking to be observed: a time is proposed, accepted, or answered with another."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lms.errors import N_
from lms.people.domain import WrongField

FARTHEST = timedelta(days=30)
LONGEST_WISH = 200  # characters

PASSED = N_("这个时间已经过了，请约以后的时间。")
TOO_FAR = N_("最多约到 %(days)s 天以后。")
TOO_LONG = N_("最多写 %(most)s 个字。")


class Ended(StrEnum):
    """How a request came to its end."""

    OBSERVED = "observed"
    WITHDRAWN = "withdrawn"


class RequestState(StrEnum):
    """Where a request stands."""

    FOR_MENTOR = "mentor"  # the mentor is to answer
    FOR_APPRENTICE = "apprentice"  # the apprentice is to answer
    AGREED = "agreed"
    OBSERVED = "observed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Wish:
    """What an apprentice is ready for, and when the mentor might look."""

    competency: str
    starts_at: datetime
    words: str = ""  # what to look at

    def check(self, now: datetime) -> None:
        """The time can be kept, the words have an end. Raises WrongField."""
        check_slot(self.starts_at, now)
        if len(self.words) > LONGEST_WISH:
            raise WrongField("words", TOO_LONG, most=LONGEST_WISH)


def check_slot(starts_at: datetime, now: datetime) -> None:
    """A time lies ahead, and not farther than thirty days. Raises WrongField."""
    if starts_at <= now:
        raise WrongField("day", PASSED)
    if starts_at > now + FARTHEST:
        raise WrongField("day", TOO_FAR, days=FARTHEST.days)


def request_state(ended: str | None, *, is_agreed: bool, is_mentors: bool) -> RequestState:
    """Where a request stands; `is_mentors`: the time was last proposed by the mentor."""
    if ended is not None:
        return RequestState(ended)
    if is_agreed:
        return RequestState.AGREED
    return RequestState.FOR_APPRENTICE if is_mentors else RequestState.FOR_MENTOR
