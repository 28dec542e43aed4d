"""Everybody of the demo signs in with the printed password, and no link leads nowhere."""

from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

import pytest

from lms.operations.demo import PASSWORD
from tests.pages import Browser, Page

LOGINS = ("xiaolin", "xiaozhou", "laochen", "wang", "sun", "hr", "hr2", "admin")
ONE_OF_EACH_KIND = ("xiaolin", "xiaozhou", "laochen", "wang", "hr", "admin")
MOST_PAGES = 30
FILES = (".pdf", ".csv")


def sign_in(app, login: str) -> tuple[Browser, Page]:
    browser = Browser(app, None)
    page = browser.open("/sign-in")
    return browser, browser.submit(page, login=login, password=PASSWORD)


def links_of(page: Page) -> Iterator[str]:
    for link in page.all("a[href]"):
        address = urldefrag(str(link["href"])).url
        parts = urlsplit(address)
        if parts.path.startswith("/") and not parts.netloc and not parts.path.startswith("/static"):
            yield address


@pytest.mark.parametrize("login", ONE_OF_EACH_KIND)
def test_no_link_leads_nowhere(filled_sqlite, login):
    browser, home = sign_in(filled_sqlite.product.app, login)
    waiting, seen = [*links_of(home)], {"/"}

    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        if not urlsplit(address).path.endswith(FILES):
            waiting += links_of(browser.open(address))

    assert len(seen) > 5


@pytest.mark.parametrize("login", LOGINS)
def test_everybody_comes_home_with_the_printed_password(filled_sqlite, login):
    _, home = sign_in(filled_sqlite.product.app, login)

    assert home.address == "/"


@pytest.mark.parametrize(("login", "words"), [("xiaolin", "23"), ("laochen", "林晓")])
def test_the_home_says_what_the_contract_says(filled_sqlite, login, words):
    _, home = sign_in(filled_sqlite.product.app, login)

    assert words in home.text


def test_a_leaver_cannot_sign_in(filled_sqlite):
    browser = Browser(filled_sqlite.product.app, None)

    page = browser.submit(browser.open("/sign-in"), status=422, login="zhuwei", password=PASSWORD)

    assert page.heading
