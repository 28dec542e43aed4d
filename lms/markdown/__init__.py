"""Authored Markdown → safe HTML. `render` is the only maker of `Markup` in the product.

Knows no languages and no documents. HTML typed by authors is shown as text, not obeyed; what
is made is cleaned against a list of what is allowed all the same. Texts that would keep the
renderer busy for long are refused before it starts.
"""

import re

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markupsafe import Markup

from lms.errors import Invalid
from lms.markdown.guard import LARGEST, TAB, TOO_ENTANGLED, guard
from lms.markdown.manners import ALIGNMENT, Addressing, Manners, is_ours

__all__ = ["LARGEST", "RENDERER", "Addressing", "kept", "render"]

RENDERER = "2026-11-22"  # changes with anything that changes the HTML; kept HTML is then made anew
SCHEME = re.compile(r"([^/?#]*):")
SCHEMES = {"http", "https", "mailto"}
TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code"),
    *("strong", "em", "del", "a", "img", "figure", "figcaption", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "th": {"scope"},
}
CLASSES = {"th": set(ALIGNMENT.values()), "td": set(ALIGNMENT.values())}


def render(text: str, *, image_at: Addressing = str) -> Markup:
    """The HTML of a Markdown text.

    `image_at` turns the address of a picture as written into the one where it is served. Raises
    Invalid for a text that is too large or too entangled, and for a picture from elsewhere.
    """
    guard(text)
    try:
        made = _renderer(image_at).convert(text)
    except RecursionError:
        raise Invalid(TOO_ENTANGLED, line=1) from None
    html = _wrap_tables(_clean(made))
    return Markup(html)  # noqa: S704  # nosec B704  # cleaned above


def kept(html: str) -> Markup:
    """HTML that `render` made and the database kept."""
    return Markup(html)  # noqa: S704  # nosec B704  # came from render


def _renderer(image_at: Addressing) -> Markdown:
    extensions: list[str | Extension] = [
        "tables",
        "sane_lists",
        "fenced_code",
        "pymdownx.tilde",
        Manners(image_at),
    ]
    options = {
        "tables": {"use_align_attribute": True},
        "pymdownx.tilde": {"subscript": False},
    }
    return Markdown(extensions=extensions, extension_configs=options, tab_length=TAB)


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=_filter,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


def _filter(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if is_ours(value) else None
    if attribute == "href":
        scheme = SCHEME.match(value)
        return value if scheme is None or scheme[1].lower() in SCHEMES else None
    return value


def _wrap_tables(html: str) -> str:
    """Let wide tables scroll by themselves; a cleaned `<table>` has no attributes."""
    opened = html.replace("<table>", '<div class="table-responsive" tabindex="0"><table>')
    return opened.replace("</table>", "</table></div>")
