"""Where the tests keep their files: in memory where there is room, since none rests on a disk."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  # Linux's own
ROOM = 8 << 30  # bytes; a whole run takes a third of it
SHORT = Path("/tmp")  # noqa: S108  # a socket's path may have 107 letters


def keep_files_in_memory() -> None:
    """Let temporary files be made in memory, unless somebody chose a place or it is narrow."""
    if "TMPDIR" not in os.environ and _has_room():
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # asked again


def short_place() -> Path:
    """A folder for sockets: in memory where there is room."""
    return MEMORY if _has_room() else SHORT


def _has_room() -> bool:
    return MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
