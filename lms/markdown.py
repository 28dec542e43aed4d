"""Authored Markdown → safe HTML. `render` is the only maker of `Markup` in the product.

Knows no languages and no documents. HTML typed by authors is shown as text, not obeyed; what
is made is cleaned against a list of what is allowed all the same. Texts that would keep the
renderer busy for long are refused before it starts.
"""

import re
import string
from collections.abc import Callable
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from lms.errors import N_, Invalid

RENDERER = "2026-11-22"  # changes with anything that changes the HTML; kept HTML is then made anew
LARGEST = 200_000  # bytes of UTF-8
DEEPEST = 12  # levels of lists and quotes
TAB = 4  # columns of indentation that make a level

# Python-Markdown looks from every "[" to the end of its paragraph, and from other marks and lines
# nearly as far: its time grows with marks times length. Measured: one unit is 6 to 10 nanoseconds.
HIGHEST_EFFORT = 60_000_000
BRACKET_EFFORT = 25
MARK_EFFORT = 1_500  # for each mark, however short its paragraph
BLANK_LINE = re.compile(r"\n[ \t]*\n")
MARK = re.compile(f"[{re.escape(string.punctuation)}\n]")
FENCE = re.compile(r"^[ ]*(?:```|~~~)", re.MULTILINE)
LEVEL = re.compile(r"[ \t]+|>|[-*+](?=[ \t])|[0-9]+\.(?=[ \t])")

HEADING = re.compile(r"h[1-6]")
HEADING_ID = re.compile(r"[ ]*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}[ ]*$")
ALIGNMENT = {"left": "text-start", "center": "text-center", "right": "text-end"}
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

Addressing = Callable[[str], str]


def render(text: str, *, image_at: Addressing = str) -> Markup:
    """The HTML of a Markdown text.

    `image_at` turns the address of a picture as written into the one where it is served. Raises
    Invalid for a text that is too large or too entangled, and for a picture from elsewhere.
    """
    _guard(text)
    try:
        made = _renderer(image_at).convert(text)
    except RecursionError:
        raise Invalid(TOO_ENTANGLED, line=1) from None
    return Markup(_wrap_tables(_clean(made)))  # noqa: S704 - cleaned the line before


def kept(html: str) -> Markup:
    """HTML that `render` made and the database kept."""
    return Markup(html)  # noqa: S704 - came from render


TOO_ENTANGLED = N_("第 %(line)s 行起的这一段符号太多，太难排版；请拆短，或者去掉多余的方括号。")
TOO_DEEP = N_("第 %(line)s 行的列表或引用套得太深；最多 %(most)s 层。")


