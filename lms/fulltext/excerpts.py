"""Showing why something was found: the terms marked, of a long text the stretch around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lms.fulltext.folding import fold, fold_with_places
from lms.fulltext.query import Query

BEFORE = 24  # characters shown before the first term
LENGTH = 110  # characters of an excerpt; twice as many of an alphabet
CUT = "…"
SENTENCE_END = re.compile(r"[。！？；.!?]\s*")

Span = tuple[int, int]  # from, up to


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; whether it is what was looked for."""

    text: str
    is_term: bool = False


def marked(text: str, query: Query) -> tuple[Piece, ...]:
    """The whole text with the terms marked."""
    return tuple(_pieces(text, _spans(text, query), 0, len(text)))


def excerpt(text: str, query: Query, length: int = LENGTH) -> tuple[Piece, ...]:
    """The stretch of a text around the first term, with the terms marked; else its beginning."""
    text = " ".join(text.split())
    spans = _spans(text, query)
    start = _start(text, spans[0][0]) if spans else 0
    stop = min(len(text), start + length * (2 if text[start : start + length].isascii() else 1))
    pieces = _pieces(text, spans, start, stop)
    return (
        *([Piece(CUT)] if start else []),
        *pieces,
        *([Piece(CUT)] if stop < len(text) else []),
    )


def held(text: str, query: Query) -> int:
    """How many of the terms occur in a text."""
    folded = fold(text)
    return sum(_pattern(term).search(folded) is not None for term in query.terms)


@lru_cache(1_000)
def _pattern(term: str) -> re.Pattern[str]:
    """Where a term occurs in a folded text: words by their beginnings, all else anywhere."""
    return re.compile(rf"(?<![a-z0-9]){term}[a-z0-9]*" if term.isascii() else re.escape(term))


def _spans(text: str, query: Query) -> list[Span]:
    """Where the terms stand in a text, in order, those that overlap as one."""
    folded, places = fold_with_places(text)
    found = sorted(m.span() for term in query.terms for m in _pattern(term).finditer(folded))
    merged: list[Span] = []
    for first, end in ((places[a], places[b - 1] + 1) for a, b in found):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((first, end))
    return merged


def _start(text: str, first: int) -> int:
    """Where an excerpt begins: with the sentence of the first term, if that is near."""
    earliest = max(0, first - 2 * BEFORE)
    ends = [m.end() for m in SENTENCE_END.finditer(text, earliest, first)]
    if ends:
        return ends[-1]
    if not earliest:
        return 0
    start = first - BEFORE
    blank = text.find(" ", start, first)
    return blank + 1 if blank >= 0 else start


def _pieces(text: str, spans: Sequence[Span], start: int, stop: int) -> Iterator[Piece]:
    place = start
    for first, end in spans:
        if first >= stop or end <= start:
            continue
        if first > place:
            yield Piece(text[place:first])
        yield Piece(text[max(first, start) : min(end, stop)], is_term=True)
        place = min(end, stop)
    if place < stop:
        yield Piece(text[place:stop])
