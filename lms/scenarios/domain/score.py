"""Scores: the share of the best reachable points, so that a long way earns nothing extra."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lms.scenarios.domain.play import Scene, ending_at
from lms.scenarios.domain.scenario import Band, Points, Scenario
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
    """What a play has come to; without an ending, or with one that fails, it is not passed.

    A competency's share is taken of the most that any play can earn on it.
    """
    scenes = tuple(scenes)
    earned = earned_points(scenes)
    best = paths(scenario).best
    total = Share(sum(earned.values()), best.total)
    by_competency = {
        name: Share(earned.get(name, 0), most) for name, most in best.by_competency.items() if most
    }
    ending = ending_at(scenario, scenes[-1].after) if scenes else None
    fails = ending is None or ending.band is Band.FAILING
    return Result(total, by_competency, not fails and total.percent >= scenario.pass_mark)


def earned_points(scenes: Iterable[Scene]) -> Points:
    """Points per competency over some turns."""
    earned: Counter[str] = Counter()
    for scene in scenes:
        for name, points in scene.verdict.points.items():
            earned[name] += points
    return dict(earned)
