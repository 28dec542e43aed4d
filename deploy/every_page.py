"""`make screenshots EVERY=folder`: every page of every role, to be looked at by people.

Each role walks from home along the links; of pages that differ in a number or name only, the first
is taken. One picture a page, for phone and desk, light and dark, Chinese and English.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

PASSWORD = "shitu-demo-2026"  # noqa: S105  # the demo company's, printed by make run
LOGINS = (None, "xiaolin", "xiaozhou", "laochen", "wang", "hr", "admin")
VIEWS = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 800}}
THEMES = ("light", "dark")
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
UNLINKED = ("/verify/KF-2026-000001", "/nowhere", "/forgotten/sent", "/search?q=%E5%8C%85%E8%A3%B9")
FILES = re.compile(r"\.\w+$")
NAMES = re.compile(r"(?<=/)((?=[a-z]*\d)[a-z0-9]{12}|KF-\d+-\d+)(?=/|$)|(?<==)[^&]+")
UNDER = re.compile(r"^/(courses/[^/]+|courses|scenarios)/[^/]+$")

SignIn = Callable[[Page, str], None]


def take_every_page(browser: Browser, address: str, folder: Path) -> None:
    """Walk through the product as everybody, in all eight ways of seeing it."""
    for view, theme, language in product(VIEWS, THEMES, LANGUAGES):
        place = folder / f"{view}-{theme}-{language}"
        place.mkdir(parents=True, exist_ok=True)
        for login in LOGINS:
            window = browser.new_context(
                viewport=VIEWS[view],
                color_scheme=theme,
                locale=LANGUAGES[language],
                reduced_motion="reduce",
            )
            taken = _walk(window.new_page(), address, login, place)
            window.close()
            print(f"  {place.name}: {login or 'stranger'}, {taken} pages")  # noqa: T201


def sign_in(page: Page, address: str, login: str) -> None:
    """Sign somebody of the demo company in."""
    page.goto(f"{address}/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]")


def _walk(page: Page, address: str, login: str | None, place: Path) -> int:
    if login:
        sign_in(page, address, login)
    waiting, seen = ["/", *UNLINKED], set()
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        if kind in seen:
            continue
        seen.add(kind)
        page.goto(address + path)
        name = re.sub(r"\W+", "-", kind).strip("-") or "home"
        page.screenshot(path=place / f"{login or 'stranger'}-{name}.png", full_page=True)
        waiting += _links(page, address)
    return len(seen)


def kind_of(path: str) -> str:
    """What pages have in common that differ in a number, a name or a filter only."""
    return UNDER.sub(r"/\1/one", NAMES.sub("one", path))


def _links(page: Page, address: str) -> Iterator[str]:
    for found in page.eval_on_selector_all("a[href]", "links => links.map((link) => link.href)"):
        parts = urlsplit(found)
        if found.startswith(f"{address}/") and not FILES.search(parts.path):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
