"""What comes in: no NUL reaches the product, for PostgreSQL cannot even be asked for one."""

from functools import cached_property

import flask
from flask import Flask, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from lms.errors import NotFound

NUL = "\0"


class Request(flask.Request):
    """A request whose query is read without NULs."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """What stands after the question mark."""
        pairs = super().args.items(multi=True)
        return ImmutableMultiDict((name, value.replace(NUL, "")) for name, value in pairs)


def _refuse_nul() -> None:
    if NUL in request.path:
        raise NotFound  # nothing of ours is called so


def init_app(app: Flask) -> None:
    """Read requests so."""
    app.request_class = Request
    app.before_request(_refuse_nul)
