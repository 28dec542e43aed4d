"""Words of a text as the databases index them: English words, and pairs of other characters.

They are written in plain letters and digits (`h5ba2x6237x` for 客户), so that neither SQLite's
tables of letters, which lack 𬭎, nor the locale of a PostgreSQL server can change what is found.
The first letter says what it is: w a word, b its first one or two letters, h a pair of characters
or one of them, t any of these in a title, k the kind. What is short is kept as it is asked for: to
gather all words with a short beginning takes long.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lms.fulltext.folding import fold

VERSION = "2"  # changes with anything that changes the words; texts are then indexed anew
MOST_BEGINNINGS = 12  # syllables of a name from which it is found
LONGEST_BEGINNING = 2  # letters; longer ones are looked for among the words
IN_TITLE = "t"
RUN = re.compile(r"[a-z0-9]+|(?:[^\W\x00-\x7f]|[\U00020000-\U0003ffff])+")


def runs(text: str) -> list[str]:
    """What stands together in a text, folded: English words, and stretches of other characters."""
    return RUN.findall(fold(text))


def words_of(
    kind: str, titles: Iterable[str], texts: Iterable[str] = (), more: Iterable[str] = ()
) -> str:
    """The words under which something is found, as they are kept in a column of `Words`.

    Found by its title it comes first; `more` are words that count as of the title (see `sounded`).
    """
    titled = dict.fromkeys(run for text in (*titles, *more) for run in runs(text))
    told = dict.fromkeys(run for text in texts for run in runs(text))
    words = [f"k{kind}", *_words({**titled, **told})]
    return " ".join([*words, *(IN_TITLE + word for word in _words(titled))])


def sounded(syllables: Sequence[str]) -> Iterator[str]:
    """How Chinese is typed by its sound: all syllables or their initials, from any of them on.

    `lv` (吕) is typed lv, lu or lyu.
    """
    for start in range(min(len(syllables), MOST_BEGINNINGS)):
        rest = syllables[start:]
        together = "".join(rest)
        yield "".join(syllable[0] for syllable in rest)
        yield from dict.fromkeys(together.replace("v", vowel) for vowel in ("v", "u", "yu"))


def pairs(run: str) -> list[str]:
    """The pairs of neighbours in a stretch of characters, in order."""
    return [f"h{ord(one):x}x{ord(next_):x}x" for one, next_ in pairwise(run)]


def single(character: str) -> str:
    """One character."""
    return f"h{ord(character):x}x"


def beginning(letters: str) -> str:
    """The first one or two letters of a word."""
    return "b" + letters


def _words(found: Iterable[str]) -> Iterator[str]:
    short: dict[str, None] = {}
    for run in found:
        if run.isascii():
            yield "w" + run
            short.update({beginning(run[:length]): None for length in (1, LONGEST_BEGINNING)})
        else:
            yield from pairs(run)
            yield single(run[-1])  # ends the stretch: no phrase reaches across it
            short.update(dict.fromkeys(map(single, run)))
    yield from short
