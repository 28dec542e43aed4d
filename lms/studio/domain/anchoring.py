"""Remarks on a line of a draft: the line is found again by its words while the text moves on."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.errors import N_, Invalid

LONGEST_QUOTE = 200  # characters of a line that are kept
LONGEST_REMARK = 500
NO_LINE = N_("没有第 %(line)s 行；这个文件有 %(most)s 行。")
BLANK = N_("第 %(line)s 行是空的，请写有字的一行。")
NO_WORDS = N_("请写一句意见。")
TOO_LONG = N_("意见太长，最多 %(most)s 个字。")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line as it stood when somebody remarked on it."""

    quote: str  # without the blanks around it, at most so many characters
    line: int  # counted from 1

    def find(self, lines: Sequence[str]) -> int | None:
        """Where the line stands now, from 1: of several that say the same, the nearest.

        None when no line says it any more.
        """
        places = [number for number, text in enumerate(lines, 1) if kept(text) == self.quote]
        return min(places, key=lambda number: abs(number - self.line), default=None)


def kept(text: str) -> str:
    """What is kept of a line."""
    return text.strip()[:LONGEST_QUOTE].strip()


def anchor(text: str, line: int) -> Anchor:
    """A line of a text, from 1. Raises Invalid for one that is not there, or blank."""
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        raise Invalid(NO_LINE, line=line, most=len(lines))
    quote = kept(lines[line - 1])
    if not quote:
        raise Invalid(BLANK, line=line)
    return Anchor(quote, line)


def said(words: str) -> str:
    """What somebody remarks or answers. Raises Invalid for nothing, or too much."""
    if not words:
        raise Invalid(NO_WORDS)
    if len(words) > LONGEST_REMARK:
        raise Invalid(TOO_LONG, most=LONGEST_REMARK)
    return words
