"""Where a reply says one of many phrases: hits of words, put together as the phrases want them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lms.questions.domain.replies.inflection import forms
from lms.questions.domain.replies.letters import Letters, is_latin
from lms.questions.domain.replies.phrases import (
    CLOCK,
    NUMBER,
    PHONE,
    Gap,
    Group,
    Part,
    Phrase,
    Words,
)
from lms.questions.domain.replies.search import Hit, Searcher

FURTHEST = 12  # letters that `…` may skip,
FURTHEST_IN_ENGLISH = 16  # half as many words
WINDOW = 40  # letters between the sides of `+`
MOST_HITS = 40  # of one part in a reply; nobody says a thing more often and means it
NUMERALS = re.compile("[0-9零一二两三四五六七八九十百千万半]+")
DIGITS = re.compile("[0-9零一二三四五六七八九]{7,}")
FACE = re.compile("(?:[0-9][01]|[0-4]2|[0-9])(?![0-9])")  # an hour, backwards
MINUTE = re.compile("[0-5][0-9](?![0-9])")
SCANNED = {NUMBER: NUMERALS, PHONE: DIGITS}

Hits = Mapping[Part, Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: the words that make it up, in the order of the reply."""

    phrase: Phrase
    pieces: tuple[Hit, ...]

    @property
    def start(self) -> int:
        """Its first letter."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """The place after its last letter."""
        return max(piece.end for piece in self.pieces)

    @property
    def slips(self) -> int:
        """How many of its words were mistyped."""
        return sum(piece.slip is not None for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: matches by what their phrases stand for, and the words of each group."""

    matches: Mapping[str, Sequence[Match]]
    groups: Hits


class Finder:
    """Phrases by what they stand for, ready to be found.

    `groups` come in an order in which each names only groups before it, or such as are given.
    """

    def __init__(
        self, phrases: Mapping[str, Sequence[Phrase]], groups: Mapping[str, Sequence[Phrase]]
    ) -> None:
        self._groups = {name: _by_first_part(group) for name, group in groups.items()}
        self._phrases = _by_first_part(one for some in phrases.values() for one in some)
        self._owners: dict[Phrase, list[str]] = defaultdict(list)
        for owner, some in phrases.items():
            for phrase in dict.fromkeys(some):
                self._owners[phrase].append(owner)
        self._parts: dict[str, list[Words]] = defaultdict(list)
        for part in dict.fromkeys(_all_words([*phrases.values(), *groups.values()])):
            for form in {form for word in part.words for form in forms(word)}:
                self._parts[form].append(part)
        self._words = sorted(self._parts)
        self._searcher = Searcher(self._words)

    def find(self, letters: Letters, given: Hits | None = None) -> Found:
        """The matches in the order of the reply; `given` are words of groups found before."""
        hits = self._hits(letters, given or {})
        found: dict[str, list[Match]] = defaultdict(list)
        for match in _matches(self._phrases, hits, letters):
            for owner in self._owners[match.phrase]:
                found[owner].append(match)
        for matches in found.values():
            matches.sort(key=rank)
        return Found(found, {part: some for part, some in hits.items() if isinstance(part, Group)})

    def _hits(self, letters: Letters, given: Hits) -> Hits:
        hits: dict[Part, Sequence[Hit]] = defaultdict(list, given)
        for name, pattern in SCANNED.items():
            hits[Group(name)] = list(_scanned(pattern, letters))[:MOST_HITS]
        hits[Group(CLOCK)] = list(_clock_faces(letters))[:MOST_HITS]
        for part, some in self._worded(letters).items():
            hits[part] = sorted(some, key=_place)[:MOST_HITS]
        for name, phrases in self._groups.items():
            matches = _matches(phrases, hits, letters)
            whole = {Hit(match.start, match.end): None for match in matches}
            hits[Group(name)] = sorted(whole, key=_place)[:MOST_HITS]
        return hits

    def _worded(self, letters: Letters) -> Mapping[Part, list[Hit]]:
        found: dict[Part, list[Hit]] = defaultdict(list)
        for number, some in self._searcher.find(letters).items():
            for part in self._parts[self._words[number]]:
                found[part].extend(some)
        return found


def rank(match: Match) -> tuple[int, int, int]:
    """Earlier before later, longer before shorter, as written before mistyped."""
    return match.start, -match.end, match.slips


def _all_words(some: Iterable[Sequence[Phrase]]) -> Iterator[Words]:
    for phrases in some:
        for phrase in phrases:
            yield from (part for part in phrase.parts if isinstance(part, Words))


