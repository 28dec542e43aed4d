"""A text beside its translation, piece by piece: what is missing, and what the source has left."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.library.domain import digest_of

CHINESE = re.compile("[\u3400-\u9fff]")


class State(StrEnum):
    """How a piece of a translation stands."""

    MISSING = "missing"
    OUTDATED = "outdated"  # the source says something else by now
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A piece of a document in its source language and in another one."""

    place: str  # what tells it from the others, also when some come and go
    line: int  # in the file of the source, from 1
    source: str
    target: str  # "": there is none

    @property
    def digest(self) -> str:
        """What tells these two texts from all others."""
        return digest_of({"source": self.source, "target": self.target})

    @property
    def is_repeated(self) -> bool:
        """Whether the translation is the Chinese source again."""
        return self.target == self.source and bool(CHINESE.search(self.source))


Pairs = Mapping[str, Pair]  # by place, in the order of the source


@dataclass(frozen=True, slots=True)
class Piece:
    """A pair with the source text for which its translation was written."""

    pair: Pair
    was: str

    @property
    def state(self) -> State:
        """How it stands."""
        if not self.pair.target or self.pair.is_repeated:
            return State.MISSING
        return State.DONE if self.was == self.pair.source else State.OUTDATED


@dataclass(frozen=True, slots=True)
class Standing:
    """How many pieces a document has, and how many of them want work."""

    pieces: int
    missing: int
    outdated: int

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> "Standing":
        """Count some."""
        states = [piece.state for piece in pieces]
        return cls(len(states), states.count(State.MISSING), states.count(State.OUTDATED))


def pieces(states: Sequence[Pairs], approved: Mapping[str, str]) -> list[Piece]:
    """The pieces of a document, of which `states` are what it said, the newest first.

    A translation was written for the source beside which it stood first. `approved`: place →
    digest of a pair of which somebody has said that it still holds.
    """
    now, *before = states
    return [Piece(pair, _was(pair, before, approved.get(place))) for place, pair in now.items()]


def in_doubt(states: Sequence[Pairs]) -> bool:
    """Whether source and translation of a piece both differ from the last published state."""
    now, published = states[0], states[1] if len(states) > 1 else {}
    return any(
        pair.source != then.source and pair.target != then.target
        for place, pair in now.items()
        if (then := published.get(place))
    )


def _was(pair: Pair, before: Sequence[Pairs], approved: str | None) -> str:
    if approved == pair.digest:
        return pair.source
    was = pair.source
    for state in before:
        then = state.get(pair.place)
        if then is None or then.target != pair.target:
            break
        was = then.source
    return was
