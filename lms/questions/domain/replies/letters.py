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
SHORT_FORMS = frozenset({"pm", "am", "mr", "ms", "dr"})  # written with a dot that ends nothing
SHORT_FORM = 2  # letters of each
LATIN_WORD = 2  # letters that a word in Latin letters counts for
ENDS = frozenset("。！？!?\n\r⁉‼")
QUIET = frozenset(
    "\"'“”‘’「」『』《》〈〉()（）·•-—_*#`^­\u200b\u200c\u200d\ufe0f"
)  # do not separate
OPENS, CLOSES = frozenset("“「『"), frozenset("”」』")
ENDINGS = frozenset({"s", "es", "d", "ed", "ing"})  # that may follow an English word
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
    heads: frozenset[int] = frozenset()  # Latin letters and figures with which a word begins
    colons: frozenset[int] = frozenset()  # figures before which a colon stands, as in 18:00

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
        """How many letters that are no particles stand before each place.

        A word in Latin letters counts as two, however long.
        """
        return tuple(accumulate(map(self._weight, range(len(self)), self.text), initial=0))

    def _weight(self, place: int, letter: str) -> int:
        if is_latin(letter):
            return LATIN_WORD if place in self.heads else 0
        return int(letter not in PARTICLES)

    @cached_property
    def size(self) -> int:
        """How many letters there are; a word in Latin letters counts as two."""
        latin = sum(map(is_latin, self.text))
        heads = sum(is_latin(self.text[place]) for place in self.heads)
        return len(self) - latin + LATIN_WORD * heads

    @cached_property
    def words(self) -> tuple[tuple[int, int], ...]:
        """The stretches of Latin letters and figures that stand between spaces and marks."""
        ends = sorted({*self.heads, *self._after_words, len(self)})
        return tuple((start, ends[ends.index(start) + 1]) for start in sorted(self.heads))

    @cached_property
    def _after_words(self) -> frozenset[int]:
        return frozenset(
            place
            for place in range(1, len(self))
            if self.text[place - 1].isascii() and not self.text[place].isascii()
        )

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a stretch cuts through no word in Latin letters, but for a common ending."""
        if is_latin(self.text[start]) and start not in self.heads:
            return False
        rest = end
        while rest < len(self) and self.text[rest].isascii() and rest not in self.heads:
            rest += 1
        if not is_latin(self.text[end - 1]):
            return True
        return rest == end or self.text[end:rest] in ENDINGS

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
    heads: set[int] = set()
    colons: set[int] = set()
    level = depth = 0
    marks = ""
    for place, character in enumerate(typed[:MOST_TYPED]):
        if len(found) >= MOST_LETTERS:
            break
        kept, mark = _folded(character)
        depth = max(0, depth + (character in OPENS) - (character in CLOSES))
        if character in "?？⁉" and found:
            asking.add(len(found) - 1)
        level = max(level, mark)
        marks += "" if kept or character in QUIET else character
        for letter in kept:
            if _begins(letter, found, marks):
                heads.add(len(found))
            if marks in (":", "：") and letter.isdigit():
                colons.add(len(found))
            found.append((letter, place, _softened(level, found, letter, marks)))
            level, marks = WITHIN, ""
            if depth:
                quoted.add(len(found) - 1)
    text, places, breaks = zip(*found, strict=True) if found else ("", (), ())
    return Letters(
        "".join(text),
        places,
        breaks,
        frozenset(asking),
        frozenset(quoted),
        frozenset(heads),
        frozenset(colons),
    )


def is_latin(letter: str) -> bool:
    """Whether it is one of the letters of English."""
    return "a" <= letter <= "z"


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


def _begins(letter: str, before: list[tuple[str, int, int]], marks: str) -> bool:
    """Whether a Latin letter or figure begins a word; 5pm, 7:25 and p.m. are one."""
    if not letter.isascii():
        return False
    return not before or not before[-1][0].isascii() or bool(marks.strip(".,:：") or " " in marks)


def _softened(level: int, before: list[tuple[str, int, int]], letter: str, marks: str) -> int:
    """What marks come to between two letters: 24 小时 and 18:00 are one, 您好 谢谢 are two."""
    if not before or level in (WITHIN, SENTENCE):
        return level
    last = before[-1][0]
    narrow = last.isascii() + letter.isascii()
    if level == DOT and narrow > 1:
        return _between_words(before, marks) if is_latin(last) or is_latin(letter) else WITHIN
    if level == SPACE and narrow:
        return WITHIN
    return CLAUSE


def _between_words(before: list[tuple[str, int, int]], marks: str) -> int:
    """What a dot, comma or colon comes to between English words: nothing without a space."""
    if not any(mark.isspace() for mark in marks):
        return WITHIN
    if "." not in marks:
        return CLAUSE
    last = "".join(letter for letter, _, _ in before[-SHORT_FORM:])
    return WITHIN if last in SHORT_FORMS else SENTENCE
