"""A matrix of people and items: what stands in a cell, which items are shown, what they add up to.

Nothing here knows plans or plays; `planned` and `practised` fill the cells.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from lms.library.domain import Wording
from lms.reports.domain.groups import is_enough


class Show(StrEnum):
    """Which items the columns are."""

    PLAN = "plan"
    COURSES = "courses"
    SCENARIOS = "scenarios"


class Kind(StrEnum):
    """What a column is about; the values stand in addresses."""

    TASK = "task"
    GATE = "gate"
    COURSE = "course"
    SCENARIO = "scenario"


class Mark(StrEnum):
    """Where one person stands with one item."""

    DONE = "done"
    PASSED = "passed"  # a gate with its signature
    LATE = "late"
    DUE = "due"
    FAILED = "failed"
    PART = "part"  # begun, not complete
    OPEN = "open"
    NONE = "none"  # not asked of this person


@dataclass(frozen=True, slots=True)
class Item:
    """A column."""

    key: str  # unique among the columns
    kind: Kind
    name: str  # of the task, gate, course or scenario, as its author wrote it
    title: Wording
    month: int  # of the plan, from 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the mark, the day that belongs to it, and a figure where there is one."""

    mark: Mark
    day: date | None = None  # done: when it was proved; else: when it is due
    figure: str = ""  # "3/5" lessons, "82" per cent


NOTHING = Cell(Mark.NONE)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one person, by the keys of the items."""

    cells: Mapping[str, Cell]

    def cell(self, item: Item) -> Cell:
        """Where the person stands with an item."""
        return self.cells.get(item.key, NOTHING)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which columns somebody wants to see."""

    show: Show = Show.PLAN
    month: int | None = None
    item: str = ""

    def of(self, items: Sequence[Item]) -> list[Item]:
        """The chosen items; those of all months, when the month has none."""
        if self.item and (one := [item for item in items if item.key == self.item]):
            return one
        return [item for item in items if item.month == self.month] or list(items)


@dataclass(frozen=True, slots=True)
class Band:
    """Columns of one month that stand side by side."""

    month: int
    items: tuple[Item, ...]


def bands(items: Iterable[Item]) -> list[Band]:
    """The columns month by month."""
    return [Band(month, tuple(some)) for month, some in groupby(items, lambda item: item.month)]


@dataclass(frozen=True, slots=True)
class Share:
    """How many people are done with an item, told without names; nothing of fewer than five."""

    item: Item
    people: int  # of whom it is asked
    done: int
    late: int

    @property
    def is_told(self) -> bool:
        """Whether the figures may be shown."""
        return is_enough(self.people)

    @property
    def percent(self) -> int:
        """Per cent of the people who are done with it, rounded down: 100 means everybody."""
        return 100 * self.done // self.people if self.people else 0


FINISHED = frozenset({Mark.DONE, Mark.PASSED})


def shares(items: Iterable[Item], rows: Sequence[Row]) -> Iterator[Share]:
    """The items with how many people are done with each."""
    for item in items:
        marks = [cell.mark for row in rows if (cell := row.cell(item)).mark is not Mark.NONE]
        done = sum(mark in FINISHED for mark in marks)
        yield Share(item, len(marks), done, marks.count(Mark.LATE))
