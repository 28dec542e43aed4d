"""Checks that were answered wrong at first: on which day each is asked again, and when no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

AFTER_WRONG = 1  # calendar days until a check is asked again
AFTER_RIGHT = 3
AFTER_RIGHT_LATE = 7  # of a check that was answered wrong in practice too
ENOUGH = 2  # right answers in a row, on different days: it is asked no more
SECONDS_EACH = 40  # to answer one: where minutes are told
SECONDS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Practised:
    """An answer given in practice."""

    on: date
    right: bool


def asked_again_on(missed_on: date, practised: Sequence[Practised]) -> date | None:
    """The day from which a check is asked again; None when it was right often enough.

    `missed_on`: when it was first answered wrong; `practised`: in the order of answering.
    """
    right_on: list[date] = []
    last, was_missed = missed_on, False
    for one in practised:
        if not one.right:
            right_on, was_missed = [], True
        elif one.on not in right_on:
            right_on.append(one.on)
        if len(right_on) == ENOUGH:
            return None
        last = one.on
    return last + timedelta(days=_wait(bool(right_on), was_missed=was_missed))


def _wait(is_right: bool, *, was_missed: bool) -> int:
    if not is_right:
        return AFTER_WRONG
    return AFTER_RIGHT_LATE if was_missed else AFTER_RIGHT


def minutes_for(count: int) -> int:
    """The minutes that so many checks take, at least 1."""
    return max(1, -(-count * SECONDS_EACH // SECONDS_PER_MINUTE))
