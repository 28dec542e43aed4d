"""What templates share: addresses of static files, theme, languages."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask, current_app, request, url_for

from lms.config import ROOT
from lms.i18n import language

THEMES = ("auto", "light", "dark")


STATIC_FOLDER: Path = ROOT / "static"


def asset(path: str) -> str:
    """The address of a static file, with its version, so that browsers may keep it for ever.

    Made once per process: a page names dozens of them.
    """
    addresses: dict[str, str] = current_app.extensions.setdefault("asset_addresses", {})
    if path not in addresses or current_app.debug:
        addresses[path] = url_for("static", filename=path, v=_version(STATIC_FOLDER / path))
    return addresses[path]


def _version(file: Path) -> str:
    return format(file.stat().st_mtime_ns & 0xFFFFFFFFFF, "x") if file.is_file() else "0"


def theme() -> str:
    """The colour theme chosen in this browser: auto, light or dark."""
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def _context() -> dict[str, object]:
    return {"language": language(), "theme": theme()}


def init_app(app: Flask) -> None:
    """Give templates what they share."""
    app.context_processor(_context)
    shared: dict[str, Callable[..., object]] = {"asset": asset}
    app.jinja_env.globals.update(shared)
