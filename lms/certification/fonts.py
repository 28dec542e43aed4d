"""The printing font: where it lies, and which characters it lacks."""

from functools import cache

from fontTools.ttLib import TTFont

from lms.certification.domain import unprintable
from lms.config import ROOT

FONTS = ROOT / "static" / "fonts"


@cache
def glyphs() -> frozenset[int]:
    """The code points that the printing font can show."""
    with TTFont(FONTS / "NotoSansSC-Regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def lacking_glyphs(*texts: str) -> str:
    """The characters of texts that cannot be printed, each once; empty when all can."""
    return "".join(unprintable("".join(texts), glyphs()))
