"""Searching as people do: the product with everything shipped, and a course of our own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.certification.conftest import office, proved  # noqa: F401 - fixtures
from tests.courses.conftest import Desk
from tests.pages import Browser, Page

TITLES, ADDRESSES = ".result h3 a", ".result h3 a[href]"


@pytest.fixture
def desk(app: Flask, tmp_path: Path) -> Desk:
    """The course `desk`, published, and changed as a trainer would."""
    return Desk(app, tmp_path)


@pytest.fixture
def search() -> Callable[..., Page]:
    """`search(browser, "投诉")`: the page of what is found."""

    def ask(browser: Browser, text: str, **more: str) -> Page:
        return browser.open("/search", query_string={"q": text, **more})

    return ask


def titles(page: Page) -> list[str]:
    """What was found, by its titles."""
    return [" ".join(link.get_text().split()) for link in page.all(TITLES)]


def sections(page: Page) -> list[str]:
    """The sections in which something was found."""
    return [found["id"].removeprefix("found-") for found in page.all("section[id^='found-']")]


def addresses(page: Page) -> list[str]:
    """Where what was found stands."""
    return [link["href"] for link in page.all(ADDRESSES)]
