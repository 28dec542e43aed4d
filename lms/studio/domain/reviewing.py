"""A colleague reads a draft before it is published: how that stands, when it lets one publish."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from lms.errors import N_, Invalid

LONGEST_WORDS = 500  # characters, of what is asked or decided
NO_REASON = N_("退回要写清楚改哪里，作者才知道怎么改。")
TOO_LONG = N_("最多 %(most)s 个字，请写短一点。")
OWN = N_("自己写的或自己送审的，要由另一位培训师来审。")


class Verdict(StrEnum):
    """How a review ended."""

    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"  # by an author, or because another one was asked for


class State(StrEnum):
    """How the newest review of a draft stands beside what the draft says now."""

    NONE = "none"  # nobody was asked, or it was taken back
    WAITING = "waiting"
    OUTDATED = "outdated"  # it waits, and the draft says something else by now
    RETURNED = "returned"
    APPROVED = "approved"  # exactly what the draft says
    VOID = "void"  # approved, and changed since


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer says of a draft. Raises Invalid when it is sent back without words."""

    verdict: Verdict
    words: str

    def __post_init__(self) -> None:
        if len(self.words) > LONGEST_WORDS:
            raise Invalid(TOO_LONG, most=LONGEST_WORDS)
        if self.verdict is Verdict.RETURNED and not self.words:
            raise Invalid(NO_REASON)


def state(verdict: Verdict | None, *, is_same: bool) -> State:
    """How a review stands; `is_same`: the draft says exactly what was under review."""
    match verdict:
        case None:
            return State.WAITING if is_same else State.OUTDATED
        case Verdict.APPROVED:
            return State.APPROVED if is_same else State.VOID
        case Verdict.RETURNED:
            return State.RETURNED
        case Verdict.WITHDRAWN:
            return State.NONE


def may_decide(person: int, *, reviewer: int, asker: int, writers: Collection[int]) -> bool:
    """Whether somebody decides on a review: who was asked, and neither asked nor wrote."""
    return person == reviewer and person != asker and person not in writers


def allows_publishing(found: State, *, publisher: int, reviewer: int | None) -> bool:
    """Whether a second person has approved exactly what is to be published."""
    return found is State.APPROVED and reviewer is not None and reviewer != publisher
