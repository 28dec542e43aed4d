"""Folding: what is written differently and means the same becomes the same.

Each character is folded by itself, whatever stands around it: so whoever types a part of a text
finds that text. Words that Taiwan and the mainland call differently are not a matter of folding;
texts are therefore indexed in all their languages.
"""

import unicodedata
from functools import cache

import opencc

FIRST_RARE, LAST_RARE = 0x20000, 0x3FFFF  # planes of Chinese characters, also of later Unicode
DROPPED = frozenset({"Mn", "Me", "Cf"})  # accents, variation selectors, joiners


class _Folding(dict[int, str]):
    """What each character becomes, by code point; found out once per process."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = _folded(chr(point))
        return folded


FOLDING = _Folding()


def fold(text: str) -> str:
    """The text in small letters of half width, without accents, in simplified characters."""
    return text.translate(FOLDING)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where it stood in the text."""
    folded = fold(text)
    if len(folded) == len(text) and all(len(FOLDING[ord(c)]) == 1 for c in set(text)):
        return folded, list(range(len(text)))
    places = [place for place, c in enumerate(text) for _ in FOLDING[ord(c)]]
    return folded, places


def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    simplified = "".join(_simplified(_without_accents(c)) for c in plain)
    return "".join(c for c in simplified if unicodedata.category(c) not in DROPPED)


def _without_accents(character: str) -> str:
    """A letter of the alphabet without its accents; other scripts need theirs."""
    base = unicodedata.normalize("NFD", character)[:1]
    return base if base.isascii() else character


def _simplified(character: str) -> str:
    return character if character.isascii() else str(_converter().convert(character))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
