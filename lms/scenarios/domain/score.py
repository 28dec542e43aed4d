"""Scores: the share of the best reachable points, so that a long way earns nothing extra."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lms.scenarios.domain.moves import Points
from lms.scenarios.domain.play import Scene, ending_at
from lms.scenarios.domain.scenario import Scenario
from lms.scenarios.domain.steps import Band
from lms.scenarios.domain.walk import paths

WHOLE = 100  # per cent


@dataclass(frozen=True, slots=True)
class Share:
    """Points earned of the most that any play can earn."""

    points: int
    best: int

    @property
    def percent(self) -> int:
        """0–100, rounded down; nothing below 0, and 0 where nothing can be earned."""
        return min(WHOLE, max(0, self.points) * WHOLE // self.best) if self.best > 0 else 0


@dataclass(frozen=True, slots=True)
class Result:
    """What a play came to."""

    total: Share
    by_competency: Mapping[str, Share]  # only those on which something can be earned
    passed: bool

    @property
    def score(self) -> int:
        """Per cent of the best reachable points."""
        return self.total.percent

    def stored(self) -> dict[str, Any]:
        """Its points as plain data, for the database."""
        return {
            "total": [self.total.points, self.total.best],
            "by": {name: [it.points, it.best] for name, it in self.by_competency.items()},
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any], *, passed: bool) -> "Result":
        """The result that was stored."""
        by_competency = {name: Share(*both) for name, both in stored["by"].items()}
        return cls(Share(*stored["total"]), by_competency, passed)


def result(scenario: Scenario, scenes: Iterable[Scene]) -> Result:
    """What a play has come to.

    A play passes with an ending that does not fail, without a critical mistake, at the pass mark
    and at every mark that a competency has of its own. A competency's share is taken of the most
    that any play can earn on it.
    """
    scenes = tuple(scenes)
    earned = earned_points(scenes)
    best = paths(scenario).best
    total = Share(sum(earned.values()), best.total)
    by_competency = {
        name: Share(earned.get(name, 0), most) for name, most in best.by_competency.items() if most
    }
    return Result(total, by_competency, not shortfalls(scenario, scenes, total, by_competency))


class Lack(StrEnum):
    """Why a play does not pass."""

    CRITICAL = "critical"  # a mistake after which none passes
    NO_ENDING = "no-ending"
    FAILING = "failing"  # an ending that fails
    TOTAL = "total"  # below the pass mark
    COMPETENCY = "competency"  # below a mark that a competency has of its own


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One reason why a play does not pass."""

    lack: Lack
    scene: Scene | None = None  # in which a critical mistake was made
    competency: str = ""
    percent: int = 0  # what was reached
    mark: int = 0  # what was to be reached


def shortfalls(
    scenario: Scenario, scenes: Sequence[Scene], total: Share, by_competency: Mapping[str, Share]
) -> tuple[Shortfall, ...]:
    """All reasons why a play of these shares does not pass, the gravest first; none: it passes."""
    return tuple(_shortfalls(scenario, scenes, total, by_competency))


def _shortfalls(
    scenario: Scenario, scenes: Sequence[Scene], total: Share, by_competency: Mapping[str, Share]
) -> Iterator[Shortfall]:
    for scene in criticals(scenes):
        yield Shortfall(Lack.CRITICAL, scene)
    ending = ending_at(scenario, scenes[-1].after) if scenes else None
    if ending is None:
        yield Shortfall(Lack.NO_ENDING)
    elif ending.band is Band.FAILING:
        yield Shortfall(Lack.FAILING)
    if total.percent < scenario.pass_mark:
        yield Shortfall(Lack.TOTAL, percent=total.percent, mark=scenario.pass_mark)
    for name, mark in scenario.pass_marks.items():
        share = by_competency.get(name)
        if share and share.percent < mark:
            yield Shortfall(Lack.COMPETENCY, None, name, share.percent, mark)


def criticals(scenes: Iterable[Scene]) -> tuple[Scene, ...]:
    """The turns after which no play passes."""
    return tuple(scene for scene in scenes if scene.verdict.critical)


def earned_points(scenes: Iterable[Scene]) -> Points:
    """Points per competency over some turns."""
    earned: Counter[str] = Counter()
    for scene in scenes:
        for name, points in scene.verdict.points.items():
            earned[name] += points
    return dict(earned)
