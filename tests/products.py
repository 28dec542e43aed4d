"""The product under test: its two databases, emptied quickly, and put back to what was kept."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import upgrade
from sqlalchemy.dialects.postgresql import REGCLASS

from lms import create_app
from lms.config import Settings
from lms.db import db, metadata
from lms.library import readings
from lms.library.catalogue import EXTENSION
from lms.library.shelf import Shelf

BESIDE_THE_DATABASE = ("audit-anchor", "certificate-numbers", "latest-moment")
SECRET = "tests-only-secret-of-enough-characters"
EMPTY = "empty"
SMALL = 1 << 20  # bytes of a table in PostgreSQL: a larger one is cut off, not emptied row by row

SIZES = sa.text(
    """SELECT relname, pg_total_relation_size(c.oid), CASE WHEN attname IS NOT NULL
    THEN pg_get_serial_sequence(relname, attname) END
    FROM pg_class c LEFT JOIN pg_attribute ON attrelid = c.oid AND attname = 'id'
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND relname = ANY(:names) AND pg_relation_size(c.oid) > 0"""
)
UNWATCHED = sa.text("SET LOCAL session_replication_role = replica")  # no trigger, no foreign key


def share_readings(folder: Path) -> None:
    """Let all products of a run, in folders of pytest, check each authored text once."""
    has_workers = "PYTEST_XDIST_WORKER" in os.environ
    shared = (folder.parent.parent if has_workers else folder.parent) / readings.FOLDER
    shared.mkdir(mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        (folder / readings.FOLDER).symlink_to(shared)


class Product:
    """The product on one database; `reset` and `restore` take milliseconds."""

    def __init__(self, folder: Path, database_url: str | None) -> None:
        share_readings(folder)
        environment = {"LMS_INSTANCE": str(folder), "LMS_SECRET_KEY": SECRET, "LMS_DEMO": "1"}
        if database_url:
            environment["DATABASE_URL"] = database_url
        self.settings = Settings.read(environment)
        self.app = create_app(self.settings)
        self.app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=True)
        self.kept: set[str] = set()
        self._copies = folder.with_name(f"{folder.name}-kept")
        self._copies.mkdir(exist_ok=True)
        with self.app.app_context():
            upgrade()
        if self.settings.embedded:
            self.keep(EMPTY)

    def keep(self, name: str) -> None:
        """Remember everything that is written now, to be restored by this name."""
        self.kept.add(name)
        with self.app.app_context():
            db.engine.dispose()
            if not self.settings.embedded:
                _keep_rows(name)
        if self.settings.embedded:
            shutil.copyfile(self.file, self._copy_of(self.file, name))
        for beside in self._beside():
            shutil.copyfile(beside, self._copy_of(beside, name))

    def restore(self, name: str) -> None:
        """Put everything back to what was kept by this name."""
        self._forget()
        for beside in BESIDE_THE_DATABASE:
            file = self.settings.instance / beside
            kept = self._copy_of(file, name)
            if kept.exists():
                shutil.copyfile(kept, file)
        with self.app.app_context():
            if not self.settings.embedded:
                _empty_tables()
                _restore_rows(name)
                return
            db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        fresh = self.file.with_suffix(".fresh")  # somebody may still hold the old file
        shutil.copyfile(self._copy_of(self.file, name), fresh)
        fresh.replace(self.file)

    def reset(self) -> None:
        """Forget everything that a test has written."""
        if self.settings.embedded:
            self.restore(EMPTY)
            return
        self._forget()
        with self.app.app_context():
            _empty_tables()

    def _copy_of(self, file: Path, name: str) -> Path:
        return self._copies / f"{name}-{file.name}"

    def _forget(self) -> None:
        self.app.extensions.pop("editions", None)  # numbers begin anew; texts read the same
        kept = self.app.extensions.pop(EXTENSION, Shelf())
        self.app.extensions[EXTENSION] = Shelf(contents=kept.contents)
        for beside in self._beside():
            beside.unlink()
        shutil.rmtree(self.settings.backups.folder, ignore_errors=True)  # a job may have made some

    def _beside(self) -> list[Path]:
        found = [self.settings.instance / name for name in BESIDE_THE_DATABASE]
        return [path for path in found if path.exists()]

    @property
    def file(self) -> Path:
        """The database in SQLite."""
        return self.settings.instance / "shitu.sqlite3"


def _filled(connection: sa.Connection) -> sa.Sequence:
    names = [table.name for table in metadata.sorted_tables]
    return connection.execute(SIZES, {"names": names}).all()


def _empty_tables() -> None:
    with db.engine.begin() as connection:
        connection.execute(UNWATCHED)
        filled = _filled(connection)
        if any(size > SMALL for _name, size, _sequence in filled):
            every = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
            connection.execute(sa.text(f"TRUNCATE {every} RESTART IDENTITY CASCADE"))
            return
        for name, _size, sequence in filled:
            connection.execute(sa.delete(metadata.tables[name]))
            if sequence:
                connection.execute(sa.text(f"ALTER SEQUENCE {sequence} RESTART"))


def _keep_rows(state: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text(f"CREATE SCHEMA {state}"))
        for name, _size, _sequence in _filled(connection):
            rows = sa.text(f'CREATE TABLE {state}."{name}" AS TABLE public."{name}"')
            connection.execute(rows)


def _restore_rows(state: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(UNWATCHED)
        for name in sa.inspect(connection).get_table_names(schema=state):
            table = metadata.tables[name]
            columns = [sa.column(column.name) for column in table.columns]
            kept = sa.select(*columns).select_from(sa.table(name, *columns, schema=state))
            connection.execute(sa.insert(table).from_select(columns, kept))
        for name, _size, sequence in _filled(connection):
            if sequence:
                newest = sa.func.max(metadata.tables[name].c.id)
                connection.execute(sa.select(sa.func.setval(sa.cast(sequence, REGCLASS), newest)))
