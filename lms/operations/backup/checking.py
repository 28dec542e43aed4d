"""Reading a backup from its first byte to its last, without restoring it."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from lms.db import sqlite
from lms.operations.backup import databases
from lms.operations.backup.archive import Manifest, opened
from lms.operations.backup.trouble import Damaged
from lms.people import anchor, proof
from lms.people.domain import Event, Finding, walk

BUFFER = 2**20


@dataclass(frozen=True, slots=True)
class Checked:
    """What a backup is found to hold."""

    manifest: Manifest
    trail: Finding


def check(file: Path, passphrase: str | None) -> Checked:
    """Read all of a backup: digests, pages and references, numbers of rows, the audit trail.

    Needs room for the database beside the file. Raises Damaged, WrongKey, BackupError, OSError.
    """
    with room_beside(file) as folder:
        manifest = extract(file, passphrase, folder)
        return Checked(manifest, examine(manifest, folder))


@contextmanager
def room_beside(file: Path) -> Iterator[Path]:
    """A folder for what a backup holds: beside it, or where files come and go if that is closed."""
    place = file.parent if os.access(file.parent, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place, prefix=".unfinished-") as folder:
        yield Path(folder)


def extract(file: Path, passphrase: str | None, folder: Path) -> Manifest:
    """Take a backup apart into a folder; what is there afterwards is what was written."""
    with opened(file, passphrase) as reader:
        for name, content in reader.members():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            target.touch(mode=0o600, exist_ok=False)
            with target.open("wb") as out:
                while data := content.read(BUFFER):
                    out.write(data)
    if reader.manifest is None:
        raise Damaged("this backup has no manifest: it was not finished; use an earlier one.")
    return reader.manifest


def examine(manifest: Manifest, folder: Path) -> Finding:
    """Look into the database of a backup that was taken apart; what its audit trail is worth.

    A trail with which somebody tampered does not spoil the backup: it is evidence. Raises Damaged.
    """
    is_file = manifest.database == "sqlite"
    try:
        rows, trail = (_examine_file if is_file else _examine_rows)(manifest, folder)
    except (ValueError, KeyError, TypeError, anchor.UnreadableAnchor) as error:
        raise Damaged(f"the audit trail in this backup cannot be read ({error}).") from None
    wrong = {t: n for t, n in manifest.rows.items() if rows.get(t) != n}
    if wrong:
        raise Damaged(f"numbers of rows are not as written: {wrong}, found {rows}.")
    return trail


def _examine_file(_manifest: Manifest, folder: Path) -> tuple[dict[str, int], Finding]:
    file = folder / databases.FILE
    databases.check_sqlite(file)
    engine = sa.create_engine(f"sqlite:///{file}", module=sqlite)
    try:
        with engine.connect() as connection:
            rows = databases.rows_of(connection)
        return rows, proof.verify_with(engine, anchor.all_of(folder / anchor.NAME))
    finally:
        engine.dispose()


def _examine_rows(manifest: Manifest, folder: Path) -> tuple[dict[str, int], Finding]:
    rows = {table: _count(folder, table) for table in manifest.columns}
    return rows, walk(_events(manifest, folder), anchor.all_of(folder / anchor.NAME))


def _parts(folder: Path, table: str) -> Iterator[bytes]:
    for part in sorted((folder / databases.PARTS / table).iterdir()):
        yield part.read_bytes()


def _count(folder: Path, table: str) -> int:
    return sum(part.count(databases.ROW_END) for part in _parts(folder, table))


def _events(manifest: Manifest, folder: Path) -> Iterator[Event]:
    columns = manifest.columns["audit_event"]
    for row in databases.rows_in(_parts(folder, "audit_event")):
        kept = dict(zip(columns, row, strict=True))
        yield Event(
            int(kept["id"] or 0),
            datetime.fromisoformat(kept["at"] or ""),
            kept["kind"] or "",
            _number(kept["actor_id"]),
            _number(kept["subject_id"]),
            json.loads(kept["parameters"] or "null"),
            kept["previous_hash"] or "",
            kept["hash"] or "",
        )


def _number(text: str | None) -> int | None:
    return int(text) if text else None
