"""The database: connection settings, column types, and `write`, the one way to change anything.

Nobody else commits. SQLite and PostgreSQL behave the same for everyone above this file.
"""

import logging
import secrets
import threading
from collections import deque
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Annotated, Any, ParamSpec, TypeVar

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry

from lms.config import Settings
from lms.errors import ConfigurationError, NotSaved

try:
    import pysqlite3 as sqlite
except ImportError:  # no wheel for this platform: the standard library's, with the safer journal
    import sqlite3 as sqlite

P = ParamSpec("P")
T = TypeVar("T")

SOUND_SQLITE = (3, 51, 3)  # older ones may lose pages when the WAL is reset (sqlite.org/wal.html)
SQLITE_VERSION: str = sqlite.sqlite_version
JOURNAL = "wal" if sqlite.sqlite_version_info >= SOUND_SQLITE else "truncate"
SQLITE_SETTINGS: dict[str, str | int] = {
    "journal_mode": JOURNAL,
    "synchronous": 2,  # FULL: an acknowledged row survives a power cut
    "foreign_keys": 1,
    "busy_timeout": 10_000,  # milliseconds
    "mmap_size": 0,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
}
PUBLIC_ID_ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz"  # nothing that is misread aloud or in print
PUBLIC_ID_LENGTH = 12
STATEMENT_TIMEOUT = 5_000  # milliseconds, PostgreSQL
TRIES = 3  # of one write: the loser of a race looks again
# PostgreSQL: serialization failure, deadlock, lock not available
LOST_RACES = {"40001", "40P01", "55P03"}

log = logging.getLogger(__name__)


class Instant(sa.TypeDecorator[datetime]):
    """An aware instant, stored and returned in UTC; a naive one is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into what the database keeps."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} is naive; instants are aware")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> datetime | None:
        """Give back the instant, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_public_id() -> str:
    """A random id of 12 characters (60 bits) for addresses and feeds."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


Key = Annotated[int, mapped_column(primary_key=True)]
PublicId = Annotated[
    str, mapped_column(sa.String(PUBLIC_ID_LENGTH), unique=True, default=new_public_id)
]
Json = Annotated[dict[str, Any], mapped_column(sa.JSON)]

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Base(DeclarativeBase):
    """What every table derives from."""

    registry = registry(metadata=metadata, type_annotation_map={datetime: Instant()})


db = SQLAlchemy(metadata=metadata, session_options={"autoflush": True})


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
        "connect_args": {"options": options},
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
    writes = connection.get_execution_options().get("lms_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


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


class _Turnstile:
    """A lock that lets waiting threads through in the order in which they came.

    SQLite has one writer at a time and starves those who merely retry.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def __enter__(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        turn.wait()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_turnstile = _Turnstile()


def write(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call `act` in one writing transaction, commit it, and return what it returned.

    What was read before is forgotten, so that `act` sees the rows as they are now. Whoever loses a
    race against a unique key looks again, up to three times in all. Raises NotSaved when the
    database cannot take it.
    """
    if db.session.info.get("writing"):
        raise RuntimeError("write() inside write(): one transaction per request")
    for _ in range(TRIES - 1):
        try:
            return _write_once(act, *args, **kwargs)
        except IntegrityError:
            log.info("lost a race, looking again", extra={"act": act.__name__})
        except OperationalError as error:
            _raise_unless_lost_race(error)
    try:
        return _write_once(act, *args, **kwargs)
    except OperationalError as error:
        raise NotSaved from error


def lock(row: Base) -> None:
    """Read a row again and keep others from changing it until the transaction ends."""
    db.session.refresh(row, with_for_update={"of": type(row)})  # not what it is joined with


def after_commit(act: Callable[[], object]) -> None:
    """Call `act` once the running write is durable; it is dropped when the write fails."""
    db.session.info.setdefault("after_commit", []).append(act)


def _write_once(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    session = db.session
    session.rollback()
    with _turnstile if db.engine.dialect.name == "sqlite" else nullcontext():
        session.info["writing"] = True
        session.info["after_commit"] = []
        try:
            session.connection(execution_options={"lms_writes": True})
            result = act(*args, **kwargs)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info["writing"] = False
    for follow_up in session.info.pop("after_commit"):
        follow_up()
    return result


def _raise_unless_lost_race(error: DBAPIError) -> None:
    if getattr(error.orig, "sqlstate", None) not in LOST_RACES:
        raise NotSaved from error
