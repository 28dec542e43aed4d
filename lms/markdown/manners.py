"""What our Markdown does differently: no HTML, captions, pictures from here only."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from lms.errors import N_, Invalid

ALIGNMENT = {"left": "text-start", "center": "text-center", "right": "text-end"}


def is_ours(address: str) -> bool:
    """Whether a picture's address is relative or below /static/."""
    parts = urlsplit(address)
    if not address or parts.scheme or parts.netloc or "\\" in address or ".." in parts.path:
        return False
    return not parts.path.startswith("/") or parts.path.startswith("/static/")


class Manners(Extension):
    """What our Markdown does differently."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Put our own steps among those of Python-Markdown."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_Comments(md), "comments", 20)  # after fenced code is put aside
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"<br ?/?>", "br"), "break", 95)
        md.treeprocessors.register(_Finish(md), "finish", 5)


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
    """Puts headings in their place, gives cells their classes and pictures their captions."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"  # a page has its h1 already
            elif element.tag in {"th", "td"}:
                _finish_cell(element)
            elif element.tag == "img":
                _check_image(element)
        for paragraph in root.iter("p"):
            _caption(paragraph)


def _check_image(image: Element) -> None:
    address = image.get("src", "")
    if not is_ours(address):
        message = N_("图片只能用本站的，写文件名，不要写网址（%(address)s）。")
        raise Invalid(message, address=address)
    if not image.get("alt", "").strip():
        message = N_("图片 %(address)s 缺少说明；请在方括号里写上图里有什么。")
        raise Invalid(message, address=address)


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
