"""How like a reply is to examples of what was wanted: pairs of letters that both have.

The measure is Dice's (1945): twice the pairs in common, of all pairs of both. Compared are clauses,
neighbouring clauses and sentences, so that the rest of a reply does not blur the likeness.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lms.questions.domain.replies.letters import Letters, folded
from lms.questions.domain.replies.sense import DENIES, NEUTRAL

AS_GOOD = 0.7  # likeness from which a reply says what the example says
NOT_QUITE = 0.69
NEAR = 0.45  # likeness from which it is worth a trainer's look
LONGEST = 2.0  # times the example's letters that can still be like it
FEWEST = 4  # letters of a stretch worth comparing
FILLING = re.compile("[的了就也都却哦呢呀啊吧嘛哈啦]")  # may stand or not; the same is said
DENIAL = re.compile("|".join(sorted(DENIES, key=len, reverse=True)))
NO_DENIAL = re.compile("|".join(sorted(NEUTRAL, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that says what is wanted, as the author wrote it, and its pairs of letters."""

    written: str
    pairs: frozenset[str]
    size: int  # letters
    denials: int

    @classmethod
    def of(cls, written: str) -> "Example":
        """The example of a sentence."""
        text = folded(written)
        return cls(written, _pairs(text), len(text), _denials(text))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some letters of a reply that stand together."""

    start: int
    end: int
    pairs: frozenset[str]
    denials: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """The example that a stretch is most like, and how much: 0–1."""

    example: Example
    stretch: Stretch
    value: float


def stretches(letters: Letters) -> tuple[Stretch, ...]:
    """What is compared with examples: clauses, two neighbours, sentences."""
    places = dict.fromkeys(_places(letters))
    return tuple(_stretch(letters, start, end) for start, end in places if end - start >= FEWEST)


def _places(letters: Letters) -> Iterator[tuple[int, int]]:
    for _, some in groupby(letters.clauses, key=lambda clause: clause.sentence):
        clauses = tuple(some)
        for number, clause in enumerate(clauses):
            yield clause.start, clause.end
            yield clause.start, clauses[min(number + 1, len(clauses) - 1)].end
        yield clauses[0].start, clauses[-1].end


def _stretch(letters: Letters, start: int, end: int) -> Stretch:
    text = letters.text[start:end]
    return Stretch(start, end, _pairs(text), _denials(text))


def _pairs(text: str) -> frozenset[str]:
    text = FILLING.sub("", text)
    return frozenset(text[n : n + 2] for n in range(len(text) - 1))


def _denials(text: str) -> int:
    return len(DENIAL.findall(NO_DENIAL.sub("", text)))


def likest(examples: Sequence[Example], reply: Sequence[Stretch]) -> Likeness | None:
    """The stretch that is most like an example; the first of equals.

    What denies and what does not is never as good, however like.
    """
    best: Likeness | None = None
    for example in examples:
        for stretch in reply:
            value = _likeness(example, stretch)
            if value >= NEAR and (best is None or value > best.value):
                best = Likeness(example, stretch, value)
    return best


def _likeness(example: Example, stretch: Stretch) -> float:
    size = stretch.end - stretch.start
    if size > LONGEST * example.size or example.size > LONGEST * size:
        return 0.0
    value = _dice(example.pairs, stretch.pairs)
    agrees = example.denials % 2 == stretch.denials % 2
    return value if agrees else min(value, NOT_QUITE)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
