"""A product with something in it, a folder for its backups, and places to restore them to."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from lms import create_app
from lms.config import Settings
from lms.db import db, metadata, write
from lms.operations.backup import making
from lms.operations.backup.making import Backup
from lms.operations.backup.restoring import Restored, Wish, restore
from lms.people import audit
from lms.people.models import Person

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
UPLOADS = {"uploads/a/picture.png": b"\x89PNG picture", "uploads/b.ogg": b"sound" * 50_000}


class House:
    """The product whose data is backed up."""

    def __init__(self, app: Flask, settings: Settings, places: Path) -> None:
        self.app, self.settings, self.places = app, settings, places
        self.count = 0

    def happen(self, times: int = 1) -> None:
        """Something is audited, each time in a transaction of its own."""

        def act() -> None:
            self.count += 1
            lin = db.session.scalars(sa.select(Person).where(Person.login == "lin")).one()
            audit.record("role.granted", actor=None, subject=lin, now=NOW, role="mentor")

        with self.app.app_context():
            for _ in range(times):
                write(act)

    def back_up(self, key: str | None = None, now: datetime = NOW) -> Backup:
        """Make a backup."""
        backups = replace(self.settings.backups, key=key or self.settings.backups.key)
        with self.app.app_context():
            return making.create(replace(self.settings, backups=backups), now)

    def wish(self, backup: Backup, name: str = "restored", **more: object) -> Wish:
        """What is asked for when the backup is restored into a new folder."""
        place = {"database_url": None if self.settings.embedded else self.empty_database()}
        asked = {"passphrase": self.settings.backups.key, **place, **more}
        return Wish(file=backup.file, folder=self.places / name, **asked)

    def restore(self, backup: Backup, name: str = "restored", **more: object) -> Restored:
        """Restore a backup."""
        with self.app.app_context():
            return restore(self.wish(backup, name, **more))

    def restored(self, name: str = "restored") -> Flask:
        """The product on the restored data."""
        environment = {"LMS_INSTANCE": str(self.places / name)}
        if not self.settings.embedded:
            environment["DATABASE_URL"] = self.other_database
        return create_app(Settings.read(environment))

    @property
    def other_database(self) -> str:
        """Where a backup of PostgreSQL is restored to."""
        return self.settings.database_url.replace("/postgres?", "/restored?")

    def empty_database(self) -> str:
        """The same, empty."""
        engine = sa.create_engine(self.settings.database_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text("DROP DATABASE IF EXISTS restored WITH (FORCE)"))
            connection.execute(sa.text("CREATE DATABASE restored"))
        engine.dispose()
        return self.other_database


def rows(app: Flask, *but: str) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(str(tuple(row)) for row in connection.execute(sa.select(table)))
            for table in metadata.sorted_tables
            if table.name not in but
        }


@pytest.fixture
def house(product, app, company, tmp_path) -> Iterator[House]:
    """A product with people, events and uploads."""
    folder = tmp_path / "backups"
    settings = replace(
        product.settings, backups=replace(product.settings.backups, folder=folder, key=None)
    )
    app.config["SETTINGS"] = settings
    company.person("lin", "trainee", name="林\u4b63\n晓\\", department="客服\t一部")
    company.leads(company.person("zhao", "hr", name="𬭎·Zhao"), "客服\t一部")
    made = [settings.instance / name for name in UPLOADS]
    for file, content in zip(made, UPLOADS.values(), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (settings.instance / "demo").write_text("1")
    house = House(app, settings, tmp_path)
    house.happen(3)
    yield house
    app.config["SETTINGS"] = product.settings
    for file in [*made, settings.instance / "demo"]:
        file.unlink()


def manifest_in(text: bytes) -> dict[str, object]:
    """A manifest as it is written."""
    return json.loads(text)
