"""Rendered HTML taken apart into its paragraphs, and what readers put into them.

Works on HTML that `render` or a template made: well-formed, clean, and so it stays.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

TOKEN = re.compile(
    r"(?P<tag><(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?:\"[^\"]*\"|[^\">])*>)"
    r"|(?P<text>&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|[^<&]|[<&])"
)
FIRST_TAG = re.compile(r"\s*<(?P<name>[a-z][a-z0-9]*)(?P<rest>[^>]*)>")
VOID = frozenset({"br", "hr", "img", "input", "col", "wbr", "source"})
UNMARKED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hr"})
INLINE = frozenset(
    ["a", "b", "code", "del", "em", "i", "mark", "s", "span", "strong", "sub", "sup"]
)
ENDS = {"p": "</p>", "ul": "</li>", "ol": "</li>", "blockquote": "</p>", "dl": "</dd>"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A character that people see: where it stands in the HTML, and in which run between tags."""

    text: str
    start: int
    end: int
    run: int


def pieces(html: str) -> tuple[str, ...]:
    """The elements of the outermost level, one after the other."""
    html, found, start, depth = str(html), [], 0, 0  # slices of Markup would be escaped
    for token in TOKEN.finditer(html):
        if not token["tag"] or token["name"] in VOID:
            if token["name"] == "hr" and not depth:
                found.append(html[start : token.end()])
                start = token.end()
            continue
        depth += -1 if token["end"] else 1
        if not depth:
            found.append(html[start : token.end()])
            start = token.end()
    rest = html[start:]
    return (*found, rest) if rest.strip() else tuple(found)


def is_paragraph(piece: str) -> bool:
    """Whether an element is something that people read and talk about, other than a heading."""
    first = FIRST_TAG.match(piece)
    return first is not None and first["name"] not in UNMARKED and bool(plain(piece))


def plain(html: str) -> str:
    """The words of HTML; blanks, and what begins a new line, as one blank."""
    return " ".join("".join(_words(token) for token in TOKEN.finditer(html)).split())


def _words(token: re.Match[str]) -> str:
    if token["tag"]:
        return "" if token["name"] in INLINE else " "
    return unescape(token["text"])


def ended(piece: str, anchor: str, link: Markup) -> Markup:
    """A paragraph that can be linked to, with a link at its end."""
    piece = str(piece)  # slices of Markup would be escaped
    first = FIRST_TAG.match(piece)
    if first is not None and " id=" not in first["rest"]:
        place = first.end("name")
        piece = f'{piece[:place]} id="{anchor}"{piece[place:]}'
    end = ENDS.get(first["name"], "") if first else ""
    place = piece.rfind(end) if end else len(piece)
    made = "".join([piece[:place], str(link), piece[place:]])
    return Markup(made)  # noqa: S704  # nosec B704  # from render


def highlighted(html: str, quotes: Iterable[str]) -> Markup:
    """The same with every quoted stretch of words in <mark>; what is not there stays unmarked."""
    html = str(html)  # slices of Markup would be escaped
    letters = list(_letters(html))
    text = "".join(letter.text for letter in letters)
    chosen: set[int] = set()
    for quote in quotes:
        wanted = "".join(quote.split())
        start = text.find(wanted) if wanted else -1
        if start >= 0:
            chosen.update(range(start, start + len(wanted)))
    made, place = [], 0
    for begin, end in _runs(letters, chosen):
        made += [html[place:begin], '<mark class="own">', html[begin:end], "</mark>"]
        place = end
    return Markup("".join([*made, html[place:]]))  # noqa: S704  # nosec B704  # from render


def _letters(html: str) -> Iterator[Letter]:
    run = 0
    for token in TOKEN.finditer(html):
        if token["tag"]:
            run += 1
            continue
        for character in "".join(unescape(token["text"]).split()):
            yield Letter(character, token.start(), token.end(), run)


def _runs(letters: list[Letter], chosen: set[int]) -> Iterator[tuple[int, int]]:
    """The chosen stretches between tags, from their first letter to their last."""
    begin: Letter | None = None
    last: Letter | None = None
    for number, letter in enumerate(letters):
        goes_on = last is not None and letter.run == last.run and number - 1 in chosen
        if begin and last and (number not in chosen or not goes_on):
            yield begin.start, last.end
            begin = None
        if number in chosen:
            begin, last = begin or letter, letter
    if begin and last:
        yield begin.start, last.end
