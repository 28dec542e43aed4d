"""What our Markdown does differently: no HTML, heading ids, captions, pictures from here only."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from lms.errors import N_, Invalid

HEADING = re.compile(r"h[1-6]")
HEADING_ID = re.compile(r"[ ]*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}[ ]*$")
ALIGNMENT = {"left": "text-start", "center": "text-center", "right": "text-end"}

Addressing = Callable[[str], str]


def is_ours(address: str) -> bool:
    """Whether a picture's address is relative or below /static/."""
    parts = urlsplit(address)
    if not address or parts.scheme or parts.netloc or "\\" in address or ".." in parts.path:
        return False
    return not parts.path.startswith("/") or parts.path.startswith("/static/")


class Manners(Extension):
    """What our Markdown does differently."""

    def __init__(self, image_at: Addressing) -> None:
        super().__init__()
        self._image_at = image_at

    def extendMarkdown(self, md: Markdown) -> None:
        """Put our own steps among those of Python-Markdown."""
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
        if not is_ours(served):
            raise Invalid(
                N_("图片只能用本站的，写文件名，不要写网址（%(address)s）。"), address=written
            )
        if not image.get("alt", "").strip():
            message = N_("图片 %(address)s 缺少说明；请在方括号里写上图里有什么。")
            raise Invalid(message, address=written)
        image.set("src", served)


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
