"""What a proof says at the terminal: how far it is, what it found, whether it is proved."""

import signal
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence

import click

from proofs.ledger import Ledger

MOST_EXAMPLES = 5
STOPPED = 143  # the exit code of whoever is told to stop
START = time.monotonic()


def end_well() -> None:
    """Let a proof that is told to stop put away what it has started and mounted."""

    def stop(_number: int, _frame: object) -> None:
        sys.exit(STOPPED)

    signal.signal(signal.SIGTERM, stop)


def rounds(number: int, label: str) -> Iterator[int]:
    """Round numbers from 1, with a bar on standard error."""
    with click.progressbar(range(1, number + 1), label=label, file=sys.stderr) as bar:
        yield from bar


def say(words: str) -> None:
    """One line."""
    click.echo(words)


def acknowledged(ledger: Ledger) -> str:
    """How much was acknowledged, and of what."""
    counts = ledger.counts()
    kinds = " · ".join(f"{counts[kind]:,} {kind}" for kind in sorted(counts))
    return f"{sum(counts.values()):,} acknowledged ({kinds})"


def spread(seconds: Sequence[float]) -> str:
    """Median and worst."""
    return f"median {statistics.median(seconds):.1f} s, worst {max(seconds):.1f} s"


def verdict(faults: Iterable[str]) -> int:
    """Say whether it is proved, with examples of what is wrong; the exit code."""
    found = list(faults)
    for words in found[:MOST_EXAMPLES]:
        say(f"  ✗ {words}")
    if len(found) > MOST_EXAMPLES:
        say(f"  … and {len(found) - MOST_EXAMPLES} more")
    took = round(time.monotonic() - START)
    say(f"{'NOT proved' if found else 'proved'} in {took // 60} min {took % 60:02} s")
    return 1 if found else 0
