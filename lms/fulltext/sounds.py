"""How Chinese characters sound, character by character (pypinyin, from Unihan and CC-CEDICT).

Its readings of whole phrases are left out: they take 40 MB in every process, and names and single
terms are not in them.
"""

import os

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")

from pypinyin import Style, lazy_pinyin, pinyin  # reads these when it is loaded

__all__ = ["sounds", "tones"]


def sounds(text: str) -> list[str]:
    """The sound of each character without tones; what is not Chinese stays as it is."""
    found: list[str] = lazy_pinyin(text)
    return found


def tones(character: str) -> list[str]:
    """All readings of a character, with tones."""
    found: list[str] = pinyin(character, style=Style.TONE, heteronym=True)[0]
    return found
