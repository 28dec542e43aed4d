"""What attacks are shown in."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.hostile.watching import Victim


@pytest.fixture(scope="module")
def frames(browser: Browser) -> Iterator[Victim]:
    """A browser that shows documents of no server."""
    opened = Victim(browser, "http://127.0.0.1:9")
    yield opened
    opened.context.close()
