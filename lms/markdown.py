"""Authored Markdown → safe HTML. `render` is the only maker of `Markup` in the product.

Knows no languages and no documents. HTML typed by authors is shown as text, not obeyed.
"""

from markupsafe import Markup

RENDERER = "1"


def render(text: str) -> Markup:
    """The HTML of a Markdown text. Raises Invalid for what cannot be shown."""
    raise NotImplementedError(text)


def kept(html: str) -> Markup:
    """HTML that `render` made and the database kept."""
    return Markup(html)  # noqa: S704 - came from render, see the table of renderings
