"""Pieces of every page that do not depend on who asks: made once per process, then only filled in.

A page of a hundred icons would otherwise spend more time on these than on what it says.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, get_template_attribute, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from lms.i18n import LANGUAGES, language
from lms.pages.looks import theme

SHEETS = (
    "base",
    "layout",
    "menus",
    "navigation",
    "components/buttons",
    "components/forms",
    "components/blocks",
    "components/messages",
    "components/dialogs",
    "components/tables",
    "components/progress",
    "components/timeline",
    "components/chat",
    "components/reading",
    "components/checks",
    "components/search",
)
MOST_KEPT = 1_000  # pieces of pages, of some kilobytes each
# What stands in the switches for what differs from page to page; neither can be written by hand.
TOKEN, BACK = "\ue000token\ue000", "\ue000back\ue000"  # places, not secrets


def icon(name: str, words: str = "") -> Markup:
    """An icon of static/img/icons.svg; silent beside words, named by them when it stands alone."""
    return _once(("icon", name, words), lambda: _made("pieces", "icon", name, words))


def sheets() -> Markup:
    """The links to the stylesheets of every page."""
    return _once("sheets", lambda: _made("pieces", "sheets", SHEETS))


def switches() -> Markup:
    """The switches of language and theme, as they stand on the present page."""
    given = (language(), LANGUAGES.items(), theme(), TOKEN, BACK)
    plain = _once(("switches", language(), theme()), lambda: _made("switches", "switches", *given))
    back = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return plain.replace(TOKEN, generate_csrf()).replace(BACK, back)


def kept(macro: Callable[..., str], *given: Hashable) -> str:
    """What a macro prints, remembered for the next page that gives it the same.

    For macros that look at nothing but what they are given: no token, no key, no request. A macro
    belongs to the templates of one language, so that languages stay apart; a list counts as tuple.
    """
    values = (tuple(one) if isinstance(one, list) else one for one in given)
    return _printed(macro, *values)


@lru_cache(MOST_KEPT)
def _printed(macro: Callable[..., str], *given: Hashable) -> str:
    return macro(*given)


def _made(file: str, macro: str, *given: object) -> Markup:
    made: Markup = get_template_attribute(f"components/{file}.html", macro)(*given)
    return made


def _once(key: object, make: Callable[[], Markup]) -> Markup:
    kept: dict[object, Markup] = current_app.extensions.setdefault("page_pieces", {})
    if key not in kept or current_app.debug:
        kept[key] = make()
    return kept[key]


def init_app(app: Flask) -> None:
    """Give templates these pieces."""
    shared: dict[str, Callable[..., Any]] = {
        "icon": icon,
        "kept": kept,
        "sheets": sheets,
        "switches": switches,
    }
    app.jinja_env.globals.update(shared)