def _by_first_part(phrases: Iterable[Phrase]) -> Mapping[Part, list[Phrase]]:
    found: dict[Part, list[Phrase]] = defaultdict(list)
    for phrase in dict.fromkeys(phrases):
        found[phrase.parts[0]].append(phrase)
    return found


def _scanned(pattern: re.Pattern[str], letters: Letters) -> Iterator[Hit]:
    for clause in letters.clauses:
        for found in pattern.finditer(letters.text, clause.start, clause.end):
            yield Hit(found.start(), found.end())


def _clock_faces(letters: Letters) -> Iterator[Hit]:
    """Times of day in figures: an hour, a colon, two figures."""
    for colon in sorted(letters.colons):
        found = FACE.match(letters.text[:colon][::-1])
        minute = MINUTE.match(letters.text, colon)
        if found and minute:
            yield Hit(colon - len(found[0]), minute.end())


def _place(hit: Hit) -> tuple[int, int, int]:
    """Earlier before later, longer before shorter, as written before mistyped."""
    return hit.start, -hit.end, int(hit.slip is not None)


def _matches(
    phrases: Mapping[Part, Sequence[Phrase]], hits: Hits, letters: Letters
) -> Iterator[Match]:
    for part in [part for part in phrases if hits.get(part)]:
        for phrase in phrases[part]:
            if all(hits.get(other) for other in phrase.parts):
                for pieces in _together(phrase, hits, letters):
                    if _is_anchored(phrase, pieces, letters):
                        yield Match(phrase, pieces)


def _is_anchored(phrase: Phrase, pieces: Sequence[Hit], letters: Letters) -> bool:
    if phrase.starts and pieces[0].start != letters.clause_at(pieces[0].start).start:
        return False
    last = pieces[-1].end
    clause = letters.clause_at(last - 1)
    return not phrase.ends or not letters.between(last, clause.end)


def _together(phrase: Phrase, hits: Hits, letters: Letters) -> Iterator[tuple[Hit, ...]]:
    """The ways in which the parts of a phrase stand together: one for each first word at most."""
    sides = [list(_chains(parts, gaps, hits, letters)) for parts, gaps in _sides(phrase)]
    for first in sides[0]:
        pieces = list(first)
        for others in sides[1:]:
            near = _nearest(first[0].start, others)
            if near is None or not _is_near(near, first, letters):
                break
            pieces.extend(near)
        else:
            yield tuple(sorted(pieces, key=_place))


def _sides(phrase: Phrase) -> Iterator[tuple[Sequence[Part], Sequence[Gap]]]:
    """The stretches of a phrase between its `+`."""
    first = 0
    for place, gap in enumerate((*phrase.gaps, Gap.ANY_ORDER)):
        if gap is Gap.ANY_ORDER:
            yield phrase.parts[first : place + 1], phrase.gaps[first:place]
            first = place + 1


def _nearest(place: int, chains: Sequence[tuple[Hit, ...]]) -> tuple[Hit, ...] | None:
    return min(chains, key=lambda chain: abs(chain[0].start - place), default=None)


def _is_near(one: Sequence[Hit], other: Sequence[Hit], letters: Letters) -> bool:
    before, after = sorted((one, other), key=lambda chain: chain[0].start)
    return letters.between(min(before[-1].end, after[0].start), after[0].start) <= WINDOW


def _chains(
    parts: Sequence[Part], gaps: Sequence[Gap], hits: Hits, letters: Letters
) -> Iterator[tuple[Hit, ...]]:
    """Words that follow one another as the gaps allow, by dynamic programming from the end."""
    following: list[tuple[Hit, ...]] = [(hit,) for hit in hits[parts[-1]]]
    for part, gap in zip(reversed(parts[:-1]), reversed(gaps), strict=True):
        starts = [chain[0].start for chain in following]
        chains = []
        for hit in hits[part]:
            first = bisect_left(starts, hit.end)
            tail = next(_reached(hit, following[first:], gap, letters), None)
            if tail is not None:
                chains.append((hit, *tail))
        following = chains
    yield from following


def _reached(
    hit: Hit, chains: Sequence[tuple[Hit, ...]], gap: Gap, letters: Letters
) -> Iterator[tuple[Hit, ...]]:
    furthest = FURTHEST_IN_ENGLISH if is_latin(letters.text[hit.end - 1]) else FURTHEST
    for chain in chains:
        skipped = letters.between(hit.end, chain[0].start)
        if skipped > (furthest if gap is Gap.SOME else 0):
            return
        if _is_joined(hit.end, chain[0].start, gap, letters):
            yield chain


def _is_joined(end: int, start: int, gap: Gap, letters: Letters) -> bool:
    if gap is Gap.SOME:
        return letters.sentences[end - 1] == letters.sentences[start]
    return not any(letters.breaks[end : start + 1])
