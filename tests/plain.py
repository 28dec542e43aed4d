"""Pages as Jinja alone prints them, to be compared with ours."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from flask import Flask
from jinja2 import Template
from jinja2.runtime import Context

from lms.pages import pieces
from lms.pages.templates import Templates

# What differs from one visit to the next: signed or random.
_PASSING = re.compile(
    r'((?:name="(?:csrf_token|key|page|typed)" |nonce=|"X-CSRFToken": )[^>]*?value=)"[^"]*"'
    r'|nonce="[^"]*"'
)


class Plain(Templates):
    """Templates without what ours do for speed."""

    template_class = Template
    context_class = Context


@contextmanager
def printed_plainly(app: Flask) -> Iterator[None]:
    """Let an application print its pages by Jinja alone, and remember no piece of them."""
    with (
        patch.dict(app.jinja_env.__dict__, editions=_plain_editions(app)),
        patch.object(pieces, "_printed", lambda macro, *given: macro(*given)),
    ):
        yield


@cache
def _plain_editions(app: Flask) -> dict[str, Plain]:
    editions = {}
    for tag, ours in app.jinja_env.editions.items():
        editions[tag] = ours.overlay()
        editions[tag].__class__ = Plain
        editions[tag].speaks = tag
    return editions


def lasting(page: str) -> str:
    """What of a page is the same at the next visit."""
    return _PASSING.sub(r"\1", page)
