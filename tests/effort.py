"""How long work may take, in this machine's own measure: limits in seconds hold anywhere.

The limits are meant for the machine on which `STANDARD` was measured. Where the same standard piece
of work takes longer, because the machine is slower or busier or a coverage tool looks on, limits
grow with it; they never shrink.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time

STANDARD = 0.034  # seconds of the processor for the standard work, on the machine of the limits
ROUNDS = 3


def seconds_of(work: Callable[[], object]) -> float:
    """Seconds of the processor that a call takes."""
    started = process_time()
    work()
    return process_time() - started


def slowness() -> float:
    """How many times slower this machine is now than the one of the limits; at least 1."""
    return max(1.0, min(seconds_of(_standard_work) for _ in range(ROUNDS)) / STANDARD)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail when the body takes more of the processor than `seconds` on that machine."""
    before = slowness()
    started = process_time()
    yield
    taken = process_time() - started
    allowed = seconds * max(before, slowness())
    assert taken < allowed, f"took {taken:.2f} s of the processor; {allowed:.2f} s are allowed here"


def _standard_work() -> int:
    """Small tuples, sets, maps and texts, as the rules of the product use them."""
    seen: dict[tuple[int, frozenset[int]], list[int]] = {}
    for number in range(36_000):
        key = (number % 997, frozenset((number % 13, number % 17, number % 19)))
        seen.setdefault(key, []).append(number)
    return sum(len(f"{key}") + sum(numbers) for key, numbers in seen.items())
