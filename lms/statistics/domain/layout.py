"""Where the steps of a scenario stand on a map, layer by layer, and how the ways between them run.

After Sugiyama, Tagawa and Toda (1981): layers by the fewest answers from the beginning, so that no
way forward leaps over a layer; within a layer by the middle of the neighbours. Lengths are in units
of the drawing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDE, HIGH = 168, 62  # of a step
BETWEEN, BELOW = 28, 74  # from step to step, from layer to layer
MARGIN = 16
BULGE = 46  # by which a way back leaves the steps
SWEEPS = 4
PORT = 26  # most from the beginning of a way to the next one's at the same step
THINNEST, THICKEST = 1.5, 12.0

Ways = Mapping[str, Sequence[str]]  # step → steps to which it can lead
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands: its upper left corner."""

    x: float
    y: float

    @property
    def middle(self) -> float:
        """Where its middle is, across."""
        return self.x + WIDE / 2


@dataclass(frozen=True, slots=True)
class Line:
    """How a way runs, and where its words stand."""

    path: str  # of an SVG
    label: Point


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole map; `lines` by the step where a way begins and the one where it ends."""

    places: Mapping[str, Place]
    lines: Mapping[tuple[str, str], Line]
    width: float
    height: float


def layered(start: str, ways: Ways) -> Layout:
    """The map of all steps that can be reached from the first one."""
    layers = _ordered(_layers(start, ways), ways)
    widest = max(len(layer) for layer in layers)
    width = 2 * MARGIN + widest * (WIDE + BETWEEN) - BETWEEN + BULGE
    places = {
        step: Place(x, MARGIN + row * (HIGH + BELOW))
        for row, layer in enumerate(layers)
        for step, x in zip(layer, _across(len(layer), widest), strict=True)
    }
    height = 2 * MARGIN + len(layers) * (HIGH + BELOW) - BELOW
    return Layout(places, dict(_lines(places, ways)), width, height)


def thickness(share: float) -> float:
    """How thick a way is that this share of all people took, 0–1."""
    return round(THINNEST + (THICKEST - THINNEST) * share, 1)


def _layers(start: str, ways: Ways) -> list[list[str]]:
    """The steps by how few answers lead there."""
    layers, known = [[start]], {start}
    while True:
        targets = (target for step in layers[-1] for target in ways.get(step, ()))
        fresh = [step for step in dict.fromkeys(targets) if step not in known]
        if not fresh:
            return layers
        known.update(fresh)
        layers.append(fresh)


def _ordered(layers: list[list[str]], ways: Ways) -> list[list[str]]:
    """The layers with their steps near those that they are tied to."""
    into: dict[str, list[str]] = defaultdict(list)
    for step, targets in ways.items():
        for target in targets:
            into[target].append(step)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        pairs = list(pairwise(layers))
        for upper, lower in pairs if down else reversed(pairs):
            _sort(*((lower, upper, into) if down else (upper, lower, ways)))
    return layers


def _sort(layer: list[str], beside: Sequence[str], tied: Mapping[str, Sequence[str]]) -> None:
    """Put the steps of a layer into the order of what they are tied to in the one beside it."""
    places = {step: place for place, step in enumerate(beside)}
    scale = len(beside) / len(layer)
    wanted = {}
    for own, step in enumerate(layer):
        found = [places[one] for one in tied.get(step, ()) if one in places]
        wanted[step] = sum(found) / len(found) if found else own * scale
    layer.sort(key=wanted.__getitem__)


def _across(count: int, widest: int) -> Iterator[float]:
    first = MARGIN + (widest - count) * (WIDE + BETWEEN) / 2
    return (first + number * (WIDE + BETWEEN) for number in range(count))


def _lines(places: Mapping[str, Place], ways: Ways) -> Iterator[tuple[tuple[str, str], Line]]:
    pairs = [(step, to) for step in places for to in dict.fromkeys(ways.get(step, ()))]
    forward = [(step, to) for step, to in pairs if places[to].y > places[step].y]
    starts = _ports(((step, to) for step, to in forward), places)
    ends = _ports(((to, step) for step, to in forward), places)
    for step, to in pairs:
        if places[to].y > places[step].y:
            yield (step, to), _down(places, step, to, starts[step, to], ends[to, step])
        else:
            yield (step, to), _back(places[step], places[to])


def _ports(
    pairs: Iterable[tuple[str, str]], places: Mapping[str, Place]
) -> dict[tuple[str, str], float]:
    """How far from the middle of its first step each way meets it, by where the other one is."""
    found: dict[str, list[str]] = defaultdict(list)
    for step, other in pairs:
        found[step].append(other)
    ports = {}
    for step, others in found.items():
        gap = min(PORT, (WIDE - PORT) / len(others))
        others.sort(key=lambda other: places[other].x)
        for place, other in enumerate(others):
            ports[step, other] = (place - (len(others) - 1) / 2) * gap
    return ports


def _down(places: Mapping[str, Place], step: str, to: str, start: float, end: float) -> Line:
    upper, lower = places[step], places[to]
    x1, y1 = upper.middle + start, upper.y + HIGH
    x2, y2 = lower.middle + end, lower.y
    y = (y1 + y2) / 2
    return _line((x1, y1), (x1, y), (x2, y), (x2, y2))


def _back(upper: Place, lower: Place) -> Line:
    """A way to the same layer or one above it: around the right side of the steps."""
    x1, y1 = upper.x + WIDE, upper.y + HIGH * 2 / 3
    x2, y2 = lower.x + WIDE, lower.y + HIGH / 3
    return _line((x1, y1), (x1 + BULGE, y1), (x2 + BULGE, y2), (x2, y2))


def _line(start: Point, first: Point, second: Point, end: Point) -> Line:
    """A cubic curve; its words stand where half of it has run."""
    (a, b), (c, d), (e, f), (g, h) = start, first, second, end
    middle = ((a + 3 * c + 3 * e + g) / 8, (b + 3 * d + 3 * f + h) / 8)
    path = f"M{a:g},{b:g}C{c:g},{d:g} {e:g},{f:g} {g:g},{h:g}"
    return Line(path, (round(middle[0], 1), round(middle[1], 1)))
