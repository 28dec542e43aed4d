"""A typed reply as letters that can be compared: width, case, script and punctuation taken out.

Every letter remembers its place in what was typed, so that whatever is found can be shown there.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from lms.questions.domain.replies.characters import SIMPLE

WITHIN, SPACE, DOT, CLAUSE, SENTENCE = range(5)  # how strongly a letter is set off from another
DOTS = frozenset(".,:")  # separate nothing between figures: 18:00, 3.5
ENDS = frozenset("。！？!?\n\r⁉‼")
QUIET = frozenset(
    "\"'“”‘’「」『』《》〈〉()（）·•-—_*#`^­\u200b\u200c\u200d\ufe0f"
)  # do not separate
OPENS, CLOSES = frozenset("“「『"), frozenset("”」』")
PARTICLES = frozenset("嘛呀啊呢哦哈啦哟喔噢嗯咯撒噻捏嘞呗哩")  # may stand between any two words
KNOWN_CHARACTERS = 20_000  # kept ready
MOST_TYPED = 4_000  # characters that are read of what was typed
MOST_LETTERS = 2_000  # of them; twice what an author may allow


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of what was typed: characters from `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """Letters between two marks, and whether the mark after them asks."""

    start: int
    end: int
    asks: bool
    sentence: int  # counted from 0


@dataclass(frozen=True)
class Letters:
    """What was typed, letter by letter."""

    text: str  # the letters: simplified, narrow, small
    places: tuple[int, ...]  # where each stands in what was typed
    breaks: tuple[int, ...]  # WITHIN, CLAUSE or SENTENCE: what stands before each
    asking: frozenset[int]  # letters after which a question mark stands
    quoted: frozenset[int]  # letters between quotation marks

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in order."""
        borders = [place for place, level in enumerate(self.breaks) if level or not place]
        pairs = pairwise([*borders, len(self)])
        return tuple(
            Clause(start, end, end - 1 in self.asking, self.sentences[start])
            for start, end in pairs
        )

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The number of the sentence of each letter."""
        return tuple(accumulate(int(level == SENTENCE) for level in self.breaks))

    @cached_property
    def weights(self) -> tuple[int, ...]:
        """How many letters that are no particles stand before each place."""
        return tuple(accumulate((int(letter not in PARTICLES) for letter in self.text), initial=0))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(clause.start for clause in self.clauses)

    def clause_at(self, place: int) -> Clause:
        """The clause of a letter."""
        return self.clauses[bisect_right(self._starts, place) - 1]

    def between(self, start: int, end: int) -> int:
        """How many letters stand between two places, particles left out."""
        return self.weights[end] - self.weights[start]

    def span(self, start: int, end: int) -> Span:
        """Where some letters stand in what was typed."""
        return Span(self.places[start], self.places[end - 1] + 1)


def letters(typed: str) -> Letters:
    """The letters of what somebody typed; more than anybody may type is not read."""
    found: list[tuple[str, int, int]] = []
    asking: set[int] = set()
    quoted: set[int] = set()
    level = depth = 0
    for place, character in enumerate(typed[:MOST_TYPED]):
        if len(found) >= MOST_LETTERS:
            break
        kept, mark = _folded(character)
        depth = max(0, depth + (character in OPENS) - (character in CLOSES))
        if character in "?？⁉" and found:
            asking.add(len(found) - 1)
        level = max(level, mark)
        for letter in kept:
            found.append((letter, place, _softened(level, found, letter)))
            level = WITHIN
            if depth:
                quoted.add(len(found) - 1)
    text, places, breaks = zip(*found, strict=True) if found else ("", (), ())
    return Letters("".join(text), places, breaks, frozenset(asking), frozenset(quoted))


def folded(text: str) -> str:
    """The letters of an authored word."""
    return "".join(_folded(character)[0] for character in text)


def spans(letters: Letters, pieces: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Where stretches of letters stand in what was typed: in order, joined where they touch."""
    joined: list[Span] = []
    for start, end in sorted(pieces):
        span = letters.span(start, end)
        if joined and span.start <= joined[-1].end:
            span = Span(joined[-1].start, max(span.end, joined.pop().end))
        joined.append(span)
    return tuple(joined)


@lru_cache(KNOWN_CHARACTERS)
def _folded(character: str) -> tuple[str, int]:
    """The letters of a character, and how strongly it separates what stands around it."""
    if character in ENDS:
        return "", SENTENCE
    if character in QUIET:
        return "", WITHIN
    plain = unicodedata.normalize("NFKC", character).lower()
    kept = "".join(SIMPLE.get(letter, letter) for letter in plain if letter.isalnum())
    return kept, WITHIN if kept else _level(character)


def _level(mark: str) -> int:
    if unicodedata.category(mark) == "Mn":
        return WITHIN
    if mark.isspace():
        return SPACE
    return DOT if mark in DOTS else CLAUSE


def _softened(level: int, before: list[tuple[str, int, int]], letter: str) -> int:
    """What a mark comes to between two letters: 24 小时 and 18:00 are one, 您好 谢谢 are two."""
    if not before or level in (WITHIN, SENTENCE):
        return level
    narrow = before[-1][0].isascii() + letter.isascii()
    if (level == SPACE and narrow) or (level == DOT and narrow > 1):
        return WITHIN
    return CLAUSE
