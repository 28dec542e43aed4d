"""Backups taken while others write are whole: nothing half, nothing acknowledged missing.

`ROUNDS` says how many are taken on each database (`make prove-backups`: 30).
"""

import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from lms.db import db, new_public_id, sqlite, write
from lms.errors import N_
from lms.messages import service as messages
from lms.operations.backup import databases
from lms.operations.backup.checking import extract
from lms.people import audit
from lms.people.models import Person
from tests.operations.backup.conftest import NOW, House

ROUNDS = int(os.environ.get("ROUNDS", "3"))
WRITERS = 6


class Writers:
    """Threads that write as fast as they can; `done` counts what was acknowledged to them."""

    def __init__(self, house: House, person_id: int) -> None:
        self.house, self.person_id = house, person_id
        self.done, self.faults = 0, []
        self._stop, self._lock = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._work) for _ in range(WRITERS)]

    def _work(self) -> None:
        try:
            while not self._stop.is_set():
                with self.house.app.app_context():
                    write(self._act)
                with self._lock:
                    self.done += 1
        except Exception as fault:
            self.faults.append(fault)

    def _act(self) -> None:
        """One event and one message: a backup with one of them only is half a transaction."""
        person = db.session.get_one(Person, self.person_id)
        audit.record("role.granted", actor=None, subject=person, now=NOW, role="mentor")
        key = new_public_id()
        messages.tell(person, sentence=N_("恭喜！"), link="/", key=key, now=NOW)

    @contextmanager
    def at_work(self) -> Iterator["Writers"]:
        for thread in self._threads:
            thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            for thread in self._threads:
                thread.join()


def messages_in(folder: Path, *, is_file: bool) -> list[list[str | None]]:
    """The messages in a backup that was taken apart."""
    if is_file:
        with closing(sqlite.connect(folder / databases.FILE)) as connection:
            return connection.execute("SELECT key FROM message").fetchall()
    parts = sorted((folder / databases.PARTS / "message").iterdir())
    return list(databases.rows_in(part.read_bytes() for part in parts))


def test_backups_taken_under_load_are_whole(house: House, tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "PART", 20_000)  # so that rows come in several parts
    with house.app.app_context():
        lin = db.session.query(Person).filter_by(login="lin").one().id
    bad, before_any = [], 3
    with Writers(house, lin).at_work() as writers:
        for number in range(ROUNDS):
            before = writers.done
            backup = house.back_up(now=NOW + timedelta(seconds=number))
            after = writers.done + WRITERS  # committed, perhaps not yet acknowledged
            folder = tmp_path / f"out-{number}"
            folder.mkdir()
            manifest = extract(backup.file, None, folder)
            events = manifest.rows["audit_event"] - before_any
            told = manifest.rows["message"]
            found = len(messages_in(folder, is_file=house.settings.embedded))
            trail = backup.checked.trail
            if not (before <= events <= after and events == told == found and not trail.broken):
                bad.append((number, before, events, told, found, after, trail))

    assert not writers.faults
    assert not bad
    assert writers.done > ROUNDS
    print(f"{ROUNDS} backups under {writers.done} writes, {ROUNDS - len(bad)} good")  # noqa: T201


def test_rows_with_strange_characters_are_read_back(house: House):
    if house.settings.embedded:
        pytest.skip("for PostgreSQL")
    taken: list[bytes] = []
    with house.app.app_context(), databases.snapshot(db.engine) as connection:
        columns, count = databases.read_rows(
            connection, "person", lambda _name, part: taken.append(part)
        )
    people = [dict(zip(columns, row, strict=True)) for row in databases.rows_in(taken)]

    assert count == len(people) == 2
    assert {person["name"] for person in people} == {"林\u4b63\n晓\\", "𬭎·Zhao"}
    assert people[0]["email"] is None
