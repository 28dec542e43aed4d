"""The child process that renders Markdown: reads texts from its input, writes HTML to its output.

It has little: 200 MB of memory and two seconds of the processor for each text; no environment, so
no secrets. Whatever exceeds this ends it, and `lms.markdown.process` starts another.
"""

import json
import os
import resource
import select
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

CPU = 2.0  # seconds of the processor for one text
WALL = 30.0  # seconds in all, on the busiest machine
MEMORY = 200 * 1024 * 1024  # bytes of address space
IDLE = 60  # seconds without a text after which the child goes
LENGTH = 4  # bytes that tell the length of what follows
TEXTS, ANSWERS = 0, 1  # file descriptors
EXHAUSTED = 3  # exit status: out of memory


def use_lms_alone() -> None:
    """Import from the product without what its package brings along: Flask and the database."""
    product = ModuleType("lms")
    product.__path__ = [str(Path(__file__).resolve().parent.parent)]
    sys.modules["lms"] = product


def give_up_rights() -> None:
    """From now on: little memory, no further processes, no image of the memory on disk."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for limit in (resource.RLIMIT_NPROC, resource.RLIMIT_CORE):
        resource.setrlimit(limit, (0, 0))


def serve(render: Callable[[str], dict[str, object]]) -> None:
    """Answer text after text, until nobody asks any more."""
    while select.select([TEXTS], [], [], IDLE)[0] and (text := received(TEXTS)) is not None:
        signal.setitimer(signal.ITIMER_PROF, CPU)
        signal.setitimer(signal.ITIMER_REAL, WALL)
        try:
            answer = json.dumps(render(text.decode("utf-8")))
        except MemoryError:
            os._exit(EXHAUSTED)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        send(ANSWERS, answer.encode("ascii"))


def send(pipe: int, data: bytes) -> None:
    """Write something and how long it is."""
    left = len(data).to_bytes(LENGTH, "big") + data
    while left:
        left = left[os.write(pipe, left) :]


def received(pipe: int) -> bytes | None:
    """What was sent; None when it did not arrive in full."""
    length = _read(pipe, LENGTH)
    wanted = int.from_bytes(length or b"", "big")
    return None if length is None else _read(pipe, wanted)


def _read(pipe: int, length: int) -> bytes | None:
    pieces = []
    while length:
        piece = os.read(pipe, length)
        if not piece:
            return None
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def main() -> None:
    """Render what is asked."""
    use_lms_alone()
    refusals, rendering = (
        import_module(f"lms.{name}") for name in ("errors", "markdown.rendering")
    )

    def render(text: str) -> dict[str, object]:
        try:
            return {"html": rendering.to_html(text)}
        except refusals.Invalid as refusal:
            return {"refused": refusal.message, "parameters": dict(refusal.parameters)}

    give_up_rights()
    serve(render)


if __name__ == "__main__":
    main()
