"""Markdown → clean HTML, step by step. Runs in the child process of `lms.markdown.process` only.

Knows no languages and no documents. HTML typed by authors is shown as text, not obeyed; what
is made is cleaned against a list of what is allowed all the same. Texts that would keep the
renderer busy for long are refused before it starts.
"""

import re

import nh3
from markdown import Markdown

from lms.errors import Invalid
from lms.markdown.guard import TAB, TOO_ENTANGLED, guard
from lms.markdown.manners import ALIGNMENT, Manners, is_ours

SCHEME = re.compile(r"([^/?#]*):")
SCHEMES = {"http", "https", "mailto"}
TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code"),
    *("strong", "em", "del", "a", "img", "figure", "figcaption", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "th": {"scope"},
}
CLASSES = {"th": set(ALIGNMENT.values()), "td": set(ALIGNMENT.values())}


def to_html(text: str) -> str:
    """The HTML of a Markdown text.

    Raises Invalid for a text that is too large or too entangled, and for a picture from elsewhere.
    """
    guard(text)
    try:
        made = _renderer().convert(text)
    except RecursionError:
        raise Invalid(TOO_ENTANGLED, line=1) from None
    return _wrap_tables(_clean(made))


def _renderer() -> Markdown:
    return Markdown(
        extensions=["tables", "sane_lists", "fenced_code", "pymdownx.tilde", Manners()],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "pymdownx.tilde": {"subscript": False},
        },
        tab_length=TAB,
    )


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
