"""Where the lines of a radar or a curve run: geometry in units of the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from math import ceil, cos, pi, sin

from flask import Flask

RADIUS = 92.0  # of the outermost ring
LABEL = 12.0  # from there to the words
RINGS = (25, 50, 75, 100)
WHOLE = 100
BESIDE = 0.2  # of the radius: nearer to the middle axis than this, words stand centred
TICK = 7.0  # half the length of the line that shows a mark

LEFT, RIGHT, TOP, BOTTOM = 52.0, 704.0, 16.0, 196.0  # edges of a curve's field
LEVELS = (100, 50, 0)
MOST_NAMED = 12  # places along a curve
FEW = 40  # places with large dots

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spoke:
    """One axis: its end, where its words stand, and the dot of its value, if it has one."""

    end: Point
    label: Point
    anchor: str  # start, middle or end, of the words
    rise: float  # the share of the words that stands above `label`: 1 on top, 0 at the bottom
    dot: Point | None
    mark: tuple[Point, Point] | None  # ends of a line across the axis
    other: Point | None = None  # the dot of a second value


@dataclass(frozen=True, slots=True)
class Radar:
    """A radar; the middle is 0, 0."""

    rings: tuple[str, ...]  # points of polygons, the innermost first
    spokes: tuple[Spoke, ...]
    lines: tuple[tuple[Point, Point], ...]  # from dot to dot, only between neighbours
    area: str  # points of the polygon of all dots; empty as long as one is missing


def radar(
    values: Sequence[int | None],
    marks: Sequence[int | None] = (),
    others: Sequence[int | None] = (),
) -> Radar:
    """The radar of some values of 0–100, the first on top, then clockwise; None: not known.

    `marks` are what is to be reached on each, if there is something; `others` second values, as
    dots without lines. What is not known is left open: a line through the middle would claim a
    nought.
    """
    angles = [2 * pi * place / len(values) - pi / 2 for place in range(len(values))]
    nothing = [None] * len(values)
    spokes = tuple(map(_spoke, angles, values, marks or nothing, others or nothing))
    dots = [spoke.dot for spoke in spokes]
    pairs = zip(dots, [*dots[1:], *dots[:1]], strict=True)
    known = [dot for dot in dots if dot is not None]
    return Radar(
        rings=tuple(_points([_at(angle, share) for angle in angles]) for share in RINGS),
        spokes=spokes,
        lines=tuple((one, next_) for one, next_ in pairs if one and next_),
        area=_points(known) if len(known) == len(dots) else "",
    )


def _spoke(angle: float, value: int | None, mark: int | None, other: int | None) -> Spoke:
    across, down = cos(angle), sin(angle)
    reach = RADIUS + LABEL
    return Spoke(
        end=_at(angle, WHOLE),
        label=(round(across * reach, 1), round(down * reach, 1)),
        anchor="middle" if abs(across) < BESIDE else "start" if across > 0 else "end",
        rise=round((1 - down) / 2, 2),
        dot=None if value is None else _at(angle, value),
        mark=None if mark is None else _across(angle, mark),
        other=None if other is None else _at(angle, other),
    )


def _across(angle: float, share: int) -> tuple[Point, Point]:
    x, y = _at(angle, share)
    across, down = -sin(angle) * TICK, cos(angle) * TICK
    return (round(x - across, 1), round(y - down, 1)), (round(x + across, 1), round(y + down, 1))


def _at(angle: float, share: int) -> Point:
    length = RADIUS * share / WHOLE
    return round(cos(angle) * length, 1), round(sin(angle) * length, 1)


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


@dataclass(frozen=True, slots=True)
class Place:
    """One place along a curve."""

    x: float
    is_named: bool  # there is room for its name


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a curve: points of the polyline, and a path of its dots in their own shape."""

    points: str
    dots: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Lines over places of equal distance."""

    places: tuple[Place, ...]
    levels: tuple[tuple[int, float], ...]  # value → height
    lines: tuple[Line, ...]


def curve(series: Sequence[Sequence[int]]) -> Curve:
    """Lines of values of 0–100, all of them over the same places, at least two."""
    count = len(series[0])
    xs = [round(LEFT + (RIGHT - LEFT) * place / (count - 1), 1) for place in range(count)]
    every = ceil((count - 1) / MOST_NAMED)
    size = 5.0 if count <= FEW else 3.0
    return Curve(
        tuple(Place(x, place % every == 0) for place, x in enumerate(xs)),
        tuple((level, _height(level)) for level in LEVELS),
        tuple(
            _line([(x, _height(value)) for x, value in zip(xs, values, strict=True)], shape, size)
            for values, shape in zip(series, cycle(SHAPES), strict=False)
        ),
    )


def _height(value: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * value / WHOLE, 1)


def _line(points: Sequence[Point], shape: str, size: float) -> Line:
    r = f"{size:g}"
    d, up = f"{2 * size:g}", f"{-2 * size:g}"
    dots = (shape.format(x=f"{x:g}", y=f"{y:g}", r=r, d=d, up=up) for x, y in points)
    return Line(_points(points), "".join(dots))


SHAPES = (  # circle, square, triangle
    "M{x},{y}m-{r},0a{r},{r} 0 1 0 {d},0a{r},{r} 0 1 0 {up},0z",
    "M{x},{y}m-{r},-{r}h{d}v{d}h{up}z",
    "M{x},{y}m0,-{r}l{r},{d}h{up}z",
)


def init_app(app: Flask) -> None:
    """Let templates draw."""
    app.jinja_env.globals["radar_lines"] = radar
    app.jinja_env.globals["curve_lines"] = curve
