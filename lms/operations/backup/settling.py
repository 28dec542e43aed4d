"""What the product does in a folder that was just restored, before anybody is served from it.

Brings the tables up to date, looks whether everything is there, signs everybody out, takes care
that no number is given out twice, and asks itself for a page.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from flask import current_app
from flask_migrate import upgrade

from lms import clock
from lms.certification import numbers
from lms.db import db, write
from lms.operations import queries
from lms.operations.backup import databases
from lms.operations.backup.archive import Manifest
from lms.operations.backup.keeping import skipped_to
from lms.operations.backup.restoring import ORDERS
from lms.operations.backup.trouble import BackupError, Damaged
from lms.people import anchor, audit, proof
from lms.people.domain import EndReason
from lms.people.models import EnrolmentSlip, ResetLink, SignInSession

PAGES = ("/healthz", "/sign-in")


@dataclass(frozen=True, slots=True)
class Orders:
    """What `restoring` wrote down for us."""

    manifest: Manifest
    given: Mapping[str, int] | None
    at_least: Mapping[str, int]

    @classmethod
    def read(cls, folder: Path) -> "Orders":
        """Raises FileNotFoundError in a folder that was not just restored."""
        values = json.loads((folder / ORDERS).read_text(encoding="utf-8"))
        manifest = Manifest.from_json(values["manifest"].encode())
        return cls(manifest, values["given"], values["at_least"])


def settle() -> Iterator[str]:
    """Do all of it; yields what was done, a line each. Raises BackupError, Damaged."""
    folder: Path = current_app.config["SETTINGS"].instance
    orders = Orders.read(folder)
    yield from _bring_in(orders.manifest, folder)
    yield _trail()
    yield from _numbers(orders)
    now = clock.now()
    write(_sign_out_everybody, orders.manifest, now=now)
    yield "everybody is signed out, open links to set a password no longer work."
    yield _served()


def _bring_in(manifest: Manifest, folder: Path) -> Iterator[str]:
    newest = queries.newest_version() or ""
    if manifest.revision > newest:
        raise BackupError(
            f"the tables are of revision {manifest.revision}, this product knows {newest}; install "
            f"the version that made the backup ({manifest.product}) or a newer one."
        )
    if manifest.database == "postgresql":
        upgrade(revision=manifest.revision)
        databases.write_rows(db.engine, manifest.columns, folder / databases.PARTS)
    with db.engine.connect() as connection:
        rows = databases.rows_of(connection)
    wrong = {t: (n, rows.get(t)) for t, n in manifest.rows.items() if rows.get(t) != n}
    if wrong:
        raise Damaged(f"numbers of rows (written, restored) differ: {wrong}.")
    yield f"{sum(rows.values())} rows in {len(rows)} tables are there."
    if manifest.revision != newest:
        upgrade()
        for copy in folder.glob("before-*.sqlite3"):  # the backup itself is what was before
            copy.unlink()
        yield f"the tables were brought from revision {manifest.revision} to {newest}."


def _trail() -> str:
    found = proof.verify()
    if found.broken:
        return (
            f"ATTENTION: the audit trail does not hold at audit_event {found.broken.event_id}: "
            f"{found.broken.reason}. It was so when the backup was made."
        )
    return f"the audit trail holds: {found.events} events, anchored up to {found.last_anchored}."


def _numbers(orders: Orders) -> Iterator[str]:
    """Write down from which numbers certificates go on."""
    known = dict(orders.manifest.numbers)
    if orders.given is not None:
        marks = dict(orders.given)
        yield "numbers of certificates given out since are known from the old installation."
    else:
        marks = _skipping(known, orders)
        yield (
            "numbers given out since the backup are not known: each year's go on behind a gap, "
            "which is noted with the first of them."
        )
    marks = numbers.highest([marks, orders.at_least])
    numbers.raise_marks(numbers.place(), marks)
    for name, mark in sorted(marks.items()):
        if mark > known.get(name, 0):
            yield f"  {_in_words(name)}: goes on with {mark + 1:06}."


def _in_words(name: str) -> str:
    prefix, _, year = name.rpartition("-")
    return f"prefixes that the backup does not know, {year}" if prefix == numbers.ANY else name


def _skipping(known: Mapping[str, int], orders: Orders) -> dict[str, int]:
    years = range(clock.local(orders.manifest.made_at).year, clock.local(clock.now()).year + 1)
    marks = {numbers.key(numbers.ANY, year): _skipped(numbers.ANY, 0) for year in years}
    for name, last in known.items():
        if int(name.rpartition("-")[2]) in years:
            marks[name] = last if name in orders.at_least else _skipped(name, last)
    return marks


def _skipped(name: str, last: int) -> int:
    mark = skipped_to(last)
    if mark is None:
        raise BackupError(
            f"{name} has {last} numbers, too many to leave a gap; look up the last one that was "
            f"given out and name it: --at-least {name}-NNNNNN"
        )
    return mark


def _sign_out_everybody(manifest: Manifest, *, now: datetime) -> None:
    """Whoever was signed out, suspended or had a new password since the backup stays so."""
    live = SignInSession.ended_at.is_(None)
    renewed = SignInSession.end_reason == EndReason.RENEWED
    ended = sa.update(SignInSession).where(sa.or_(live, renewed))
    db.session.execute(ended.values(ended_at=now, end_reason=EndReason.ENDED))
    for link in (EnrolmentSlip, ResetLink):  # one that was used since would open again
        unused = sa.update(link).where(link.used_at.is_(None), link.expires_at > now)
        db.session.execute(unused.values(expires_at=now))
    made_at = manifest.made_at.isoformat(timespec="seconds")
    audit.record("backup.restored", actor=None, subject=None, now=now, made_at=made_at)


def _served() -> str:
    client = current_app.test_client()
    for page in PAGES:
        answer = client.get(page)
        if answer.status_code != 200:  # noqa: PLR2004
            raise BackupError(f"{page} answers {answer.status_code}.")
    last = anchor.last_of(anchor.place())
    event = last.event_id if last else 0
    return f"the product serves from it; its audit trail is anchored at event {event}."
