"""Where the lines of a radar run: geometry in units of the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from flask import Flask

RADIUS = 92.0  # of the outermost ring
LABEL = 12.0  # from there to the words
RINGS = (25, 50, 75, 100)
WHOLE = 100
BESIDE = 0.2  # of the radius: nearer to the middle axis than this, words stand centred

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spoke:
    """One axis: its end, where its words stand, and the dot of its value, if it has one."""

    end: Point
    label: Point
    anchor: str  # start, middle or end, of the words
    rise: float  # the share of the words that stands above `label`: 1 on top, 0 at the bottom
    dot: Point | None


@dataclass(frozen=True, slots=True)
class Radar:
    """A radar; the middle is 0, 0."""

    rings: tuple[str, ...]  # points of polygons, the innermost first
    spokes: tuple[Spoke, ...]
    lines: tuple[tuple[Point, Point], ...]  # from dot to dot, only between neighbours
    area: str  # points of the polygon of all dots; empty as long as one is missing


def radar(values: Sequence[int | None]) -> Radar:
    """The radar of some values of 0–100, the first on top, then clockwise; None: not known.

    What is not known is left open: a line through the middle would claim a nought.
    """
    angles = [2 * pi * place / len(values) - pi / 2 for place in range(len(values))]
    spokes = tuple(_spoke(angle, value) for angle, value in zip(angles, values, strict=True))
    dots = [spoke.dot for spoke in spokes]
    pairs = zip(dots, [*dots[1:], *dots[:1]], strict=True)
    known = [dot for dot in dots if dot is not None]
    return Radar(
        rings=tuple(_points([_at(angle, share) for angle in angles]) for share in RINGS),
        spokes=spokes,
        lines=tuple((one, next_) for one, next_ in pairs if one and next_),
        area=_points(known) if len(known) == len(dots) else "",
    )


def _spoke(angle: float, value: int | None) -> Spoke:
    across, down = cos(angle), sin(angle)
    reach = RADIUS + LABEL
    return Spoke(
        end=_at(angle, WHOLE),
        label=(round(across * reach, 1), round(down * reach, 1)),
        anchor="middle" if abs(across) < BESIDE else "start" if across > 0 else "end",
        rise=round((1 - down) / 2, 2),
        dot=None if value is None else _at(angle, value),
    )


def _at(angle: float, share: int) -> Point:
    length = RADIUS * share / WHOLE
    return round(cos(angle) * length, 1), round(sin(angle) * length, 1)


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def init_app(app: Flask) -> None:
    """Let templates draw."""
    app.jinja_env.globals["radar_lines"] = radar
