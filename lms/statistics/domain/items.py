"""Item analysis: how hard a step is, and whether an answer tells good players from others.

Facility is the share of a step's points that people earned there. Discrimination is the
point-biserial correlation between giving an answer and the score of the whole play, among all who
answered at that step and whose play was marked: Crocker & Algina, Introduction to Classical and
Modern Test Theory (1986), chapter 14. The score includes the step itself, which makes good answers
look slightly better than they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from lms.statistics.domain.counts import Edge
from lms.statistics.domain.told import ENOUGH


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over some people."""

    people: int = 0
    earned: int = 0
    marked: int = 0
    scores: int = 0
    squares: int = 0

    @classmethod
    def of(cls, edges: Iterable[Edge]) -> "Sums":
        """The sums of some edges."""
        rows = [(e.people, e.earned, e.marked, e.scores, e.squares) for e in edges]
        return cls(*map(sum, zip(*rows, strict=True))) if rows else cls()


def facility(sums: Sums, best: int) -> float | None:
    """The share of the points that people earned, 0–1; None of too few, or without any points."""
    if best <= 0 or sums.people < ENOUGH:
        return None
    return min(1.0, sums.earned / (sums.people * best))


def discrimination(given: Sums, all_: Sums) -> float | None:
    """The correlation of an answer with the score, −1 to 1; `all_` answered at the step.

    None of too few people, and where all gave it, nobody gave it or all have the same score.
    """
    if all_.marked < ENOUGH or not 0 < given.marked < all_.marked:
        return None
    mean = all_.scores / all_.marked
    spread = sqrt(max(0.0, all_.squares / all_.marked - mean**2))
    if spread == 0:
        return None
    share = given.marked / all_.marked
    return (given.scores / given.marked - mean) / spread * sqrt(share / (1 - share))
