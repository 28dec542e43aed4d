"""A served product, a company, a clock, and people in front of phones and desks."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from playwright.sync_api import Browser

from lms.library.service import Findings
from tests.journeys.chromium import DESK, PHONE
from tests.journeys.company import MORNING, Staff
from tests.journeys.served import Served
from tests.journeys.visitor import Visitor

Opens = Callable[..., Visitor]


@pytest.fixture(scope="session")
def server(_findings: Findings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product, started once."""
    served = Served(tmp_path_factory.mktemp("journeys"), _findings)
    yield served
    served.stop()


@pytest.fixture
def served(server: Served, clock: time_machine.Traveller) -> Iterator[Served]:
    """The product with its content and nobody in it."""
    Visitor.forget_codes()
    yield server
    server.reset()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The server's clock: the morning of the first day, and running."""
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield traveller


@pytest.fixture
def staff(served: Served) -> Staff:
    """Colleagues, as they are asked for."""
    return Staff(served.app)


@pytest.fixture
def visitors(browser: Browser, served: Served) -> Iterator[Opens]:
    """Opens browsers; at the end every page that they have shown must have had manners."""
    opened: list[Visitor] = []

    def open_one(device: dict, **options: object) -> Visitor:
        opened.append(Visitor(browser, served.address, device, **options))
        return opened[-1]

    yield open_one
    for visitor in opened:
        visitor.close()


@pytest.fixture
def phone(visitors: Opens) -> Opens:
    """Opens a browser on a phone."""
    return lambda **options: visitors(PHONE, **options)


@pytest.fixture
def desk(visitors: Opens) -> Opens:
    """Opens a browser on a desk."""
    return lambda **options: visitors(DESK, **options)
