"""Every page that can be asked for, as everybody sees it: on phones and desks, light and dark."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from playwright.sync_api import Browser

from tests.journeys.addresses import WALKERS, addresses, listened_to, refusals, states
from tests.journeys.chromium import PHONE
from tests.journeys.examination import Examiner, glance
from tests.journeys.listening import unheard
from tests.journeys.served import Served
from tests.journeys.visitor import Visitor
from tests.journeys.world import TODAY, World

GONE = "/long-gone"  # addresses that lead nowhere, on purpose
FEWEST = {"stranger": 5}  # pages that a role gets to see at least; 20 if not said here


@pytest.fixture(scope="module")
def world(server: Served) -> Iterator[World]:
    """The company in which every page has something to show."""
    with time_machine.travel(TODAY, tick=True):
        yield World(server.app)
    server.reset()


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    """Remembers what was seen of all pages."""
    return Examiner()


@pytest.fixture
def walker_of(browser: Browser, server: Served, world: World) -> Iterator[Callable[..., Visitor]]:
    """`walker_of("chen", "en")`: a browser in which somebody is signed in, in a language."""
    opened: dict[str | None, Visitor] = {}

    def open_one(login: str | None, language: str = "zh-Hans") -> Visitor:
        if login not in opened:
            visitor = Visitor(browser, server.address, PHONE, reduced_motion="reduce")
            kept = {"language": language} | ({"shitu": world.cookie(login)} if login else {})
            visitor.context.add_cookies(
                [{"name": name, "value": kept[name], "url": server.address} for name in kept]
            )
            opened[login] = visitor
        return opened[login]

    yield open_one
    for visitor in opened.values():
        visitor.close()


def test_every_route_is_walked(server, world):
    gets = {rule.endpoint for rule in server.app.url_map.iter_rules() if "GET" in rule.methods}

    assert gets - {"static"} == set(addresses(world.ids)), (
        "say in tests/journeys/addresses.py where the pages of new routes are"
    )


def test_every_address_is_open_to_somebody(world):
    for login in WALKERS.values():
        world.pages_of(login)
    closed = {address for address, status in world.answered.items() if status >= 400}

    assert {address for address in closed if not address.endswith(GONE)} == set()


@pytest.mark.parametrize("role", list(WALKERS))
def test_every_page_is_open_to_all_readers(world, walker_of, examiner, role):
    walker, faults = walker_of(WALKERS[role]), []
    pages = world.pages_of(WALKERS[role])
    assert len(pages) >= FEWEST.get(role, 20)
    for address in pages:
        walker.open(address)
        faults += [f"{address}: {fault}" for fault in examiner.examine(walker.page)]

    assert not faults, "\n".join(faults)


def test_pages_in_other_states_are_open_to_all_readers(world, walker_of, examiner):
    faults = []
    for login, address in states(world.ids):
        walker = walker_of(login).open(address)
        faults += [f"{login}, {address}: {fault}" for fault in examiner.examine(walker.page)]

    assert not faults, "\n".join(faults)


def test_forms_that_come_back_are_open_to_all_readers(world, walker_of, examiner):
    faults = []
    for login, address, form in refusals(world.ids):
        walker = walker_of(login).open(address)
        walker.page.locator(form).locator("[type=submit]").first.click()
        walker.page.get_by_role("alert").first.wait_for()
        faults += [f"{address}: {fault}" for fault in examiner.examine(walker.page)]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_every_page_keeps_to_its_language_and_to_the_screen(world, walker_of, language):
    faults, known = [], set()
    for login in WALKERS.values():
        walker = walker_of(login, language)
        for address in {*world.pages_of(login)} - known | {"/"}:
            walker.open(address)
            faults += [f"{address}: {fault}" for fault in glance(walker.page, language)]
            known.add(address)

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_everything_is_named_for_those_who_listen(world, walker_of, language):
    faults = []
    for login, address in listened_to(world.ids):
        walker = walker_of(login, language).open(address)
        faults += [f"{address}: {fault}" for fault in unheard(walker.page, language)]

    assert not faults, "\n".join(faults)
