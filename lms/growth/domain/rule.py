"""The rule by which facts become a number and a level, as `courses/evidence.yaml` says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lms.growth.domain.facts import MOST, Source

PART = 100  # weights are whole hundredths, so that printed numbers are the numbers used
ARITHMETIC = 1  # raised when the way of reckoning changes


class Policy(StrEnum):
    """How the facts of one competency become a number."""

    DECAYING = "decaying"  # the mean, in which a fact weighs less the older it is
    HIGHEST = "highest"  # the best of those that count
    LATEST = "latest"  # the newest of those that count


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms the facts of one source count."""

    weight: int  # of a fact of today, beside those of other sources
    shelf_days: int  # after which it counts no more
    newest: int  # so many count of a competency
    share: int  # that such a fact has; where it is measured, the share that is hoped for
    minutes: int = 0  # that one more takes, where nothing else says it

    def weight_after(self, days: int) -> int:
        """The weight of a fact so many days old, in hundredths: it falls evenly to nothing."""
        left = min(self.shelf_days, self.shelf_days - days)
        return max(0, (2 * PART * self.weight * left + self.shelf_days) // (2 * self.shelf_days))


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a level asks: a number, and facts from the floor that reach this number too."""

    at_least: int  # 0–100
    needs: Mapping[Source, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Everything that decides on numbers and levels."""

    fewest: int  # facts below which there is no number
    terms: Mapping[Source, Terms]  # a source that is left out does not count
    levels: tuple[Threshold, ...]  # from the first; its threshold is 0
    policies: Mapping[str, Policy]  # by competency; the others decay
    newcomers_post: str  # for which newcomers are trained

    def policy(self, competency: str) -> Policy:
        """How the facts of a competency become a number."""
        return self.policies.get(competency, Policy.DECAYING)

    def threshold(self, level: int) -> Threshold:
        """What a level (1–4) asks."""
        return self.levels[level - 1]


def rounded(total: int, parts: int) -> int:
    """A quotient as a whole number, halves up, as people round; never above 100."""
    return min(MOST, (2 * total + parts) // (2 * parts))
