"""What a screen reader is told of a page: the browser's own tree of names and roles."""

import re
from collections import Counter
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.journeys.examination import CHINESE, is_written_simply

ACTS = {
    "button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "menuitem",
    "DisclosureTriangle", "spinbutton", "Date", "switch", "slider",
}  # fmt: skip
PLACES = {"navigation", "region", "log", "search", "form", "complementary", "dialog"}
NEEDS_NAME = ACTS | {"navigation", "region", "log", "search", "dialog", "img", "progressbar"}
OWN = re.compile(r"简体中文|繁體中文|English")  # languages are called what they call themselves


def heard(page: Page) -> Iterator[tuple[str, str]]:
    """Role and name of everything on a page that is not hidden from those who listen."""
    session = page.context.new_cdp_session(page)
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        if not node.get("ignored"):
            role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
            yield str(role), str(name).strip()
    session.detach()


def unheard(page: Page, language: str) -> list[str]:
    """What has no name, a name in another language, or one that something else has as well."""
    found = list(heard(page))
    nameless = [f"no name: {role}" for role, name in found if role in NEEDS_NAME and not name]
    foreign = [
        f"not in {language}: {role} “{name}”"
        for role, name in found
        if role in ACTS | PLACES and name and _is_foreign(OWN.sub("", name), language)
    ]
    places = Counter((role, name) for role, name in found if role in PLACES and name)
    twice = [f"{number} × {role} “{name}”" for (role, name), number in places.items() if number > 1]
    return nameless + foreign + twice


def _is_foreign(name: str, language: str) -> bool:
    if language == "en":
        return CHINESE.search(name) is not None
    return language == "zh-Hant" and is_written_simply(name)
