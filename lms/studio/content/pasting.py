"""HTML from elsewhere (a word processor, a web page) → the Markdown that lessons are written in.

The HTML is an enemy's: it is cleaned first, and of what is left only headings, paragraphs, lists,
tables, quotes, weight and links stay. Nothing of it is ever shown as HTML.
"""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

import nh3
from bs4 import BeautifulSoup, NavigableString, Tag
from markdownify import MarkdownConverter

from lms.errors import N_, Invalid
from lms.studio.content.copying import proposed
from lms.studio.content.wordlists import make_lists

LARGEST_HTML = 1_000_000  # characters
MOST_TAGS = 10_000
DEEPEST = 60  # elements around another
MOST_OPEN = 20  # elements of formatting at once
LONGEST_TEXT = 150_000  # characters of Markdown
WIDEST = 12  # columns that a merged cell is taken for
INDENT = 4  # columns that make a level of a list
HIGHEST, LOWEST = 2, 4  # headings of a lesson, as many "#"
HEADINGS = tuple(f"h{level}" for level in range(1, 7))

TAG = re.compile(r"<[a-zA-Z/]")
ENDS = re.compile(r"<(/?)([a-z0-9]+)")
BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-5]00)")
ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
SIGNS = re.compile(r"^(#{1,6}(?=\s)|-{3,}|`{3,}|~{3,})", re.MULTILINE)
OBEYED = re.compile(r"<(?=!--|br\b|https?:|mailto:)", re.IGNORECASE)  # what our Markdown would take
TAKEN = frozenset({"content", "rule", "declaration"})  # ids of the page of a lesson

TOO_LARGE = N_("这一段太长或者太复杂，转不了；请分几段贴。")

KEPT = {
    *HEADINGS,
    *("p", "br", "hr", "blockquote", "ul", "ol", "li", "strong", "b", "em", "i", "a", "span"),
    *("table", "thead", "tbody", "tr", "th", "td", "pre", "code", "img", "div"),
}
FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong"}
FORMATTING |= {"tt", "u"}
DROPPED = {"script", "style", "head", "title", "svg", "math", "iframe", "object", "template"}
ATTRIBUTES = {
    "a": {"href"},
    "p": {"style"},
    "span": {"style"},
    "b": {"style"},
    "td": {"colspan"},
    "th": {"colspan"},
    "img": {"src", "alt"},
}
Show = Callable[[str, str], str]  # a picture's address and words → the line that shows it, or ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was made of HTML, and how many pictures of it are left out."""

    text: str
    pictures: int


def _leave_out(_address: str, _alt: str) -> str:
    return ""


def to_markdown(html: str, show: Show = _leave_out) -> Pasted:
    """The Markdown of HTML; `show` says which pictures stay. Raises Invalid for too much of it."""
    if len(html) > LARGEST_HTML or len(TAG.findall(html)) > MOST_TAGS:
        raise Invalid(TOO_LARGE)
    if _depth(html.lower(), FORMATTING) > MOST_OPEN:  # each is opened again in every paragraph
        raise Invalid(TOO_LARGE)
    clean = nh3.clean(
        INVISIBLE.sub("", html),
        tags=KEPT,
        clean_content_tags=DROPPED,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )
    if _depth(clean, KEPT - {"br", "hr", "img"}) > DEEPEST:
        raise Invalid(TOO_LARGE)
    soup = BeautifulSoup(clean, "html.parser")
    pictures = _settle_pictures(soup, show)
    make_lists(soup)
    for settle in (_settle_links, _settle_weight, _settle_cells, _settle_numbers):
        settle(soup)
    _settle_headings(soup)
    text = House(heading_style="atx", autolinks=False, table_infer_header=True).convert_soup(soup)
    if len(text) > LONGEST_TEXT:
        raise Invalid(TOO_LARGE)
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return Pasted(EMPTY_LINES.sub("\n\n", lines).strip(), pictures)


