"""Where answers lead, and in which shape they are wanted."""

from typing import Any
from urllib.parse import urlsplit

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue


def see_other(endpoint: str, **values: Any) -> ResponseReturnValue:
    """Redirect after a post (303)."""
    return redirect(url_for(endpoint, **values), 303)


def own_address(address: str | None) -> str | None:
    """The address if it leads to a page of this server, else None: no open redirects."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    parts = urlsplit(address)
    controls = any(ord(c) < ord(" ") for c in address) or "\\" in address
    return None if parts.scheme or parts.netloc or controls else address


def wants_json() -> bool:
    """Whether the answer is asked for as JSON."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.path.startswith("/api/") or best == "application/json"


def is_fragment() -> bool:
    """Whether htmx asks, so that a part of a page is wanted."""
    return request.headers.get("HX-Request") == "true"
