"""Connections: the settings that keep data safe, on every one of every process."""

import logging
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from lms.config import Settings
from lms.db.tables import db
from lms.db.waiting import PATIENCE
from lms.errors import ConfigurationError

try:
    import pysqlite3 as sqlite
except ImportError:  # no wheel for this platform: the standard library's, with the safer journal
    import sqlite3 as sqlite

__all__ = [
    "JOURNAL",
    "SQLITE_SETTINGS",
    "SQLITE_VERSION",
    "check_settings",
    "engine_options",
    "give_back",
    "reason_of",
    "sqlite",
]

SOUND_SQLITE = (3, 51, 3)  # older ones may lose pages when the WAL is reset (sqlite.org/wal.html)
SQLITE_VERSION: str = sqlite.sqlite_version
JOURNAL = "wal" if sqlite.sqlite_version_info >= SOUND_SQLITE else "truncate"
SQLITE_SETTINGS: dict[str, str | int] = {
    "journal_mode": JOURNAL,
    "synchronous": 2,  # FULL: an acknowledged row survives a power cut
    "foreign_keys": 1,
    "busy_timeout": round(PATIENCE * 1000),  # milliseconds
    "mmap_size": 0,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
}
STATEMENT_TIMEOUT = 5_000  # milliseconds, PostgreSQL
CONNECT_TIMEOUT = 5  # seconds, PostgreSQL
WORTH_TELLING = 0.1  # seconds of patience

log = logging.getLogger(__name__)


def engine_options(settings: Settings) -> dict[str, Any]:
    """The options of `create_engine`; no values in the texts of errors, which end in logs."""
    if settings.embedded:
        return {"hide_parameters": True, "module": sqlite, "pool_size": 10, "max_overflow": 20}
    options = f"-c statement_timeout={STATEMENT_TIMEOUT} -c timezone=UTC"
    return {
        "hide_parameters": True,
        "pool_pre_ping": True,
        "pool_size": 10,
        "max_overflow": 10,
        "connect_args": {"options": options, "connect_timeout": CONNECT_TIMEOUT},
    }


@event.listens_for(sa.Engine, "connect")
def _set_up_connection(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite.Connection):
        return
    connection.isolation_level = None  # BEGIN is ours, see _begin
    for name, value in SQLITE_SETTINGS.items():
        connection.execute(f"PRAGMA {name}={value}")


@event.listens_for(sa.Engine, "begin")
def _begin(connection: sa.Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    options = connection.get_execution_options()
    if not options.get("lms_writes"):
        connection.exec_driver_sql("BEGIN")
    elif PATIENCE - (patience := options.get("lms_patience", PATIENCE)) < WORTH_TELLING:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        _begin_within(connection, patience)


def _begin_within(connection: sa.Connection, patience: float) -> None:
    """Wait for other programs only as long as this write still may."""
    connection.exec_driver_sql(f"PRAGMA busy_timeout={round(patience * 1000)}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={SQLITE_SETTINGS['busy_timeout']}")


def give_back(app: Flask) -> None:
    """Let every request end well whose connection died while it was answered.

    What was to be saved is saved by then; only what was read is rolled back.
    """

    @app.teardown_appcontext
    def end(_error: BaseException | None) -> None:
        if not db.session.registry.has():
            return
        try:
            db.session.close()
        except DBAPIError as error:
            log.warning("connection lost", extra={"reason": reason_of(error)})
            db.session().invalidate()


def end_reading() -> None:
    """End what a session has read, though its connection may be dead; the next one is another."""
    try:
        db.session.rollback()
    except DBAPIError as error:
        log.warning("connection lost", extra={"reason": reason_of(error)})
        db.session().invalidate()


def reason_of(error: BaseException) -> str:
    """Why the database refused, in its own words; what follows the first line quotes rows."""
    return str(getattr(error, "orig", error)).partition("\n")[0]


def check_settings() -> None:
    """Make sure that a connection of this process answers with the settings that keep data safe.

    Raises ConfigurationError naming the first setting that differs.
    """
    if db.engine.dialect.name != "sqlite":
        return
    if JOURNAL != "wal":
        log.warning(
            "sqlite %s is older than 3.51.3: using journal_mode=truncate", sqlite.sqlite_version
        )
    with db.engine.connect() as connection:
        for name, wanted in SQLITE_SETTINGS.items():
            found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            if found != wanted:
                raise ConfigurationError(
                    f"database: {name} is {found}, must be {wanted}; is the folder writable?"
                )
