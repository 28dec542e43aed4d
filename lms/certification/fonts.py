"""Which characters of a certificate the printing font lacks."""

from lms.certification.domain import unprintable
from lms.printing import glyphs


def lacking_glyphs(*texts: str) -> str:
    """The characters of texts that cannot be printed, each once; empty when all can."""
    return "".join(unprintable("".join(texts), glyphs()))
