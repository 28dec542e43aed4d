"""What can go wrong around a database: no room, no permission, somebody else who holds it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from io import FileIO
from pathlib import Path

from lms.db import sqlite
from proofs import namespace

BLOCK = 1024 * 1024  # bytes
AGAIN = 0.05  # seconds
LONGEST_WAIT = 20_000  # milliseconds until somebody else gets hold of the database

Trouble = Callable[[Path], AbstractContextManager[None]]  # in the folder of data


@contextmanager
def disk_full(instance: Path) -> Iterator[None]:
    """Not a byte is left on the disk, nor of what is given back meanwhile: a log cut short."""
    filler = instance / "filler"
    over = threading.Event()
    with filler.open("wb", buffering=0) as out:
        _fill(out)
        thread = threading.Thread(target=_keep_full, args=[out, over], daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
            filler.unlink()


def _keep_full(out: FileIO, over: threading.Event) -> None:
    while not over.wait(AGAIN):
        _fill(out)


def _fill(out: FileIO) -> None:
    size = BLOCK
    while size:
        try:
            out.write(bytes(size))
        except OSError:
            size //= 2


@contextmanager
def read_only(instance: Path) -> Iterator[None]:
    """Nobody may write to the database and its log, not even root."""
    files = [str(instance / f"shitu.sqlite3{ending}") for ending in ("", "-wal")]
    namespace.run("chattr", "+i", *files)
    try:
        yield
    finally:
        namespace.run("chattr", "-i", *files)


@contextmanager
def held(instance: Path) -> Iterator[None]:
    """Another program has begun to write and does not come to an end."""
    with closing(sqlite.connect(instance / "shitu.sqlite3", isolation_level=None)) as other:
        other.execute(f"PRAGMA busy_timeout={LONGEST_WAIT}")
        other.execute("BEGIN IMMEDIATE")
        yield
