"""Making a backup of the running product, checking it, keeping it by rule."""

import os
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path

import sqlalchemy as sa

from lms.certification import numbers
from lms.config import ROOT, Settings
from lms.db import beside, db
from lms.library import readings
from lms.operations.backup import databases
from lms.operations.backup.archive import Manifest, Writer
from lms.operations.backup.checking import Checked, check
from lms.operations.backup.keeping import Named, name_of, read_name, to_keep
from lms.operations.backup.sealing import is_sealed
from lms.operations.backup.trouble import BackupError
from lms.people import anchor

UNFINISHED = ".unfinished"  # the folder in which a backup is put together
REMADE = ("queue.sqlite3", "before-", readings.FOLDER)  # what can be made again or is a copy
SECRET = "secret-key"  # noqa: S105  # the name of its file
PLENTY = 1.2  # times the database's size must be free for its copy and the file


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup."""

    file: Path
    named: Named
    size: int  # bytes
    checked: Checked | None = None  # what was found when it had just been made


def create(settings: Settings, now: datetime, file: Path | None = None) -> Backup:
    """Make a backup and check it; by default in the folder of backups under a name of its own.

    Nothing that is not whole ever bears the name of a backup. Raises BackupError, OSError.
    """
    folder = file.parent if file else settings.backups.folder
    _make_folder(folder)
    with beside.locked(folder / "backup"):  # one at a time
        file = file or _free_name(folder, now, is_sealed=settings.backups.key is not None)
        if file.exists():
            raise BackupError(f"{file} is there already; name another file.")
        with _workshop(folder) as work:
            _check_room(settings, work)
            unfinished = work / file.name
            _write(settings, now, work, unfinished)
            checked = check(unfinished, settings.backups.key)
            unfinished.rename(file)
        beside.sync_folder(folder)
    return replace(_described(file, now), checked=checked)


def made(settings: Settings) -> list[Backup]:
    """The backups in their folder, the newest first."""
    folder = settings.backups.folder
    found = (
        [(read_name(entry.name), entry) for entry in folder.iterdir()] if folder.is_dir() else []
    )
    backups = [Backup(file, named, file.stat().st_size) for named, file in found if named]
    return sorted(backups, key=lambda backup: backup.named, reverse=True)


def prune(settings: Settings) -> list[Backup]:
    """Delete the backups that the rule does not keep; only after a good one was made."""
    backups = made(settings)
    kept = to_keep((b.named for b in backups), settings.backups.keep, settings.timezone)
    gone = [backup for backup in backups if backup.named.name not in kept]
    for backup in gone:
        backup.file.unlink(missing_ok=True)
    return gone


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)


def _free_name(folder: Path, now: datetime, *, is_sealed: bool) -> Path:
    names = (folder / name_of(now, number, is_sealed=is_sealed) for number in count(1))
    return next(file for file in names if not file.exists())


def _described(file: Path, now: datetime) -> Backup:
    named = read_name(file.name) or Named(now, 1, file.name, is_sealed(file))
    return Backup(file, named, file.stat().st_size)


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """An empty folder, gone afterwards; what a power cut left in it is thrown away first."""
    work = folder / UNFINISHED
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _check_room(settings: Settings, work: Path) -> None:
    if not settings.embedded:
        return
    size = Path(db.engine.url.database or "").stat().st_size
    free = shutil.disk_usage(work).free
    if free < size * PLENTY:
        raise BackupError(
            f"there is no room in {work.parent}: about {int(size * PLENTY) >> 20} MiB are needed, "
            f"{free >> 20} MiB are free; delete something or set LMS_BACKUP_FOLDER."
        )


def _write(settings: Settings, now: datetime, work: Path, file: Path) -> None:
    """First what may only lag behind the database, then the database, then what it refers to."""
    early = {name: _content(settings.instance / name) for name in (anchor.NAME, numbers.NAME)}
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
        writer = Writer(out, settings.backups.key)
        for name, content in early.items():
            if content is not None:
                writer.add_bytes(name, content)
        writer.add_bytes(SECRET, settings.secret_key.encode())
        manifest = _write_database(settings, now, work, writer)
        for name, path in _other_files(settings):
            with path.open("rb") as source:
                writer.add(name, source, os.fstat(source.fileno()).st_size)
        manifest.files.update(writer.files)
        writer.finish(manifest)
        out.flush()
        os.fsync(out.fileno())


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def _write_database(settings: Settings, now: datetime, work: Path, writer: Writer) -> Manifest:
    return (_write_sqlite if settings.embedded else _write_postgresql)(now, work, writer)


def _write_sqlite(now: datetime, work: Path, writer: Writer) -> Manifest:
    copy = work / databases.FILE
    databases.copy_sqlite(db.engine, copy)
    engine = sa.create_engine(f"sqlite:///{copy}", module=db.engine.dialect.dbapi)
    with engine.connect() as connection:
        manifest = _manifest(connection, now, "sqlite", databases.rows_of(connection), {})
    engine.dispose()
    with copy.open("rb") as source:
        writer.add(databases.FILE, source, copy.stat().st_size)
    copy.unlink()
    return manifest


def _write_postgresql(now: datetime, _work: Path, writer: Writer) -> Manifest:
    with databases.snapshot(db.engine) as connection:
        columns, rows = {}, {}
        for table in databases.tables_of(connection):
            columns[table], rows[table] = databases.read_rows(connection, table, writer.add_bytes)
        return _manifest(connection, now, "postgresql", rows, columns)


def _manifest(
    connection: sa.Connection,
    now: datetime,
    kind: str,
    rows: dict[str, int],
    columns: dict[str, list[str]],
) -> Manifest:
    given = connection.execute(numbers.COUNTERS).all()
    return Manifest(
        made_at=now,
        product=product_version(),
        database=kind,
        revision=databases.revision_of(connection),
        rows=rows,
        columns=columns,
        numbers={numbers.key(row.prefix, row.year): row.last for row in given},
    )


def product_version() -> str:
    """The version of the product."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        version: str = tomllib.load(file)["project"]["version"]
    return version


def _other_files(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Everything else in LMS_INSTANCE that cannot be made again, wherever it comes from."""
    root, apart = settings.instance, settings.backups.folder
    database = Path(db.engine.url.database or databases.FILE).name if settings.embedded else ""
    written = {anchor.NAME, numbers.NAME, SECRET, databases.FILE, database or databases.FILE}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        parts = name.split("/")
        is_apart = path.is_relative_to(apart) or any(part.startswith(".") for part in parts)
        is_remade = parts[0].startswith((*REMADE, *written))
        if path.is_file() and not path.is_symlink() and not is_apart and not is_remade:
            yield name, path
