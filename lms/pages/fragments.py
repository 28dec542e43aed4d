"""Answers to htmx: a part of the page, where the focus goes, and what those who listen hear.

What a plain form gets as a redirect, htmx gets as the parts that have changed.
"""

import json
from urllib.parse import urlsplit

from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from lms.pages.addresses import is_fragment, own_address

MOVE, LEAVE = "move-to", "leave-for"  # the events that static/js/parts.mjs listens to
FLASHES = "#flashes"


def part(
    template: str,
    *,
    status: int = 200,
    focus: str,
    show: str = "",
    say: str = "",
    **values: object,
) -> Response:
    """Answer with parts of a page; `focus` is the id of what is to be read next.

    `show` is the id of what is moved to the top of the screen, if that is wanted. `say` is what is
    announced, where the focus alone does not tell it.
    """
    response = make_response(render_template(template, **values), status)
    move = {"id": focus, "show": show, "say": say}
    response.headers["HX-Trigger-After-Settle"] = json.dumps({MOVE: move})
    return response


def leave_for(address: str) -> ResponseReturnValue:
    """Let the browser open another page instead of this one, so that Back leads out of both.

    The address names no place on a page: that alone would load nothing.
    """
    return "", 204, {"HX-Trigger": json.dumps({LEAVE: {"address": address}})}


def frame() -> str:
    """What a page stands in: everything, or for htmx the content alone.

    A page that comes back from the history is wanted whole.
    """
    is_whole = request.headers.get("HX-History-Restore-Request") == "true"
    return "base.html" if is_whole or not is_fragment() else "part.html"


def place() -> str | None:
    """The page that htmx asks from, as an address of ours."""
    parts = urlsplit(request.headers.get("HX-Current-URL", ""))
    return own_address(parts.path + (f"?{parts.query}" if parts.query else ""))


def beside(response: Response) -> Response:
    """Show a refusal above the page that stays as it is, with what was typed in it."""
    response.headers["HX-Retarget"] = FLASHES
    response.headers["HX-Reswap"] = "innerHTML show:none"
    response.headers["HX-Push-Url"] = "false"
    return response


def init_app(app: Flask) -> None:
    """Let templates say what they stand in."""
    app.jinja_env.globals["frame"] = frame
