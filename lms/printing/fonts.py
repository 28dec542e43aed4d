"""The printing font: where it lies, which characters it can show, what stands for the others."""

from collections.abc import Iterable
from functools import cache

from fontTools.ttLib import TTFont

from lms.config import ROOT

FONTS = ROOT / "static" / "fonts"
MISSING = "〓"  # what Chinese typesetters put for a character that they do not have


@cache
def glyphs() -> frozenset[int]:
    """The code points that the printing font can show."""
    with TTFont(FONTS / "NotoSansSC-Regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def lacking(texts: Iterable[str]) -> str:
    """The characters of texts that cannot be printed, each once, in their order."""
    known = glyphs()
    found = (c for text in texts for c in text if ord(c) not in known and not c.isspace())
    return "".join(dict.fromkeys(found))


def printable(text: str) -> str:
    """A text in which 〓 stands for each character that cannot be printed."""
    known = glyphs()
    return "".join(c if ord(c) in known or c.isspace() else MISSING for c in text)
