"""Small files beside the database, written so that a power cut leaves the old or the new.

What must not be lost is on the disk when these functions return.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER_ONLY = 0o600
UNFINISHED = "~"  # ends a line that a power cut left unfinished
TAIL = 4_096  # bytes, more than any line has


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keep every other process and thread out that asks for the same file's lock meanwhile."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file.with_name(f".{file.name}.lock"), os.O_RDWR | os.O_CREAT, OWNER_ONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)  # which unlocks


def append_line(file: Path, line: str) -> None:
    """Add a line at the end; an unfinished one before it is marked as such."""
    is_new = not file.exists()
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    descriptor = os.open(file, flags, OWNER_ONLY)
    try:
        if not _ends_well(descriptor):
            os.write(descriptor, f"{UNFINISHED}\n".encode())
        os.write(descriptor, f"{line}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync_folder(file.parent)


def _ends_well(descriptor: int) -> bool:
    size = os.fstat(descriptor).st_size
    return size == 0 or os.pread(descriptor, 1, size - 1) == b"\n"


def finished_lines(file: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that were written to their end by now, with their numbers, from 1."""
    with file.open("rb") as lines:
        size = lines.seek(0, os.SEEK_END)
        lines.seek(0)
        for number, line in enumerate(lines, 1):
            size -= len(line)
            if size < 0:
                return
            if line.endswith(b"\n") and not line.endswith(f"{UNFINISHED}\n".encode()):
                yield number, line.decode(errors="replace").rstrip("\n")


def last_line(file: Path) -> str | None:
    """The last line that was written to its end; None when there is none."""
    try:
        with file.open("rb") as open_file:
            size = open_file.seek(0, os.SEEK_END)
            open_file.seek(max(0, size - TAIL))
            tail = open_file.read().decode(errors="replace")
    except FileNotFoundError:
        return None
    whole = tail[: tail.rfind("\n") + 1].splitlines()
    finished = [line for line in whole if line and not line.endswith(UNFINISHED)]
    return finished[-1] if finished else None


def replace(file: Path, content: bytes, *, mode: int = OWNER_ONLY) -> None:
    """Put other content into a file, or make it; readers see the old or the new, never half."""
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that the names of a folder's files are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
