"""How much of the processor and of memory a process uses."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lms.markdown.process import Renderer, renderer

TICK = os.sysconf("SC_CLK_TCK")  # parts of a second in which the system counts


@dataclass
class Use:
    """What a process used while it was watched."""

    seconds: float = 0.0  # of the processor
    bytes: int = 0  # of memory, at most, since it started


@contextmanager
def renderer_at_work(watched: Renderer = renderer) -> Iterator[Use]:
    """What the renderer's child uses meanwhile; one that was lost is not counted further."""
    watched.html("warm up")
    child, use = watched._child, Use()
    before = _seconds(child.pid)
    yield use
    if watched._child is child:
        use.seconds, use.bytes = _seconds(child.pid) - before, _bytes(child.pid)


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _bytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
