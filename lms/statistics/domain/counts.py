"""What was counted of the plays of one revision in one mode: sums, as the database adds them up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edge:
    """How many went from a step by an answer to another step; an empty answer: they went nowhere.

    Scores are per cent, of those whose play was marked.
    """

    step: str
    answer: str
    target: str
    people: int
    earned: int  # points, of all of them together
    marked: int  # people
    scores: int  # their sum
    squares: int  # the sum of their squares


@dataclass(frozen=True, slots=True)
class Counts:
    """All that was counted; every person once, with the first play, and once at each step."""

    people: int
    edges: Sequence[Edge]
    left: Mapping[str, int]  # step → people who ended there, though it is no ending
    times: Mapping[str, Mapping[int, int]]  # step → seconds of a turn → people


def median(times: Mapping[int, int]) -> int | None:
    """The middle one of some times that are given as time → how many; None without any.

    Of an even number of times it is the lower one of the two in the middle.
    """
    middle, passed = (sum(times.values()) + 1) // 2, 0
    for time, number in sorted(times.items()):
        passed += number
        if passed >= middle:
            return time
    return None
