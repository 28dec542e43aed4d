"""Terms in rendered HTML: the first mention of each becomes a link to what it means.

Works on HTML that `render` or a template made: well-formed, clean, and so it stays.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import urljoin

from markupsafe import Markup

TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?:\"[^\"]*\"|[^\">])*>")
ADDRESS = re.compile(r"(<a\s[^>]*?href=\")([^\"#][^\"]*)")
CLOSED = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "abbr", "button"})


def mention(name: str) -> re.Pattern[str]:
    """How a name is found in a text; one of letters only as a whole word."""
    edge = r"\b" if name.isascii() else ""
    return re.compile(f"{edge}{re.escape(name)}{edge}", re.IGNORECASE)


def linked(pieces: Iterable[str], names: Mapping[str, str]) -> list[Markup]:
    """Pieces of one page with the first mention of each name linked; `names`: anchor → name."""
    longest = sorted(names, key=lambda anchor: -len(names[anchor]))
    waiting = {anchor: mention(escape(names[anchor], quote=False)) for anchor in longest}
    made = ("".join(_linked(str(piece), waiting)) for piece in pieces)
    return [Markup(html) for html in made]  # noqa: S704  # nosec B704  # from render


def led_back(html: str, home: str) -> Markup:
    """The same with its links to other pages as whole addresses below `home`."""
    led = ADDRESS.sub(lambda link: link[1] + urljoin(home, link[2]), str(html))
    return Markup(led)  # noqa: S704  # nosec B704  # from render


def _linked(html: str, waiting: dict[str, re.Pattern[str]]) -> Iterator[str]:
    closed = place = 0
    for tag in TAG.finditer(html):
        text = html[place : tag.start()]
        yield text if closed else _wrapped(text, waiting)
        yield tag[0]
        if tag["name"].lower() in CLOSED:
            closed += -1 if tag["end"] else 1
        place = tag.end()
    yield _wrapped(html[place:], waiting)


def _wrapped(text: str, waiting: dict[str, re.Pattern[str]]) -> str:
    """A run of text with what is mentioned in it for the first time as a link."""
    if not text.strip():
        return text
    for anchor, pattern in list(waiting.items()):
        found = pattern.search(text)
        if found:
            del waiting[anchor]
            before, after = text[: found.start()], text[found.end() :]
            link = f'<a class="term" href="#{anchor}">{found[0]}</a>'
            return _wrapped(before, waiting) + link + _wrapped(after, waiting)
    return text
