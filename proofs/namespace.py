"""Mounting for a proof only: in a name space of its own, so that nothing is left behind."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

NEW_MOUNTS = 0x00020000  # CLONE_NEWNS of unshare(2)


def why_not(*programs: str, devices: Sequence[str] = ()) -> str | None:
    """Why nothing can be mounted here; None when it can."""
    if os.geteuid() != 0:
        return "mounting needs root"
    if lacking := [name for name in ("unshare", "mount", "umount", *programs) if not _has(name)]:
        return f"{', '.join(lacking)}: not installed"
    if lacking := [device for device in devices if not Path(device).exists()]:
        return f"{', '.join(lacking)}: not here"
    done = _apart("true")
    return None if done.returncode == 0 else f"no name space of its own: {done.stderr.strip()}"


def _has(program: str) -> bool:
    return shutil.which(program) is not None


def _apart(*command: str) -> subprocess.CompletedProcess[str]:
    whole = ["unshare", "--mount", "--propagation", "private", *command]
    return subprocess.run(whole, capture_output=True, text=True, check=False)


def enter() -> None:
    """Mount for this process and its children only, from now on. Raises OSError."""
    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(NEW_MOUNTS) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    run("mount", "--make-rprivate", "/")


@contextmanager
def mounted(*options: str, at: Path) -> Iterator[Path]:
    """Something mounted at a folder meanwhile. Raises CalledProcessError when it cannot be."""
    at.mkdir(exist_ok=True)
    run("mount", *options, str(at))
    try:
        yield at
    finally:
        run("umount", "--lazy", str(at))


def run(*command: str) -> None:
    """Run a program that has to succeed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(f"{' '.join(command)}: {done.stderr.strip()}")
