"""What of an author's material wants to be looked after, and in which order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

LONG_UNCHANGED = timedelta(days=365)  # since a lesson without a day of review was published
LONG_OPEN = timedelta(days=14)  # since a draft was saved last


class Urgency(StrEnum):
    """How soon something should be done."""

    NOW = "now"  # somebody waits for it, or readers run into it
    SOON = "soon"
    LATER = "later"


class Concern(StrEnum):
    """What can be the matter, the most urgent first."""

    LATE_REACTIONS = "late-reactions"  # readers were promised an answer by a day that has passed
    DISPUTES = "disputes"
    REVIEW_ASKED = "review-asked"
    BROKEN_LINKS = "broken-links"
    RETURNED = "returned"  # a draft, by who reviewed it
    APPROVED = "approved"  # a draft that waits for its publication
    REACTIONS = "reactions"
    REPLIES = "replies"  # typed, and not understood
    WEAK = "weak"  # answers and steps that statistics find fault with
    REVIEW_BY = "review-by"  # its day has passed
    TRANSLATION = "translation"  # whose source says something else by now
    UNCHANGED = "unchanged"  # for long
    UNSOURCED = "unsourced"
    UNTRANSLATED = "untranslated"
    DRAFT = "draft"  # open for long

    @property
    def urgency(self) -> Urgency:
        """How soon it should be done."""
        if self in AT_ONCE:
            return Urgency.NOW
        return Urgency.LATER if self in IN_TIME else Urgency.SOON


AT_ONCE = frozenset(
    {Concern.LATE_REACTIONS, Concern.DISPUTES, Concern.REVIEW_ASKED, Concern.BROKEN_LINKS}
)
IN_TIME = frozenset({Concern.UNCHANGED, Concern.UNSOURCED, Concern.UNTRANSLATED, Concern.DRAFT})
ORDER = {concern: place for place, concern in enumerate(Concern)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something about a document that waits for its author."""

    concern: Concern
    kind: str  # of the document
    name: str
    address: str  # where it is mended
    is_own: bool = True  # else the document is nobody's
    count: int = 1
    since: date | None = None  # the day from which it waits, or was promised
    detail: str = ""  # of links the first one, of reviews who, of statistics the gravest finding

    def saying(self, detail: str) -> "Need":
        """The same with its detail."""
        return replace(self, detail=detail)

    def days(self, today: date) -> int:
        """For how many days it has been waiting."""
        return max(0, (today - self.since).days) if self.since else 0


def in_order(needs: Iterable[Need]) -> list[Need]:
    """Needs, the most urgent first; of the same, what has waited longest, then what is most."""
    return sorted(
        needs,
        key=lambda one: (ORDER[one.concern], one.since or date.max, -one.count, one.kind, one.name),
    )


@dataclass(frozen=True, slots=True)
class Broken:
    """A link within the product that leads nowhere."""

    sheet: int  # the file of the lesson, from 0
    line: int  # in it, from 1
    link: str


@dataclass(frozen=True, slots=True)
class Soundness:
    """What can be told of a published lesson by its text alone."""

    review_by: date | None
    is_sourced: bool
    broken: tuple[Broken, ...]


def of_lesson(sound: Soundness, published_on: date, today: date) -> Iterator[tuple[Concern, date]]:
    """What is the matter with a published lesson beside its links, and since when."""
    if sound.review_by and sound.review_by < today:
        yield Concern.REVIEW_BY, sound.review_by
    if not sound.review_by and today - published_on > LONG_UNCHANGED:
        yield Concern.UNCHANGED, published_on
    if not sound.is_sourced:
        yield Concern.UNSOURCED, published_on
