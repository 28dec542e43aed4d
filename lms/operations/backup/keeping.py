"""Rules of keeping backups: how they are named, which of them stay, which numbers are skipped.

Pure: no files, no clock.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from math import ceil

from lms.safekeeping import Keep

NAME = re.compile(r"shitu-(\d{8}T\d{6}Z)(?:-(\d{1,3}))?\.tar\.gz(\.sealed)?")
STAMP = "%Y%m%dT%H%M%SZ"
SKIPPED = 1_000  # numbers at least that are left out when nobody knows how far they went
LAST_NUMBER = 999_999


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A backup by its name."""

    at: datetime  # when the database was as it is in there
    number: int  # of those of the same second, from 1
    name: str
    is_sealed: bool


def name_of(at: datetime, number: int, *, is_sealed: bool) -> str:
    """The file name of a backup: shitu-20261122T183000Z.tar.gz."""
    more = f"-{number}" if number > 1 else ""
    return f"shitu-{at.astimezone(UTC):{STAMP}}{more}.tar.gz{'.sealed' if is_sealed else ''}"


def read_name(name: str) -> Named | None:
    """What a file name says; None when it is no backup of ours."""
    found = NAME.fullmatch(name)
    if found is None:
        return None
    try:
        at = datetime.strptime(found[1], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Named(at, int(found[2] or 1), name, found[3] is not None)


def to_keep(backups: Iterable[Named], keep: Keep, zone: tzinfo) -> set[str]:
    """The names of the backups that stay.

    The newest of each of the last days, weeks and months *that have one*: whoever made no backup
    for a year loses none. The newest of all always stays.
    """
    newest_first = sorted(backups, reverse=True)
    periods: list[tuple[int, Callable[[datetime], object]]] = [
        (keep.days, lambda at: at.date()),
        (keep.weeks, lambda at: at.isocalendar()[:2]),
        (keep.months, lambda at: (at.year, at.month)),
    ]
    kept = {one.name for one in newest_first[:1]}
    for most, period in periods:
        first_of: dict[object, str] = {}
        for one in newest_first:
            first_of.setdefault(period(one.at.astimezone(zone)), one.name)
        kept.update(list(first_of.values())[:most])
    return kept


def skipped_to(last: int) -> int | None:
    """The last number that is left out when the ones given out after `last` are not known.

    At least a thousand and at least as many as there were, up to a full thousand: nobody issues
    as many again between two backups. None when the numbers of the year do not reach so far.
    """
    mark = ceil((last + max(SKIPPED, last)) / SKIPPED) * SKIPPED
    return mark if mark < LAST_NUMBER else None
