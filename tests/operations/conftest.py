"""The demo company, filled once for all tests of this folder, on each database in turn."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask_migrate import stamp

from lms import clock
from lms.db import db
from lms.operations import commands
from lms.operations.demo.living import Life
from lms.people.models import Person
from tests.products import Product

HOLIDAY = datetime(2026, 10, 4, 21, 30, tzinfo=ZoneInfo("Asia/Shanghai"))  # National Day, a Sunday
INTERRUPTED_AFTER = 60  # deeds


@dataclass
class Filled:
    """A filled product; `moment` is when it was last open, None: on the day that the tests run."""

    product: Product
    moment: datetime | None
    people_when_interrupted: int = 0

    @contextmanager
    def open(self) -> Iterator[Flask]:
        """The application on the day on which it was filled."""
        with ExitStack() as stack:
            if self.moment:
                stack.enter_context(time_machine.travel(self.moment))
            stack.enter_context(self.product.app.app_context())
            yield self.product.app
            if self.moment:
                self.moment = clock.now()  # no time runs twice

    def fill(self) -> None:
        """What `flask demo fill` does."""
        commands.fill_demo(self.product.settings)


class Interrupted(BaseException):
    """Somebody pressed Ctrl-C."""


def interrupt(filled: Filled) -> None:
    """Begin to fill, and stop in the middle."""
    lives = iter(range(INTERRUPTED_AFTER))
    live = Life.live

    def live_on(*arguments: object) -> None:
        if next(lives, None) is None:
            raise Interrupted
        live(*arguments)

    with pytest.MonkeyPatch.context() as patch, filled.open():
        patch.setattr(Life, "live", live_on)
        with pytest.raises(Interrupted):
            filled.fill()
        filled.people_when_interrupted = db.session.scalar(sa.select(sa.func.count(Person.id)))


@pytest.fixture(scope="session")
def filled_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """Filled today, whatever day that is, after an interruption."""
    yield from _filled(tmp_path_factory.mktemp("demo"), None, None)


@pytest.fixture(scope="session")
def filled_postgresql(
    tmp_path_factory: pytest.TempPathFactory, postgresql: str
) -> Iterator[Filled]:
    """Filled in the middle of a holiday, after an interruption."""
    engine = sa.create_engine(postgresql, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE demo"))
    engine.dispose()
    address = postgresql.replace("/postgres?", "/demo?")
    yield from _filled(tmp_path_factory.mktemp("demo"), address, HOLIDAY)


def _filled(folder: Path, address: str | None, moment: datetime | None) -> Iterator[Filled]:
    filled = Filled(Product(folder, address), moment)
    interrupt(filled)
    with filled.open():
        filled.fill()
        stamp()
    yield filled
    with filled.product.app.app_context():
        db.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest) -> Filled:
    """The filled demo company on each database."""
    return request.getfixturevalue(f"filled_{request.param}")
