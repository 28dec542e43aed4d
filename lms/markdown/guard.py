"""Which Markdown is taken: small enough, not nested too deeply, not too entangled to render."""

import re
import string

from lms.errors import N_, Invalid

LARGEST = 200_000  # bytes of UTF-8
DEEPEST = 12  # levels of lists and quotes
TAB = 4  # columns of indentation that make a level

# Python-Markdown looks from every "[" to the end of its paragraph, and from other marks and lines
# nearly as far: its time grows with marks times length. Measured: one unit is 6 to 10 nanoseconds.
HIGHEST_EFFORT = 60_000_000
BRACKET_EFFORT = 25
MARK_EFFORT = 1_500  # for each mark, however short its paragraph
BLANK_LINE = re.compile(r"\n[ \t]*\n")
MARK = re.compile(f"[{re.escape(string.punctuation)}\n]")
FENCE = re.compile(r"^[ ]*(?:```|~~~)", re.MULTILINE)
LEVEL = re.compile(r"[ \t]+|>|[-*+](?=[ \t])|[0-9]+\.(?=[ \t])")

TOO_ENTANGLED = N_("第 %(line)s 行起的这一段符号太多，太难排版；请拆短，或者去掉多余的方括号。")
TOO_DEEP = N_("第 %(line)s 行的列表或引用套得太深；最多 %(most)s 层。")


def guard(text: str) -> None:
    """Raise Invalid for a text that would keep the renderer busy for long."""
    check_size(text)
    _guard_effort(text)
    _guard_nesting(text)


def check_size(text: str) -> None:
    """Raise Invalid for a text that is longer than any lesson."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        message = N_("文字太长（%(size)s kB）；最多 %(most)s kB，请分成几篇。")
        raise Invalid(message, size=-(-size // 1000), most=LARGEST // 1000)


def _guard_effort(text: str) -> None:
    effort = len(text) * len(FENCE.findall(text))
    line = 1
    for block in BLANK_LINE.split(text):
        marks = len(MARK.findall(block)) + 2  # its own and the blank line after it
        effort += marks * MARK_EFFORT + len(block) * (marks + BRACKET_EFFORT * block.count("["))
        if effort > HIGHEST_EFFORT:
            raise Invalid(TOO_ENTANGLED, line=line)
        line += block.count("\n") + 2


def _guard_nesting(text: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if _levels(line) > DEEPEST:
            raise Invalid(TOO_DEEP, line=number, most=DEEPEST)


def _levels(line: str) -> int:
    """How many lists, quotes and indentations a line opens before its text begins."""
    levels, position = 0, 0
    while found := LEVEL.match(line, position):
        blank = len(found[0].expandtabs(TAB)) if found[0].isspace() else TAB
        levels, position = levels + blank // TAB, found.end()
    return levels
