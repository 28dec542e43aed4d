"""What differs between two texts, in words: Chinese character by character, Latin by words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"[A-Za-z0-9_'’-]+|\s+|.", re.DOTALL)
AROUND = 2  # lines shown before and after a change


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a line."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of either text; one that was changed holds what was removed and added."""

    number: int  # in the newer text, from 1; of a removed line, that of the next one
    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """Whether both texts have it."""
        return all(piece.change is Change.SAME for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of lines around changes."""

    lines: tuple[Line, ...]


def differences(old: str, new: str) -> tuple[Hunk, ...]:
    """The places in which two texts differ, with the lines around them; none if they are equal."""
    lines = list(_lines(old.split("\n"), new.split("\n")))
    near = {
        place
        for changed, line in enumerate(lines)
        if not line.is_same
        for place in range(changed - AROUND, changed + AROUND + 1)
    }
    hunks: list[list[Line]] = []
    last = None
    for place in sorted(near & set(range(len(lines)))):
        if last is None or place > last + 1:
            hunks.append([])
        hunks[-1].append(lines[place])
        last = place
    return tuple(Hunk(tuple(lines)) for lines in hunks)


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            for number, line in enumerate(new[j1:j2], j1 + 1):
                yield Line(number, _whole(Change.SAME, line))
            continue
        both = min(i2 - i1, j2 - j1)
        for place in range(both):
            pieces = tuple(_pieces(old[i1 + place], new[j1 + place]))
            yield Line(j1 + place + 1, pieces)
        for line in old[i1 + both : i2]:
            yield Line(j1 + both + 1, _whole(Change.REMOVED, line))
        for number, line in enumerate(new[j1 + both : j2], j1 + both + 1):
            yield Line(number, _whole(Change.ADDED, line))


def _whole(change: Change, line: str) -> tuple[Piece, ...]:
    return (Piece(change, line),)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = WORD.findall(old), WORD.findall(new)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(after[j1:j2]))
            continue
        if i2 > i1:
            yield Piece(Change.REMOVED, "".join(before[i1:i2]))
        if j2 > j1:
            yield Piece(Change.ADDED, "".join(after[j1:j2]))
