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
NEAR = 0.45  # likeness from which it is worth a trainer's look
LONGEST = 2.0  # times the example's letters that can still be like it
FEWEST = 4  # letters of a stretch worth comparing
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
    return frozenset(text[n : n + 2] for n in range(len(text) - 1))


def _denials(text: str) -> int:
    return len(DENIAL.findall(NO_DENIAL.sub("", text)))


def likest(examples: Sequence[Example], reply: Sequence[Stretch]) -> Likeness | None:
    """The stretch that is most like an example; the first of equals. Denials must agree."""
    best: Likeness | None = None
    for example in examples:
        for stretch in reply:
            if _comparable(example, stretch):
                value = _dice(example.pairs, stretch.pairs)
                if value >= NEAR and (best is None or value > best.value):
                    best = Likeness(example, stretch, value)
    return best


def _comparable(example: Example, stretch: Stretch) -> bool:
    size = stretch.end - stretch.start
    is_like_long = size <= LONGEST * example.size and example.size <= LONGEST * size
    return is_like_long and example.denials % 2 == stretch.denials % 2


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
