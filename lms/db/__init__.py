"""The database: connection settings, column types, and `write`, the one way to change anything.

Nobody else commits. SQLite and PostgreSQL behave the same for everyone above this package.
"""

from lms.db.connections import (
    JOURNAL,
    SQLITE_SETTINGS,
    SQLITE_VERSION,
    check_settings,
    engine_options,
    give_back,
    reason_of,
    sqlite,
)
from lms.db.tables import (
    Base,
    Instant,
    Json,
    Key,
    PublicId,
    adopted,
    db,
    fixed,
    metadata,
    new_public_id,
)
from lms.db.transactions import after_commit, lock, note, read, write

__all__ = [
    "JOURNAL",
    "SQLITE_SETTINGS",
    "SQLITE_VERSION",
    "Base",
    "Instant",
    "Json",
    "Key",
    "PublicId",
    "adopted",
    "after_commit",
    "check_settings",
    "db",
    "engine_options",
    "fixed",
    "give_back",
    "lock",
    "metadata",
    "new_public_id",
    "note",
    "read",
    "reason_of",
    "sqlite",
    "write",
]
