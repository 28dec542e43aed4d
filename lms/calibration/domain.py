"""Rules of calibration: how far mentors agree who grade the same talk without seeing each other.

Agreement is weighted kappa with quadratic weights (Cohen 1968). With squared differences as weights
it needs no classes, only values (Fleiss & Cohen 1973; Krippendorff 1970), so that it also holds
against a median that lies between two grades.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import accumulate, islice
from statistics import fmean

from lms.errors import N_
from lms.mentoring.domain import Month
from lms.people.domain import WrongField

FEWEST_ITEMS = 5  # graded by both sides, below which agreement is not reckoned
FEWEST_SHOWN = 3  # mentors who have sent, below which the grades of others can be told apart
CONCEALED = "○"

TOO_FEW = N_("至少评 %(least)s 条；没有机会看到的，才留在“没看到”。")


class Grade(IntEnum):
    """How far an item of the checklist was done, in points."""

    NOT = 0
    HARDLY = 1
    MOSTLY = 2
    FULLY = 3


Grades = Mapping[str, int]  # by item; what is left out was not seen
Counts = Sequence[int]  # mentors by grade, the lowest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When a mentor counts as calibrated; the usual holds as long as no file says otherwise."""

    months: int = 3  # calendar months, this one included
    kappa: float = 0.6  # at least
    second_signature: bool = False  # at gates, for mentors who are not calibrated


USUAL = Rule()


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one mentor's grades stand beside those of the others."""

    items: int  # that both sides have graded
    kappa: float | None  # -1 to 1; None: too few items, or nothing that differs
    leniency: float | None  # points by which the mentor is milder, on average; None: no items


@dataclass(frozen=True, slots=True)
class Spread:
    """How far apart the grades of one item lie."""

    counts: Counts

    @property
    def raters(self) -> int:
        """How many mentors have graded it."""
        return sum(self.counts)

    @property
    def median(self) -> float | None:
        """The grade in the middle; between two, half-way; None where nobody has graded it."""
        return middle(self.counts)

    @property
    def deviation(self) -> float:
        """Their standard deviation, in points."""
        given = [float(grade) for grade, count in enumerate(self.counts) for _each in range(count)]
        return _variance(given) ** 0.5 if given else 0.0


@dataclass(frozen=True, slots=True)
class Past:
    """A closed round in which a mentor has taken part."""

    month: date  # its first day
    kappa: float | None


def weighted_kappa(own: Sequence[float], others: Sequence[float]) -> float | None:
    """Quadratic weighted kappa of two raters who have graded the same items, in the same order.

    One who gives everything the same grade tells nothing apart: at most 0, whatever the other
    gives. None where both give one and the same grade to everything: nothing is there to agree on.
    """
    if not own:
        return None
    by_chance = _variance(own) + _variance(others) + (fmean(own) - fmean(others)) ** 2
    if by_chance == 0:
        return None
    return 1 - fmean((one - other) ** 2 for one, other in zip(own, others, strict=True)) / by_chance


def _variance(values: Sequence[float]) -> float:
    mean = fmean(values)
    return fmean((value - mean) ** 2 for value in values)


def tally(sent: Iterable[Grades]) -> dict[str, Counts]:
    """How often each item got each grade."""
    found: dict[str, list[int]] = {}
    for grades in sent:
        for item, grade in grades.items():
            found.setdefault(item, [0] * len(Grade))[grade] += 1
    return {item: tuple(counts) for item, counts in found.items()}


def middle(counts: Counts) -> float | None:
    """The median of so many grades of each sort; None of none."""
    total = sum(counts)
    if not total:
        return None
    places = ((total - 1) // 2, total // 2)  # counted from 0; of an odd number twice the same
    reached = list(accumulate(counts))
    return fmean(bisect_right(reached, place) for place in places)


def agreements(sent: Mapping[int, Grades]) -> dict[int, Agreement]:
    """How each mentor's grades stand beside the median of all others: by mentor.

    The own grades are no part of that median; items that one side has not seen are left out.
    """
    counts = tally(sent.values())
    return {mentor: _beside(own, _without(own, counts)) for mentor, own in sent.items()}


def _without(own: Grades, counts: Mapping[str, Counts]) -> dict[str, float | None]:
    return {
        item: middle([count - (grade == given) for grade, count in enumerate(counts[item])])
        for item, given in own.items()
    }


def _beside(own: Grades, others: Mapping[str, float | None]) -> Agreement:
    pairs = [(float(own[item]), other) for item, other in others.items() if other is not None]
    if not pairs:
        return Agreement(0, None, None)
    mine, theirs = [one for one, _other in pairs], [other for _one, other in pairs]
    kappa = weighted_kappa(mine, theirs) if len(pairs) >= FEWEST_ITEMS else None
    return Agreement(len(pairs), kappa, fmean(mine) - fmean(theirs))


def is_calibrated(past: Iterable[Past], rule: Rule, today: date) -> bool:
    """Whether the latest kappa of the last months is high enough; without any it is not.

    Rounds without a kappa say nothing either way.
    """
    first = first_month(rule, today)
    known = [one for one in past if one.kappa is not None and one.month >= first]
    latest = max(known, key=lambda one: one.month, default=None)
    return latest is not None and latest.kappa is not None and latest.kappa >= rule.kappa


def first_month(rule: Rule, today: date) -> date:
    """The first day of the months that count."""
    month = Month.of(today)
    for _step in range(rule.months - 1):
        month = month.previous
    return month.first


def check_grades(grades: Grades, items: int) -> None:
    """Enough was graded of a checklist with so many items. Raises WrongField."""
    least = min(FEWEST_ITEMS, items)
    if len(grades) < least:
        raise WrongField("items", TOO_FEW, least=least)


def nearest(scores: Iterable[tuple[int, int]], middle: int, most: int) -> list[int]:
    """Of (number, score) the numbers whose scores lie nearest to the middle, the nearest first."""
    ranked = sorted(scores, key=lambda one: abs(one[1] - middle))
    return [number for number, _score in islice(ranked, most)]


def concealed(words: str, name: str, *others: str) -> str:
    """Words without somebody's name, given name, surname after 姓, and whatever else names them."""
    surname, given = name[:1], name[1:]
    hidden = [name, *others, *([given] if len(given) > 1 else [])]
    for one in filter(None, hidden):
        words = words.replace(one, CONCEALED * 2)
    return words.replace(f"姓{surname}", f"姓{CONCEALED}").replace(f"小{surname}", f"小{CONCEALED}")