def _guard(text: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        message = N_("文字太长（%(size)s kB）；最多 %(most)s kB，请分成几篇。")
        raise Invalid(message, size=-(-size // 1000), most=LARGEST // 1000)
    _guard_effort(text)
    _guard_nesting(text)


def _guard_effort(text: str) -> None:
    effort = len(text) * len(FENCE.findall(text))
    line = 1
    for block in BLANK_LINE.split(text):
        marks = len(MARK.findall(block)) + 2  # its own and the blank line after it
        effort += marks * MARK_EFFORT + len(block) * (marks + BRACKET_EFFORT * block.count("["))
        if effort > HIGHEST_EFFORT:
            raise Invalid(TOO_ENTANGLED, line=line)
        line += block.count("\n") + 2


def _guard_nesting(text: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if _levels(line) > DEEPEST:
            raise Invalid(TOO_DEEP, line=number, most=DEEPEST)


def _levels(line: str) -> int:
    """How many lists, quotes and indentations a line opens before its text begins."""
    levels, position = 0, 0
    while found := LEVEL.match(line, position):
        blank = len(found[0].expandtabs(TAB)) if found[0].isspace() else TAB
        levels, position = levels + blank // TAB, found.end()
    return levels


def _renderer(image_at: Addressing) -> Markdown:
    extensions: list[str | Extension] = [
        "tables",
        "sane_lists",
        "fenced_code",
        "pymdownx.tilde",
        _Manners(image_at),
    ]
    options = {
        "tables": {"use_align_attribute": True},
        "pymdownx.tilde": {"subscript": False},
    }
    return Markdown(extensions=extensions, extension_configs=options, tab_length=TAB)


class _Manners(Extension):
    """What our Markdown does differently."""

    def __init__(self, image_at: Addressing) -> None:
        super().__init__()
        self._image_at = image_at

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_Comments(md), "comments", 20)  # after fenced code is put aside
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"<br ?/?>", "br"), "break", 95)
        md.treeprocessors.register(_Finish(md, self._image_at), "finish", 5)


class _Comments(Preprocessor):
    """Leaves out `<!-- notes to oneself -->`; one that is never closed stays and is shown."""

    def run(self, lines: list[str]) -> list[str]:
        text, kept_parts, position = "\n".join(lines), [], 0
        while (start := text.find("<!--", position)) >= 0:
            end = text.find("-->", start + 4)
            if end < 0:
                break
            kept_parts.append(text[position:start])
            position = end + 3
        return "".join([*kept_parts, text[position:]]).split("\n")


class _Finish(Treeprocessor):
    """Gives headings their ids, cells their classes, pictures their addresses and captions."""

    def __init__(self, md: Markdown, image_at: Addressing) -> None:
        super().__init__(md)
        self._image_at = image_at

    def run(self, root: Element) -> None:
        for element in root.iter():
            if HEADING.fullmatch(element.tag):
                _finish_heading(element)
            elif element.tag in {"th", "td"}:
                _finish_cell(element)
            elif element.tag == "img":
                self._finish_image(element)
        for paragraph in root.iter("p"):
            _caption(paragraph)

    def _finish_image(self, image: Element) -> None:
        written = image.get("src", "")
        served = self._image_at(written)
        if not _is_ours(served):
            raise Invalid(
                N_("图片只能用本站的，写文件名，不要写网址（%(address)s）。"), address=written
            )
        if not image.get("alt", "").strip():
            message = N_("图片 %(address)s 缺少说明；请在方括号里写上图里有什么。")
            raise Invalid(message, address=written)
        image.set("src", served)


def _is_ours(address: str) -> bool:
    parts = urlsplit(address)
    if not address or parts.scheme or parts.netloc or "\\" in address or ".." in parts.path:
        return False
    return not parts.path.startswith("/") or parts.path.startswith("/static/")


def _finish_heading(heading: Element) -> None:
    """Take `{#id}` from the end of a heading; a page has one h1 already, so ours begin at h2."""
    if heading.tag == "h1":
        heading.tag = "h2"
    last = heading[-1] if len(heading) else None
    text = (heading.text if last is None else last.tail) or ""
    found = HEADING_ID.search(text)
    if found is None:
        return
    heading.set("id", found[1])
    if last is None:
        heading.text = text[: found.start()]
    else:
        last.tail = text[: found.start()]


def _finish_cell(cell: Element) -> None:
    alignment = cell.attrib.pop("align", None)
    if alignment in ALIGNMENT:
        cell.set("class", ALIGNMENT[alignment])
    if cell.tag == "th":
        cell.set("scope", "col")


def _caption(paragraph: Element) -> None:
    """Turn a paragraph that is only a picture with a title into a figure with a caption."""
    is_alone = len(paragraph) == 1 and not (paragraph.text or "").strip()
    if not is_alone or paragraph[0].tag != "img" or (paragraph[0].tail or "").strip():
        return
    caption = paragraph[0].attrib.pop("title", None)
    paragraph.tag = "figure"
    if caption:
        SubElement(paragraph, "figcaption").text = caption


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


def _filter(tag: str, attribute: str, value: str) -> str | None:
    return None if (tag, attribute) == ("img", "src") and not _is_ours(value) else value


def _wrap_tables(html: str) -> str:
    """Let wide tables scroll by themselves; a cleaned `<table>` has no attributes."""
    opened = html.replace("<table>", '<div class="table-responsive" tabindex="0"><table>')
    return opened.replace("</table>", "</table></div>")
