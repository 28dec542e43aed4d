"""What the tests share: the product on both databases, people to act, a browser with manners."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect, sync_playwright

from lms.config import ROOT
from lms.db import db, write
from lms.library import service as library
from lms.library.service import Findings
from tests.company import BEGINNING, Company
from tests.databases import postgresql_programs, running_postgresql
from tests.journeys.chromium import OFFLINE, TIMEOUT, chromium
from tests.memory import keep_files_in_memory
from tests.pages import Browser
from tests.products import Product

SHIPPED = "shipped"

keep_files_in_memory()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where nobody watches, a browser that stumbles may try once more; the summary counts it."""
    if os.environ.get("CI"):
        for item in items:
            if "browser" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True, scope="session")
def _terminal() -> Iterator[None]:
    """The terminal of the tests speaks Chinese, whatever the one speaks that started them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("LC_ALL", "LC_MESSAGES"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "zh_CN.UTF-8")
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    """Chromium, started once for all tests."""
    program = chromium()
    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=OFFLINE)
        yield started
        started.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL for this run."""
    if postgresql_programs() is None:
        if os.environ.get("CI"):
            pytest.fail(
                "not run: PostgreSQL's server programs are missing (apt-get install postgresql)"
            )
        pytest.skip(
            "not run: PostgreSQL's server programs are missing (apt-get install postgresql)"
        )
    with running_postgresql() as address:
        yield address


@pytest.fixture(scope="session")
def _products() -> Iterator[dict[str, Product]]:
    made: dict[str, Product] = {}
    yield made
    for product in made.values():
        with product.app.app_context():
            db.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def product(
    request: pytest.FixtureRequest,
    _products: dict[str, Product],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Product]:
    """The product on SQLite and on PostgreSQL in turn: empty, or as it is shipped."""
    name = request.param
    if name not in _products:
        address = request.getfixturevalue("postgresql") if name == "postgresql" else None
        _products[name] = Product(tmp_path_factory.mktemp(name), address)
    product = _products[name]
    if "shipped" in request.fixturenames:
        _ship(product, request.getfixturevalue("_findings"))
    yield product
    product.reset()


def _ship(product: Product, findings: Findings) -> None:
    if SHIPPED in product.kept:
        product.restore(SHIPPED)
        return
    with product.app.app_context():
        assert write(library.load, findings, [], now=BEGINNING).problems == ()
    product.keep(SHIPPED)


@pytest.fixture
def app(product: Product) -> Flask:
    """The application; push a context of your own (`with app.app_context():`) for reading."""
    return product.app


@pytest.fixture
def company(app: Flask) -> Company:
    """Made-up colleagues: see tests/company.py."""
    return Company(app)


@pytest.fixture(scope="session")
def _findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """The shipped courses, scenarios, plans and programmes, read and rendered once."""
    with Product(tmp_path_factory.mktemp("content"), None).app.app_context():
        return library.prepare(ROOT)


@pytest.fixture
def shipped(app: Flask) -> Flask:
    """The application with everything in courses/ and quizzes/ published, before anybody joins."""
    return app


@pytest.fixture
def browser_of(app: Flask):
    """`browser_of(person)`: a browser in which they are signed in; None: a stranger's."""

    def open_browser(person: object | None = None, **options: str) -> Browser:
        return Browser(app, person, **options)

    return open_browser


@pytest.fixture
def at() -> Iterator[Callable[[datetime], None]]:
    """`at(moment)`: let it be that moment until the test ends, or until the next call."""
    travellers: list[time_machine.travel] = []

    def travel(moment: datetime) -> None:
        while travellers:
            travellers.pop().stop()
        traveller = time_machine.travel(moment, tick=False)
        traveller.start()
        travellers.append(traveller)

    yield travel
    while travellers:
        travellers.pop().stop()


@contextmanager
def counted_queries(app: Flask) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        statements.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
