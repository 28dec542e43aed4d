"""The pieces of a lesson: the words of its header, what leads into it, each section as a whole."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lms.courses.content.layout import HEADER_LINE, Kind, take_apart
from lms.courses.domain import LEAD
from lms.studio.domain.translating import Pair, Pairs
from lms.yamlfile import read, revise

NAMED = re.compile(r"\{#(?P<id>[^}]*)\}")
TITLE, SUMMARY, SOURCES = "title", "summary", "sources"
HEADER = "header"  # before the places of its words
SECTION = 2  # level of its heading


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines of a file as they stand; `start` and `stop` are positions of lines, from 0."""

    place: str
    start: int
    stop: int


def pairs(source: str, target: str) -> Pairs:
    """The pieces of a lesson; without a translation `target` is empty.

    Raises ContentError, YamlError.
    """
    known = _pieces(target) if target.strip() else {}
    return {
        place: Pair(place=place, line=line, source=words, target=known.get(place, ("", 0))[0])
        for place, (words, line) in _pieces(source).items()
        if words
    }


def translated(source: str, target: str, edits: Mapping[str, str]) -> str:
    """The translation with other words at some places; a new one begins as the source.

    Raises ContentError, YamlError, UnwritableError.
    """
    text = _with_header(target if target.strip() else source, edits)
    order = [chunk.place for chunk in _chunks(source)]
    for place in order:
        if place in edits:
            text = _with_section(text, order, place, edits[place])
    return text


def _pieces(text: str) -> dict[str, tuple[str, int]]:
    """Words and first line by place."""
    lines = text.split("\n")
    header = take_apart(text, "").header
    known = read(header, first_line=HEADER_LINE)
    found = {
        f"{HEADER}/{'/'.join(map(str, path))}": (words, known.line(path))
        for path, words in _words_of(known.data)
    }
    for chunk in _chunks(text):
        words = "\n".join(lines[chunk.start : chunk.stop]).strip("\n")
        found[chunk.place] = (words, chunk.start + 1)
    return found


def _words_of(header: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name in (TITLE, SUMMARY):
        if isinstance(header, dict) and isinstance(header.get(name), str):
            yield (name,), header[name]
    named = header.get(SOURCES) if isinstance(header, dict) else None
    for number, words in enumerate(named if isinstance(named, list) else []):
        if isinstance(words, str):
            yield (SOURCES, number), words


def _chunks(text: str) -> list[Chunk]:
    """What stands below the header: the lead, then each section with its heading."""
    layout, count = take_apart(text, ""), len(text.split("\n"))
    begin = layout.header.count("\n") + HEADER_LINE + 1 if layout.header else HEADER_LINE
    heads = [
        piece for piece in layout.pieces if piece.kind is Kind.HEADING and piece.level == SECTION
    ]
    starts = [begin, *(piece.line - 1 for piece in heads)]
    places = [LEAD, *(_place(piece.text) for piece in heads)]
    stops = [*starts[1:], count]
    return [Chunk(*one) for one in zip(places, starts, stops, strict=True)]


def _place(heading: str) -> str:
    found = NAMED.search(heading)
    return found["id"] if found else heading


def _with_header(text: str, edits: Mapping[str, str]) -> str:
    header = take_apart(text, "").header
    data: Any = deepcopy(read(header).data)
    for place, words in edits.items():
        if place.startswith(f"{HEADER}/") and words:
            _put(data, place.split("/")[1:], words)
    lines, revised = text.split("\n"), revise(header, data)
    stop = 1 + header.count("\n") + 1
    return "\n".join([lines[0], *revised.rstrip("\n").split("\n"), *lines[stop:]])


def _put(header: Any, path: list[str], words: str) -> None:
    """Write a word of the header; one of a list only where it is there, or comes next."""
    if len(path) == 1:
        header[path[0]] = words
        return
    items, number = header.setdefault(path[0], []), int(path[1])
    if number <= len(items):
        items[number : number + 1] = [words]


def _with_section(text: str, order: list[str], place: str, words: str) -> str:
    """The text with a section that says this; a new one comes after those that precede it."""
    lines, chunks = text.split("\n"), _chunks(text)
    own = next((chunk for chunk in chunks if chunk.place == place), None)
    if own is None:
        before = order[: order.index(place)]
        after = [chunk for chunk in chunks if chunk.place in before]
        start = after[-1].stop if after else chunks[0].stop
        return "\n".join([*lines[:start], *words.split("\n"), "", *lines[start:]])
    old = "\n".join(lines[own.start : own.stop])
    head, tail = _blank(old)
    body = f"{head}{words}{tail}" if words else "\n"
    return "\n".join([*lines[: own.start], *body.split("\n"), *lines[own.stop :]])


def _blank(text: str) -> tuple[str, str]:
    """The blank lines with which a stretch of a file begins and ends."""
    inner = text.strip("\n")
    if not inner:
        return "\n" if text else "", "\n" if text else ""
    start = text.index(inner)
    return text[:start], text[start + len(inner) :]
