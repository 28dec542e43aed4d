"""Settings of backups: where, when and how they are made, how long they stay."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from pathlib import Path

from lms.errors import ConfigurationError

SHORTEST_PASSPHRASE = 16  # characters
MOST_KEPT = 1_000  # backups of a sort
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Keep:
    """How many backups stay: the newest of so many days, weeks and months that have any."""

    days: int = 7
    weeks: int = 4
    months: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Backups:
    """Where, when and how backups are made."""

    folder: Path
    key: str | None = field(repr=False)  # the passphrase that seals them; None: they are not
    at: time | None  # of every night, by the clock of `LMS_TIMEZONE`; None: never by themselves
    keep: Keep

    @classmethod
    def read(cls, environment: Mapping[str, str], instance: Path) -> "Backups":
        """Read and check these settings. Raises ConfigurationError."""
        return cls(
            folder=Path(environment.get("LMS_BACKUP_FOLDER") or instance / "backups").resolve(),
            key=_passphrase(
                environment.get("LMS_BACKUP_KEY"), environment.get("LMS_BACKUP_KEY_FILE")
            ),
            at=_hour(environment.get("LMS_BACKUP_AT") or "02:30"),
            keep=_keep(environment.get("LMS_BACKUP_KEEP") or "7,4,12"),
        )


def read_passphrase(file: Path, name: str) -> str:
    """The passphrase in a file, without blanks around it; `name` is of the setting or option.

    Raises ConfigurationError.
    """
    try:
        text = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{name}: {file} cannot be read ({error}).") from None
    return _checked_passphrase(text, f"{name}: {file}")


def _passphrase(given: str | None, file: str | None) -> str | None:
    if given and file:
        raise ConfigurationError("LMS_BACKUP_KEY, LMS_BACKUP_KEY_FILE: set one of them, not both.")
    if file:
        return read_passphrase(Path(file), "LMS_BACKUP_KEY_FILE")
    return _checked_passphrase(given, "LMS_BACKUP_KEY") if given else None


def _checked_passphrase(text: str, name: str) -> str:
    if len(text) < SHORTEST_PASSPHRASE:
        raise ConfigurationError(
            f"{name}: a passphrase has at least {SHORTEST_PASSPHRASE} characters; "
            "`openssl rand -base64 24` makes a good one."
        )
    return text


def _hour(value: str) -> time | None:
    if value == "never":
        return None
    if not HOUR.fullmatch(value):
        raise ConfigurationError(
            f"LMS_BACKUP_AT: {value!r} is no time of day such as 02:30, nor `never`."
        )
    return time.fromisoformat(value)


def _keep(value: str) -> Keep:
    counts = value.split(",")
    if len(counts) != len(fields(Keep)) or not all(
        c.isascii() and c.isdecimal() and int(c) <= MOST_KEPT for c in counts
    ):
        raise ConfigurationError(
            f"LMS_BACKUP_KEEP: {value!r} is not three numbers such as 7,4,12 (days, weeks, months)."
        )
    return Keep(*map(int, counts))
