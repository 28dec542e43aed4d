"""What comes in: for a name that is ours, no larger than its route takes, and without NULs.

PostgreSQL cannot even be asked for a NUL. A server that answers to any name can be made to speak to
a stranger's page (DNS rebinding); addresses in digits cannot be abused so and are always ours.
"""

import re
from collections.abc import Callable
from functools import cached_property
from ipaddress import ip_address
from typing import ParamSpec, TypeVar

import flask
from flask import Flask, current_app, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from lms.config import ANY_HOST
from lms.errors import NotFound, UnknownHost

NUL = "\0"
LARGEST = 64 * 1024  # bytes of a request's body, unless its route takes more
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?", re.ASCII)

P = ParamSpec("P")
T = TypeVar("T")


class Request(flask.Request):
    """A request whose query is read without NULs, and whose body only as far as its route takes."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """What stands after the question mark."""
        pairs = super().args.items(multi=True)
        return ImmutableMultiDict((name, value.replace(NUL, "")) for name, value in pairs)

    @property
    def max_content_length(self) -> int | None:
        """How many bytes of body are read; more are refused (413)."""
        view = current_app.view_functions.get(self.endpoint or "")
        return _largest(view) if view else LARGEST

    @max_content_length.setter
    def max_content_length(self, _value: int | None) -> None:
        raise AttributeError("mark the view with pages.takes instead")

    @property
    def max_form_memory_size(self) -> int | None:
        """A text may be as long as the whole body."""
        return self.max_content_length

    @max_form_memory_size.setter
    def max_form_memory_size(self, _value: int | None) -> None:
        raise AttributeError("mark the view with pages.takes instead")


def takes(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Let a route take requests of up to so many bytes: uploads and imports."""

    def mark(view: Callable[P, T]) -> Callable[P, T]:
        view.__dict__["largest"] = size
        return view

    return mark


def largest_request(app: Flask) -> int:
    """How many bytes of body some route of the product takes."""
    return max(map(_largest, app.view_functions.values()), default=LARGEST)


def _largest(view: Callable[..., object]) -> int:
    largest: int = view.__dict__.get("largest", LARGEST)
    return largest


def is_known(host: str, known: frozenset[str]) -> bool:
    """Whether a `Host` header names this server: by a known name or by an address in digits."""
    found = HOST.fullmatch(host.lower())
    if found is None:
        return False
    name = found[1].strip("[]").removesuffix(".")
    return ANY_HOST in known or name in known or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _refuse_strange_names() -> None:
    if not is_known(request.host, current_app.config["SETTINGS"].hosts):
        raise UnknownHost


def _refuse_nul() -> None:
    if NUL in request.path:
        raise NotFound  # nothing of ours is called so


def init_app(app: Flask) -> None:
    """Read requests so."""
    app.request_class = Request
    app.before_request(_refuse_strange_names)
    app.before_request(_refuse_nul)
