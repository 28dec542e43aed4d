"""What counts as a slip of the hand, and what is simply another word.

A letter may sound like the one that was meant, look like it, be missing, be one too many or have
changed places with its neighbour. Letters that turn the sense round are never slips, nor are
letters that form a word where they stand.
"""

from dataclasses import dataclass
from enum import StrEnum

from lms.questions.domain.replies.characters import LISTS, LOOKS, SOUNDS, blurred
from lms.questions.domain.replies.letters import Letters

LONG = 5  # letters of a word in which one may be missing, too many, changed or swapped
SHORT = 2  # letters of a word in which one must sound exactly like the right one
TWINS = {"您": "你", "你": "您", "吗": "嘛么", "么": "吗嘛", "嘛": "吗么"}  # found for one another
FIRM = frozenset(
    "怎哪谁何啥这那不没无未非别勿莫否免拒零一二两三四五六七八九十百千万亿半几0123456789前后内外"
)
FREE = LISTS["free"]  # stand by themselves so often that they are hardly ever slips
WORDS = LISTS["common"]  # words of every day, one letter away from words of the trade


class Kind(StrEnum):
    """How a word was mistyped."""

    ALIKE = "alike"  # sounds or looks like the right letter
    BLURRED = "blurred"  # sounds like it to many people: 里 and 你, 是 and 四
    OTHER = "other"  # one letter is another
    MISSING = "missing"
    EXTRA = "extra"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True, order=True)
class Slip:
    """A word written with one slip: of which kind, and over how many letters."""

    kind: Kind
    length: int


def slip(word: str, letters: Letters, end: int) -> Slip | None:
    """The one slip with which a word ends at this place; None if what stands there is not it."""
    return _changed(word, letters, end) or _longer(word, letters, end)


def _changed(word: str, letters: Letters, end: int) -> Slip | None:
    start = end - len(word)
    typed = _typed(letters, start, end)
    wrong = [place for place, letter in enumerate(typed) if not _same(letter, word[place])]
    if not typed or len(wrong) not in (1, 2):
        return None
    if len(wrong) == 1:
        return _another(word, letters, start, wrong[0])
    one, other = wrong
    is_swap = other == one + 1 and typed[one] == word[other] and typed[other] == word[one]
    if is_swap and len(word) >= LONG and not FIRM & {typed[one], typed[other]}:
        return Slip(Kind.SWAPPED, len(word))
    return None


def _another(word: str, letters: Letters, start: int, wrong: int) -> Slip | None:
    meant, typed = word[wrong], letters.text[start + wrong]
    if FIRM & {meant, typed} or typed in FREE or _is_word(letters, start + wrong):
        return None
    if _alike(meant, typed):
        return Slip(Kind.ALIKE, len(word))
    if len(word) > SHORT and _blurred(meant, typed):
        return Slip(Kind.BLURRED, len(word))
    is_inside = 0 < wrong < len(word) - 1
    return Slip(Kind.OTHER, len(word)) if is_inside and len(word) >= LONG else None


def _longer(word: str, letters: Letters, end: int) -> Slip | None:
    """A letter too few or too many, never the first or last."""
    if len(word) < LONG:
        return None
    less = _typed(letters, end - len(word) + 1, end)
    place = _first_difference(less, word)
    if less and place and less[place:] == word[place + 1 :] and word[place] not in FIRM:
        return Slip(Kind.MISSING, len(less))
    more = _typed(letters, end - len(word) - 1, end)
    place = _first_difference(more, word)
    if more and place and more[place + 1 :] == word[place:] and more[place] not in FIRM:
        return Slip(Kind.EXTRA, len(more))
    return None


def _typed(letters: Letters, start: int, end: int) -> str:
    """The letters between two places, if they are of one clause."""
    if start < 0 or any(letters.breaks[start + 1 : end]):
        return ""
    return letters.text[start:end]


def _first_difference(typed: str, word: str) -> int:
    pairs = zip(typed, word, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), 0)


def _same(typed: str, meant: str) -> bool:
    return typed == meant or typed in TWINS.get(meant, "")


def _alike(meant: str, typed: str) -> bool:
    if typed in LOOKS.get(meant, ""):
        return True
    return bool({*SOUNDS.get(meant, ())} & {*SOUNDS.get(typed, ())})


def _blurred(meant: str, typed: str) -> bool:
    one, other = SOUNDS.get(meant, ()), SOUNDS.get(typed, ())
    return bool({*map(blurred, one)} & {*map(blurred, other)})


def _is_word(letters: Letters, place: int) -> bool:
    """Whether a letter forms a common word with the one before or after it."""
    pairs = (letters.text[place - 1 : place + 1], letters.text[place : place + 2])
    return any(pair in WORDS for pair in pairs)
