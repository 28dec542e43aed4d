"""Putting a backup into a new folder: taken apart and looked at first, put in place at the end.

The work on the database is done by the product itself, started on the new folder: see `settling`.
Whatever goes wrong, what was there before stays.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lms.certification import numbers
from lms.config import ROOT
from lms.db import beside, sqlite
from lms.operations.backup import databases
from lms.operations.backup.archive import Manifest
from lms.operations.backup.checking import examine, extract
from lms.operations.backup.trouble import BackupError
from lms.people import anchor

ORDERS = ".restoring.json"  # what `settling` is told, in the new folder
FROM_OUTSIDE = ("LMS_INSTANCE", "DATABASE_URL", "LMS_SECRET_KEY", "LMS_DEMO")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person at the terminal asked for."""

    file: Path
    folder: Path
    passphrase: str | None
    database_url: str | None = None  # of an empty PostgreSQL, for a backup of one
    may_replace: bool = False  # what is in the folder is moved aside
    may_replace_newer: bool = False
    old_instance: Path | None = None  # where the numbers given out since may be known
    at_least: Mapping[str, int] = field(default_factory=dict)  # KF-2026 → 123


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done."""

    manifest: Manifest
    lines: Sequence[str]  # for the person at the terminal
    moved_aside: Path | None


def restore(wish: Wish) -> Restored:
    """Restore a backup into a folder. Raises BackupError (Damaged, WrongKey), OSError."""
    _check_target(wish)
    wish.folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=wish.folder.parent, prefix=".restoring-"))
    try:
        manifest = extract(wish.file, wish.passphrase, staging)
        _check_not_older(wish, manifest)
        examine(manifest, staging)
        lines = _settle(wish, manifest, staging)
        moved = _put_in_place(wish, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Restored(manifest, lines, moved)


def _check_target(wish: Wish) -> None:
    if wish.folder.exists() and not wish.folder.is_dir():
        raise BackupError(f"{wish.folder} is no folder; name a new one.")
    if _is_filled(wish.folder) and not wish.may_replace:
        raise BackupError(
            f"{wish.folder} is not empty; name a new folder, or add --over to move what is there "
            "aside."
        )


def _is_filled(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _check_not_older(wish: Wish, manifest: Manifest) -> None:
    newest = _newest_event(wish.folder / databases.FILE)
    if newest and newest > manifest.made_at and not wish.may_replace_newer:
        raise BackupError(
            f"{wish.folder} is newer than this backup: something was done there at "
            f"{newest:%Y-%m-%d %H:%M} UTC, the backup is of {manifest.made_at:%Y-%m-%d %H:%M} UTC. "
            "Add --over-newer if what was done since is to be given up (it is moved aside)."
        )


def _newest_event(file: Path) -> datetime | None:
    """When the last audited thing was done in an SQLite; None when nobody can tell."""
    if not file.exists():
        return None
    try:
        with closing(sqlite.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT max(at) FROM audit_event").fetchone()[0]
    except sqlite.DatabaseError:  # damaged: that may be why somebody restores
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return datetime.fromisoformat(found).replace(tzinfo=UTC) if found else None


def _settle(wish: Wish, manifest: Manifest, staging: Path) -> list[str]:
    """Start the product on the new folder and let it do the rest; its lines."""
    if manifest.database == "postgresql" and not wish.database_url:
        raise BackupError(
            "this is a backup of a PostgreSQL; make an empty database (createdb shitu2) and name "
            "it: --database-url postgresql+psycopg://user:password@host/shitu2"
        )
    orders = {
        "manifest": manifest.to_json().decode(),
        "given": _given_out_since(wish, manifest, staging),
        "at_least": dict(wish.at_least),
    }
    beside.replace(staging / ORDERS, json.dumps(orders).encode())
    kept = {k: v for k, v in os.environ.items() if k not in FROM_OUTSIDE}
    environment = {**kept, "LMS_INSTANCE": str(staging), "LMS_BACKUP_AT": "never"}
    if manifest.database == "postgresql":
        environment["DATABASE_URL"] = wish.database_url or ""
    command = [sys.executable, "-m", "flask", "--app", "app", "backup", "settle"]
    done = subprocess.run(  # noqa: S603  # our own program
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupError(f"restored data is not fit to serve: {_last_line(done.stderr)}")
    return done.stdout.splitlines()


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1].removeprefix("Error: ") if lines else "see the log"


def _given_out_since(wish: Wish, manifest: Manifest, staging: Path) -> dict[str, int] | None:
    """The highest numbers given out, if the old installation is there to tell; None: not known.

    It must be the one of which this is a backup, at least as new: it knows the event at which the
    backup's audit trail was anchored.
    """
    old = wish.old_instance
    last = anchor.last_of(staging / anchor.NAME)
    if old is None or not (old / anchor.NAME).exists() or last is None:
        return None
    try:
        if last not in anchor.all_of(old / anchor.NAME):
            return None
        marks = numbers.read(old / numbers.NAME)
    except (anchor.UnreadableAnchor, ValueError, OSError):
        return None
    return numbers.highest([marks, manifest.numbers])


def _put_in_place(wish: Wish, staging: Path) -> Path | None:
    """Give the new folder its name; what bore it before is moved aside."""
    moved = None
    if wish.folder.exists():
        if _is_filled(wish.folder):
            moved = wish.folder.with_name(f"{wish.folder.name}.before-restore-{os.getpid()}")
            wish.folder.rename(moved)
        else:
            wish.folder.rmdir()
    (staging / ORDERS).unlink(missing_ok=True)
    shutil.rmtree(staging / databases.PARTS, ignore_errors=True)
    staging.rename(wish.folder)
    beside.sync_folder(wish.folder.parent)
    return moved
