"""Browsers in which somebody has signed in before: known to the throttle, trusted with nothing.

The cookie is a random number without meaning. It spares its owner the waiting that strangers' tries
cause; password and code are asked for all the same, also on a computer that many people share.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from flask import Response, after_this_request, current_app, request

from lms.people.domain import Entrance, Knock, folded, network_of
from lms.people.queries import is_known_browser

KEPT = 180 * 24 * 60 * 60  # seconds since the last sign-in there
LONGEST_TYPED = 254  # characters of a login or address that are looked at


@dataclass(frozen=True, slots=True)
class Browser:
    """The browser that asks."""

    token: str

    @property
    def hash(self) -> str:
        """What is stored of it."""
        return sha256(self.token.encode()).hexdigest()


def here() -> Browser:
    """The browser that asks, by the number it carries or by a new one."""
    return Browser(request.cookies.get(_name()) or secrets.token_urlsafe(32))


def keep(browser: Browser) -> None:
    """Let the browser carry its number from now on: somebody has signed in."""

    @after_this_request
    def set_cookie(response: Response) -> Response:
        response.set_cookie(
            _name(),
            browser.token,
            max_age=KEPT,
            secure=current_app.config["SETTINGS"].secure,
            httponly=True,
            samesite="Lax",
        )
        return response


def knock(entrance: Entrance, typed: str) -> Knock:
    """A try of this browser at an account, counted by itself where it is known."""
    account, browser = folded(typed[:LONGEST_TYPED]), here()
    own = browser.hash if is_known_browser(browser.hash, account) else None
    return Knock(entrance, network_of(request.remote_addr or ""), account, own)


def _name() -> str:
    return "__Host-shitu-browser" if current_app.config["SETTINGS"].secure else "shitu-browser"
