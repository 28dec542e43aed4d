"""Covering what would point to somebody in a chat log, before anything else is done with it.

What is covered says of which kind it was, so that two logs that differ in a number only still say
the same. Names have no shape of their own: they are found by what stands around them, and the rest
must be named. Better one word too many is covered than one too few.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from lms.errors import N_
from lms.questions.domain import masking as numbers
from lms.studio.domain.chats import shapes
from lms.studio.domain.chats.plain import shadow

HIDDEN = "\0"  # stands where something is covered already; texts hold none
APART = re.compile(r"[\s,，、;；]+")
SHORTEST_WORD = 2  # characters: one alone is in half of all sentences
MOST_ROUNDS = 5  # what is covered may show the shape of what stands beside it
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
CHECKS = "10X98765432"  # by the remainder of 11


class Kind(StrEnum):
    """What was covered; it is also what stands in its place."""

    MAIL = N_("邮箱")
    IDENTITY = N_("身份证号")
    CARD = N_("银行卡号")
    ORDER = N_("单号")
    MOBILE = N_("手机号")
    LANDLINE = N_("座机号")
    CHAT = N_("微信号")
    PLATE = N_("车牌号")
    ADDRESS = N_("地址")
    NAME = N_("姓名")
    NUMBER = N_("号码")
    WORD = N_("已遮")

    @property
    def mark(self) -> str:
        """What stands in the text instead."""
        return f"〔{self.value}〕"


MARK = re.compile(f"〔({'|'.join(Kind)})〕")
Span = tuple[int, int]
Rule = tuple[Kind, re.Pattern[str], Callable[[str], bool]]


@dataclass(frozen=True, slots=True)
class Masked:
    """A text in which something is covered; `new`: in how many places that were not before."""

    text: str
    new: int


def words_of(typed: str) -> tuple[str, ...]:
    """Words that somebody has typed with blanks between them, the longest first."""
    found = {one for one in APART.split(typed) if len(one) >= SHORTEST_WORD}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def masked(text: str, words: Iterable[str] = (), names: Iterable[str] = ()) -> Masked:
    """The text without numbers, addresses and names, these words and the names of who speaks."""
    rules = [*_given(Kind.WORD, words), *_given(Kind.NAME, names), *RULES]
    new = 0
    for _round in range(MOST_ROUNDS):
        found = _covered(text, rules)
        text, new = found.text, new + found.new
        if not found.new:
            break
    return Masked(text, new)


def counted(texts: Iterable[str]) -> dict[Kind, int]:
    """How often something of each kind is covered; the kinds in their order."""
    kinds = sorted(Kind(one) for text in texts for one in MARK.findall(text))
    found = {kind: len(list(some)) for kind, some in groupby(kinds)}
    return {kind: found[kind] for kind in Kind if kind in found}


def _given(kind: Kind, words: Iterable[str]) -> Iterator[Rule]:
    shapes_of_words = [_word(shadow(word)) for word in words]
    if shapes_of_words:
        yield kind, re.compile("|".join(shapes_of_words), re.IGNORECASE), _always


def _word(word: str) -> str:
    shape = re.escape(word)
    return rf"(?<![A-Za-z0-9]){shape}(?![A-Za-z0-9])" if word.isascii() else shape


def _covered(text: str, rules: Iterable[Rule]) -> Masked:
    seen = MARK.sub(_hidden, shadow(text))
    spans: list[tuple[Span, Kind]] = []
    for kind, shape, holds in rules:
        found = _places(shape, holds, seen)
        spans += [(span, kind) for span in found]
        seen = _replaced(seen, [(span, HIDDEN * (span[1] - span[0])) for span in found])
    return Masked(_replaced(text, [(span, kind.mark) for span, kind in sorted(spans)]), len(spans))


def _replaced(text: str, parts: Iterable[tuple[Span, str]]) -> str:
    """The text with other words at these places, which follow each other."""
    made, at = list[str](), 0
    for (start, end), words in parts:
        made += [text[at:start], words]
        at = end
    return "".join([*made, text[at:]])


def _hidden(mark: re.Match[str]) -> str:
    return HIDDEN * len(mark[0])


def _places(shape: re.Pattern[str], holds: Callable[[str], bool], text: str) -> list[Span]:
    part = "it" if "it" in shape.groupindex else 0
    return [one.span(part) for one in shape.finditer(text) if holds(one[part])]


def _always(_found: str) -> bool:
    return True


def _is_identity(found: str) -> bool:
    """GB 11643-1999: 17 digits and the one that checks them."""
    signs = re.sub(r"[^\dXx]", "", found).upper()
    total = sum(int(sign) * weight for sign, weight in zip(signs[:17], WEIGHTS, strict=True))
    return CHECKS[total % 11] == signs[17]


def _is_card(found: str) -> bool:
    """ISO/IEC 7812-1, annex B: the digits from the right, every second one doubled."""
    digits = [int(one) for one in re.sub(r"\D", "", found)][::-1]
    doubled = [sum(divmod(2 * one, 10)) for one in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


RULES: tuple[Rule, ...] = (
    (Kind.MAIL, shapes.MAIL, _always),
    (Kind.IDENTITY, shapes.IDENTITY, _is_identity),
    (Kind.ORDER, shapes.ORDER, _always),
    (Kind.CARD, shapes.CARD, _is_card),
    (Kind.MOBILE, shapes.MOBILE, _always),
    (Kind.LANDLINE, shapes.LANDLINE, _always),
    (Kind.CHAT, shapes.CHAT, _always),
    (Kind.ORDER, shapes.PARCEL, _always),
    (Kind.PLATE, shapes.PLATE, _always),
    (Kind.ADDRESS, shapes.TOLD_ADDRESS, _always),
    (Kind.ADDRESS, shapes.ADDRESS, _always),
    (Kind.ADDRESS, shapes.ROOM, _always),
    (Kind.ADDRESS, shapes.STREET, _always),
    (Kind.NAME, shapes.FORM_NAME, _always),
    (Kind.NAME, shapes.TOLD_NAME, _always),
    (Kind.NAME, shapes.FAMILY_NAME, _always),
    (Kind.NAME, shapes.CALLED, _always),
    (Kind.NAME, shapes.ENGLISH_NAME, _always),
    (Kind.NUMBER, shapes.NUMBER, _always),
    *((Kind.NUMBER, shape, _always) for shape in numbers.SHAPES),
)
