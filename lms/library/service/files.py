"""Writing what is published back as files, byte for byte."""

import os
import tempfile
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from lms.library import queries
from lms.library.media import TYPES

FOLDERS = ("courses", "quizzes")
ENDINGS = (".md", ".yaml", *(f".{ending}" for ending in TYPES))


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did with each file (path below the folder)."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    left: tuple[str, ...]  # hold something else, and were not to be overwritten


def export(root: Path, *, overwrite: bool = False) -> ExportReport:
    """Write all published texts, pictures and sound below `root`.

    Files that hold something else are replaced only if told to.
    """
    written, unchanged, left = [], [], []
    texts = ((name, text.encode("utf-8")) for name, text in queries.published_texts())
    for name, content in chain(texts, queries.published_media()):
        file = root / _safe(name)
        if file.is_file() and file.read_bytes() == content:
            unchanged.append(name)
        elif file.exists() and not overwrite:
            left.append(name)
        else:
            _write(file, content)
            written.append(name)
    return ExportReport(tuple(written), tuple(unchanged), tuple(left))


def _safe(name: str) -> PurePosixPath:
    """The path, which leads nowhere but below the folders of authored texts.

    Raises ValueError for any other.
    """
    path = PurePosixPath(name)
    if path.parts[0] not in FOLDERS or ".." in path.parts or path.suffix not in ENDINGS:
        raise ValueError(f"{name!r} is no path of an authored text")
    return path


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as new:
        new.write(content)
    Path(new.name).chmod(0o666 & ~_umask())
    Path(new.name).replace(file)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
