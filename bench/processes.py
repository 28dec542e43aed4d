"""Processor time and memory of a process with all below it, as Linux tells them."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += tree(int(child))
    return found


def cpu_seconds(pids: Sequence[int]) -> float:
    """Processor time that they have used so far, user and system."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory(pids: Sequence[int]) -> float:
    """Memory in MiB, what is shared counted once (the sum of PSS)."""
    return sum(_kibibytes(pid, "Pss") for pid in pids) / 1024


def own_memory(pids: Sequence[int]) -> float:
    """Memory in MiB that no other process shares."""
    return sum(_kibibytes(pid, "Private_Clean", "Private_Dirty") for pid in pids) / 1024


def _kibibytes(pid: int, *kinds: str) -> int:
    total = 0
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            kind, _, amount = line.partition(":")
            total += int(amount.split()[0]) if kind in kinds else 0
    return total
