"""What templates share: addresses of static files, theme, languages."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask, current_app, request, url_for

from lms.config import ROOT
from lms.i18n import LANGUAGES, language

THEMES = ("auto", "light", "dark")


STATIC_FOLDER: Path = ROOT / "static"


def asset(path: str) -> str:
    """The address of a static file, with its version, so that browsers may keep it for ever."""
    return url_for("static", filename=path, v=_version(path))


def _version(path: str) -> str:
    versions: dict[str, str] = current_app.extensions.setdefault("asset_versions", {})
    if path not in versions or current_app.debug:
        file = ROOT / "static" / path
        versions[path] = (
            format(file.stat().st_mtime_ns & 0xFFFFFFFFFF, "x") if file.is_file() else "0"
        )
    return versions[path]


def theme() -> str:
    """The colour theme chosen in this browser: auto, light or dark."""
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def _context() -> dict[str, object]:
    return {"language": language(), "languages": list(LANGUAGES.items()), "theme": theme()}


def init_app(app: Flask) -> None:
    """Give templates what they share."""
    app.context_processor(_context)
    shared: dict[str, Callable[..., object]] = {"asset": asset}
    app.jinja_env.globals.update(shared)
