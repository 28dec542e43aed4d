"""Filling the demo with many people: the first branch lives, the others are copies of it.

Some branches at a time are written in one transaction, so that an interrupted fill is gone on with.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from lms.db import write
from lms.onboarding.domain import Template
from lms.operations.demo.crowd import branch, first, who
from lms.operations.demo.crowd.copying import Pattern, copy_branches
from lms.operations.demo.times import Times

AT_ONCE = 20  # branches written in a transaction

Progress = Callable[[int], None]  # told how many trainees there are


def fill_crowd(
    wanted: int,
    template: Template,
    times: Times,
    *,
    password_hash: str,
    progress: Progress,
    now: datetime,
) -> None:
    """Let there be at least so many trainees beside those of the demo company."""
    size = branch.size()
    if who.count_trainees() < min(wanted, size):
        write(first.live, min(wanted, size), template, times, password_hash)
    there = who.count_trainees()
    progress(there)
    if there >= wanted:
        return
    pattern = Pattern.read()
    for sizes in _portions(wanted - there, size):
        write(copy_branches, pattern, sizes, now=now)
        there += sum(sizes)
        progress(there)


def _portions(missing: int, size: int) -> Iterator[list[int]]:
    """The sizes of the branches still missing, as many at a time as are written at once."""
    while missing > 0:
        portion = min(missing, size * AT_ONCE)
        whole, rest = divmod(portion, size)
        yield [size] * whole + [rest] * (rest > 0)
        missing -= portion
