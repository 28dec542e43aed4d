"""Finding words in a reply, also with one slip of the hand: in one pass, whatever is typed.

The pass is Wu and Manber's (Fast text searching allowing errors, 1992): one bit for each letter of
each word, a step for each letter of the reply, so that the time grows with the length of the reply
and with nothing else. A step keeps two sets: words that fit so far, and words that fit but for one
slip. What the pass reports with a slip is then looked at letter by letter (`slips`). Words in Latin
letters and figures are found as they are written, in a pass of their own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lms.questions.domain.replies.characters import LOOKS, SOUNDS, blurred
from lms.questions.domain.replies.letters import Letters
from lms.questions.domain.replies.slips import FIRM, LONG, TWINS, Slip, slip

SHORTEST_ALIKE = 2  # letters of a word in which one may sound or look alike


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A word found: the letters from `start` up to `end`."""

    start: int
    end: int
    slip: Slip | None = None


class Searcher:
    """Words to be found in replies, put into bits once."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = tuple(words)
        latin = [number for number, word in enumerate(self._words) if word.isascii()]
        chinese = [number for number, word in enumerate(self._words) if not word.isascii()]
        self._latin = _Exact({number: self._words[number] for number in latin})
        self._chinese = _Tolerant({number: self._words[number] for number in chinese})

    def find(self, letters: Letters) -> Mapping[int, list[Hit]]:
        """The hits of each word, by its number, in the order of their ends."""
        found: dict[int, list[Hit]] = defaultdict(list)
        for number, hit in self._latin.find(letters):
            found[number].append(hit)
        for number, hit in self._chinese.find(letters):
            found[number].append(hit)
        return found


class _Exact:
    """Words in Latin letters and figures."""

    def __init__(self, words: Mapping[int, str]) -> None:
        self._words = words
        self._same: dict[str, int] = defaultdict(int)
        self._at_end: dict[int, int] = {}
        self._starts = self._ends = 0
        bit = 0
        for number, word in words.items():
            self._starts |= 1 << bit
            for place, letter in enumerate(word, bit):
                self._same[letter] |= 1 << place
            bit += len(word)
            self._ends |= 1 << (bit - 1)
            self._at_end[bit - 1] = number

    def find(self, letters: Letters) -> Iterator[tuple[int, Hit]]:
        """The words that stand there whole, by their numbers."""
        state = 0
        for place, letter in enumerate(letters.text):
            if not letter.isascii():
                state = 0
                continue
            before = 0 if letters.breaks[place] else state << 1
            state = (before | self._starts) & self._same.get(letter, 0)
            for bit in _bits(state & self._ends):
                number = self._at_end[bit]
                start = place + 1 - len(self._words[number])
                if letters.is_whole(start, place + 1):
                    yield number, Hit(start, place + 1)


class _Tolerant:
    """Chinese words, also with one slip of the hand."""

    def __init__(self, words: Mapping[int, str]) -> None:
        self._words = words
        self._same: dict[str, int] = defaultdict(int)
        self._sounds: dict[str, int] = defaultdict(int)
        self._ready: dict[str, int] = {}  # letter → where one that is alike is wanted
        self._starts = self._ends = self._long = self._firm = 0
        self._at_end: dict[int, int] = {}
        bit = 0
        for number, word in words.items():
            self._add(number, word, bit)
            bit += len(word)
        self._inner = self._long & ~self._ends  # after which a letter may be missing or too many
        self._middle = self._inner & ~self._starts  # where any letter may stand for another
        self._seconds = self._starts << 1
        self._later = ((1 << bit) - 1) & ~self._starts

    def _add(self, number: int, word: str, first: int) -> None:
        for bit, letter in enumerate(word, first):
            self._same[letter] |= 1 << bit
            for twin in TWINS.get(letter, ""):
                self._same[twin] |= 1 << bit
            self._note_slips(word, letter, bit)
        last = first + len(word) - 1
        self._starts |= 1 << first
        self._ends |= 1 << last
        self._at_end[last] = number

    def _note_slips(self, word: str, letter: str, bit: int) -> None:
        if letter in FIRM or len(word) < SHORTEST_ALIKE:
            return
        if len(word) >= LONG:
            self._long |= 1 << bit
        for key in _keys(letter, is_short=len(word) <= SHORTEST_ALIKE):
            self._sounds[key] |= 1 << bit

    def _alike(self, letter: str) -> int:
        """The places of letters that sound or look like this one."""
        if letter not in self._ready:
            keys = {*_keys(letter, is_short=True), *_keys(letter, is_short=False)}
            found = 0
            for key in keys:
                found |= self._sounds.get(key, 0)
            if not found:
                return 0  # not kept: anybody can type any letter
            self._ready[letter] = found & ~self._same.get(letter, 0)
        return self._ready[letter]

    def find(self, letters: Letters) -> Iterator[tuple[int, Hit]]:
        """The words found, by their numbers, in the order of their ends."""
        for end, number, is_exact in self._ended(letters):
            word = self._words[number]
            if is_exact:
                if letters.is_whole(end - len(word), end):
                    yield number, Hit(end - len(word), end)
            else:
                for hit in _slipped(word, letters, end):
                    yield number, hit

    def _ended(self, letters: Letters) -> Iterator[tuple[int, int, bool]]:
        """Each word that ends, where, and whether it fits exactly."""
        older = exact = near = 0
        before = ""
        for place, letter in enumerate(letters.text):
            if letters.breaks[place]:
                older = exact = near = 0
                before = ""
            same = self._same.get(letter, 0)
            if letter.isascii() and not (same or exact or near):
                older, before = exact, letter  # in the midst of English
                continue
            fresh = (exact << 1) | self._starts
            near = (near << 1) & same & self._later
            if letter not in FIRM:
                near |= fresh & (self._alike(letter) | self._middle) | (exact & self._inner)
                near |= self._swapped(older, before, same)
            older, exact = exact, fresh & same
            near |= ((exact & self._inner) << 1) & self._middle
            before = letter
            yield from self._numbers(place + 1, exact & self._ends, is_exact=True)
            yield from self._numbers(place + 1, near & self._ends & ~exact, is_exact=False)

    def _swapped(self, older: int, before: str, same: int) -> int:
        """Words whose next two letters stand here the other way round."""
        wanted = self._same.get(before, 0) & self._long & (same << 1)
        return wanted and wanted & ((older << 2) | self._seconds)

    def _numbers(self, end: int, bits: int, *, is_exact: bool) -> Iterator[tuple[int, int, bool]]:
        for bit in _bits(bits):
            yield end, self._at_end[bit], is_exact


def _bits(some: int) -> Iterator[int]:
    """The numbers of the bits that are set, from the lowest."""
    while some:
        lowest = some & -some
        yield lowest.bit_length() - 1
        some ^= lowest


def _slipped(word: str, letters: Letters, end: int) -> Iterable[Hit]:
    """The hit of a word that ends here with a slip; none if it is a slip in no reader's eyes."""
    found = slip(word, letters, end)
    return [Hit(end - found.length, end, found)] if found else []


def _keys(letter: str, *, is_short: bool) -> set[str]:
    """What a letter sounds and looks like; short words leave less room for doubt."""
    syllables = SOUNDS.get(letter, ())
    keys = set(syllables) if is_short else {f"~{blurred(syllable)}" for syllable in syllables}
    return keys | ({LOOKS[letter]} if letter in LOOKS else set())