class House(MarkdownConverter):
    """What the Markdown of lessons has of its own: ids, indentation by four, signs kept apart."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Keep words from being taken for signs."""
        plain = super().escape(BLANKS.sub(" ", text), parent_tags)  # type: ignore[misc]
        said = SIGNS.sub(r"\\\1", OBEYED.sub("&lt;", plain.replace("![", "!\\[")))
        return said.replace("|", "\\|") if "td" in parent_tags or "th" in parent_tags else said

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A heading; a section has its id."""
        if "_inline" in parent_tags:
            return text
        words = " ".join(text.split())
        id_ = f" {{#{el['id']}}}" if el.has_attr("id") else ""
        return f"\n\n{'#' * n} {words}{id_}\n\n" if words else ""

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """An item, with what stands inside it indented by four."""
        first, *rest = text.strip().split("\n")
        mark = f"{el['value']}." if el.has_attr("value") else "-"
        below = "".join(f"\n{' ' * INDENT}{line}" if line.strip() else "\n" for line in rest)
        return f"{mark} {first}{below}\n" if first else ""


def _depth(html: str, names: Set[str]) -> int:
    """How many elements of these names are open at once, at most."""
    depth = deepest = 0
    for end, name in ENDS.findall(html):
        if name in names:
            depth += -1 if end else 1
            deepest = max(deepest, depth)
    return deepest


def _settle_pictures(soup: BeautifulSoup, show: Show) -> int:
    """Put the line of each picture that stays into a paragraph of its own; how many do not."""
    left_out = 0
    for image in soup.find_all("img"):
        line = show(str(image.get("src", "")), str(image.get("alt", "")))
        left_out += not line
        image.replace_with(NavigableString(line))
    return left_out


def _settle_links(soup: BeautifulSoup) -> None:
    """Let links lead to whole addresses, or be words."""
    for link in soup.find_all("a"):
        address = str(link.get("href", "")).strip()
        if ADDRESS.fullmatch(address):
            link["href"] = address.replace("(", "%28").replace(")", "%29")
        else:
            link.unwrap()


def _settle_weight(soup: BeautifulSoup) -> None:
    """Let what looks bold be bold, and nothing else."""
    for span in soup.find_all(["span", "b"]):
        style = str(span.get("style", ""))
        if span.name == "b" and NOT_BOLD.search(style):
            span.unwrap()
        elif span.name == "span" and BOLD.search(style):
            span.name = "strong"


def _settle_cells(soup: BeautifulSoup) -> None:
    for cell in soup.find_all(["td", "th"]):
        wide = str(cell.get("colspan", ""))
        is_number = wide.isascii() and wide.isdigit() and len(wide) <= len(str(WIDEST))
        cell["colspan"] = str(min(int(wide), WIDEST)) if is_number else "1"


def _settle_numbers(soup: BeautifulSoup) -> None:
    for ordered in soup.find_all("ol"):
        for number, item in enumerate(ordered.find_all("li", recursive=False), 1):
            item["value"] = str(number)


def _settle_headings(soup: BeautifulSoup) -> None:
    found = [one for one in soup.find_all(HEADINGS) if one.get_text().strip()]
    highest = min((int(one.name[1]) for one in found), default=HIGHEST)
    names = _names()
    for heading in found:
        level = min(int(heading.name[1]) - highest + HIGHEST, LOWEST)
        heading.name = f"h{level}"
        for bold in heading.find_all(["strong", "b", "em", "i", "a", "br"]):
            bold.unwrap()
        if level == HIGHEST:
            heading["id"] = names(heading.get_text())


def _names() -> Callable[[str], str]:
    """Gives each section an id by the sound of its heading, no two the same."""
    given = set(TAKEN)

    def name(title: str) -> str:
        wanted = proposed(title).removeprefix("check-") or "section"
        found = next(one for one in _numbered(wanted) if one not in given)
        given.add(found)
        return found

    return name


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in range(2, MOST_TAGS))
