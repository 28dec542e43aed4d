"""The lines of a lesson → header, headings, blocks and stretches of Markdown, with their lines.

Knows what stands where, not what it means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lms.errors import N_
from lms.library.domain import ContentError, Problem

MARK = "---"
FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`]*?)[ \t]*")
HEADING = re.compile(r"(?P<marks>#{1,2})[ \t]+(?P<words>.*?)[ \t]*")
OWN_BLOCKS = {"dialogue", "check"}

NO_HEADER = N_("文件开头缺少文件头：第一行写“---”，接着写各项，再用一行“---”结束。")
OPEN_HEADER = N_("文件头没有结束；请在各项之后另起一行写“---”。")
OPEN_FENCE = N_("从这一行开始的块没有结束；请在内容之后另起一行写“```”。")


class Kind(StrEnum):
    """What a piece of a lesson is."""

    HEADING = "heading"
    DIALOGUE = "dialogue"
    CHECK = "check"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of a lesson; `line` is the first line of `text` in the file, from 1."""

    kind: Kind
    line: int
    text: str
    level: int = 0  # of a heading: 1 or 2


@dataclass(frozen=True, slots=True)
class Layout:
    """A lesson file taken apart."""

    header: str
    pieces: tuple[Piece, ...]


HEADER_LINE = 2


def take_apart(text: str, file: str) -> Layout:
    """Split a lesson file. Raises ContentError for a header or a block that does not end."""
    lines = text.split("\n")
    end = _end_of_header(lines, file)
    return Layout("\n".join(lines[1:end]), tuple(_pieces(lines, end + 1, file)))


def _end_of_header(lines: list[str], file: str) -> int:
    if not lines or lines[0].rstrip() != MARK:
        raise ContentError([Problem(file, 1, NO_HEADER)])
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == MARK:
            return number
    raise ContentError([Problem(file, 1, OPEN_HEADER)])


def _pieces(lines: list[str], start: int, file: str) -> Iterator[Piece]:
    """All pieces from a position on; ordinary lines next to each other make one piece."""
    first = position = start
    while position < len(lines):
        following = after(lines, position)
        if following is None:
            raise ContentError([Problem(file, position + 1, OPEN_FENCE)])
        special = _special(lines, position, following)
        if special is not None:
            yield from _text(lines, first, position)
            yield special
            first = following
        position = following
    yield from _text(lines, first, len(lines))


def after(lines: list[str], position: int) -> int | None:
    """The position after the line or fenced block that begins here; None: it never ends."""
    fence = FENCE.fullmatch(lines[position])
    if fence is None:
        return position + 1
    for end in range(position + 1, len(lines)):
        closing = lines[end].strip()
        if closing.startswith(fence["mark"]) and not closing.strip(fence["mark"][0]):
            return end + 1
    return None


def _special(lines: list[str], position: int, following: int) -> Piece | None:
    heading = HEADING.fullmatch(lines[position])
    if heading is not None:
        return Piece(Kind.HEADING, position + 1, heading["words"], len(heading["marks"]))
    fence = FENCE.fullmatch(lines[position])
    if fence is None or fence["info"] not in OWN_BLOCKS:
        return None
    inside = "\n".join(lines[position + 1 : following - 1])
    return Piece(Kind(fence["info"]), position + 2, inside)


def _text(lines: list[str], first: int, end: int) -> Iterator[Piece]:
    text = "\n".join(lines[first:end])
    if text.strip():
        yield Piece(Kind.TEXT, first + 1, text)
