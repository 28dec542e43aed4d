"""The forms in which an English word of a phrase may stand in a reply.

The endings that are only added (-s, -ed, -ing) are no matter of this file: the search takes them
for a part of the word, see `Letters.is_whole`.
"""

from collections.abc import Iterator

from lms.questions.domain.replies.characters import IRREGULAR

VOWELS = frozenset("aeiou")
SINGLE = frozenset("wxy")  # are never doubled
SHORTEST = 3
LONGEST_DOUBLING = 6  # letters of a word whose last one is doubled: stop, stopped


def forms(word: str) -> Iterator[str]:
    """A word as it is written, and as its end changes: arranging, applied, stopped, sent."""
    yield word
    yield from IRREGULAR.get(word, ())
    if len(word) < SHORTEST or not word.isascii() or not word.isalpha():
        return
    before, last = word[-2], word[-1]
    if last == "e" and before not in VOWELS:
        yield word[:-1] + "ing"
    elif last == "y" and before not in VOWELS:
        yield word[:-1] + "ies"
        yield word[:-1] + "ied"
    elif _doubles(word):
        yield word + last + "ing"
        yield word + last + "ed"


def _doubles(word: str) -> bool:
    first, middle, last = word[-3], word[-2], word[-1]
    ends = middle in VOWELS and not {first, last} & VOWELS and last not in SINGLE
    return ends and len(word) <= LONGEST_DOUBLING
