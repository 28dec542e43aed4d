"""Authored Markdown → safe HTML. `render` is the only maker of `Markup` in the product.

The work is done in a child process (`process`, `child`, `rendering`), so that no text can keep the
product busy or exhaust its memory.
"""

from markupsafe import Markup

from lms.markdown.guard import LARGEST, check_size
from lms.markdown.paragraphs import ended, highlighted, is_paragraph, pieces, plain
from lms.markdown.process import renderer
from lms.markdown.terms import led_back, linked, mention

__all__ = [
    "LARGEST",
    "RENDERER",
    "ended",
    "highlighted",
    "is_paragraph",
    "kept",
    "led_back",
    "linked",
    "mention",
    "pieces",
    "plain",
    "render",
    "rest",
]

RENDERER = "2026-11-24"  # changes with anything that changes the HTML; kept HTML is then made anew


def render(text: str) -> Markup:
    """The HTML of a Markdown text.

    Raises Invalid for a text that is too large or too entangled, and for a picture from elsewhere.
    """
    check_size(text)
    html = renderer.html(text)
    return Markup(html)  # noqa: S704  # nosec B704  # cleaned in the child


def rest() -> None:
    """Let the child process go until there is something to render again."""
    renderer.close()


def kept(html: str) -> Markup:
    """HTML that `render` made and the database kept."""
    return Markup(html)  # noqa: S704  # nosec B704  # came from render
