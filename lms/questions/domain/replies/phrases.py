"""The small language in which authors write what people may say.

    很抱歉                     these letters; punctuation and spaces do not matter
    （给/帮/为）您查            one of several; `（很/）抱歉` with nothing after the stroke: or none
    马上…（查/核实）            up to 12 letters in between, within a sentence
    包裹 + 没收到               both within 40 letters, in any order
    ^您好   没门$               at the beginning, at the end of a clause
    【time】内答复              one of a group of words of the lexicon
    【number】 【phone】        a number; seven or more digits
    【clock-face】             a time of day in figures: 7:25, 19:30

There is nothing else, and nothing in it can make a search slow.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product
from typing import TypeAlias

from lms.errors import N_, Invalid
from lms.questions.domain.replies.letters import folded

MOST_TOGETHER = 50  # forms of neighbouring words that are looked for as one word
MOST_FORMS = 32  # of a phrase in which parts may be left out
LONGEST_PHRASE = 200  # characters as written
NUMBER, PHONE, CLOCK = "number", "phone", "clock-face"  # groups that are always there
TOKEN = re.compile(
    r"[（(](?P<some>[^（）()]*)[）)]|【(?P<group>[^【】]*)】|(?P<gap>…+|\.{3,})|(?P<both>[+＋])"
    r"|(?P<start>\^)|(?P<end>\$)|(?P<plain>[^（）()【】…+＋^$.]+|\.)"
)
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REGIONAL = (  # written differently elsewhere: either finds the other
    ("联系", "联络"),
    ("登录", "登陆", "登入"),
    ("服务器", "伺服器"),
    ("短信", "简讯", "短讯"),
    ("软件", "软体"),
    ("信息", "资讯", "资料"),
    ("质量", "品质"),
    ("专线", "热线"),
)
TOO_LONG = N_("这条说法太长，最多 %(most)s 个字。")
UNREADABLE = N_("这条说法在“%(part)s”这里读不通；括号要成对，不能一层套一层。")
EMPTY = N_("这条说法里没有字；请写出要找的话。")
LOOSE = N_("“…”和“+”的两边都要有字；“^”只能在最前，“$”只能在最后。")
TOO_MANY = N_("这条说法里可有可无的部分太多，排出来超过 %(most)s 种；请拆成几条。")
WRONG_GROUP = N_("词组的名字只能用小写字母、数字和连字符，现在是“%(name)s”。")


class Gap(StrEnum):
    """What may stand between two parts of a phrase."""

    NONE = ""
    SOME = "…"
    ANY_ORDER = "+"


@dataclass(frozen=True, slots=True)
class Words:
    """A part: one of these words, letter by letter."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """A part: whatever belongs to a group of words."""

    name: str


Part: TypeAlias = Words | Group


@dataclass(frozen=True, slots=True)
class Phrase:
    """What people may say, in parts; `gaps[n]` is what may stand before part n + 1."""

    written: str  # as the author wrote it
    parts: tuple[Part, ...]
    gaps: tuple[Gap, ...]
    starts: bool  # only at the beginning of a clause
    ends: bool  # only at the end of a clause

    @property
    def groups(self) -> frozenset[str]:
        """The groups of words that it names."""
        return frozenset(part.name for part in self.parts if isinstance(part, Group))


@dataclass(frozen=True, slots=True)
class _Run:
    """Pieces that follow one another without a gap: alternatives, or a group."""

    pieces: tuple[tuple[str, ...] | Group, ...]
    gap: Gap  # before it


def parse_phrase(written: str) -> tuple[Phrase, ...]:
    """The phrases that a line stands for: several where a part may be left out.

    Raises Invalid with what is wrong with it.
    """
    if len(written) > LONGEST_PHRASE:
        raise Invalid(TOO_LONG, most=LONGEST_PHRASE)
    tokens = list(_tokens(written.strip()))
    starts = bool(tokens) and tokens[0][0] == "start"
    ends = bool(tokens) and tokens[-1][0] == "end"
    inner = tokens[int(starts) : len(tokens) - int(ends)]
    if any(kind in ("start", "end") for kind, _ in inner):
        raise Invalid(LOOSE)
    runs = list(_runs(inner))
    if not runs:
        raise Invalid(EMPTY)
    found = tuple(
        Phrase(written, tuple(parts), tuple(gaps), starts, ends)
        for parts, gaps in islice(
            _variants([list(_parts(run)) for run in runs], runs), MOST_FORMS + 1
        )
    )
    if len(found) > MOST_FORMS:
        raise Invalid(TOO_MANY, most=MOST_FORMS)
    return found


def _tokens(written: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(written):
        found = TOKEN.match(written, place)
        if found is None:
            raise Invalid(UNREADABLE, part=written[place : place + 10])
        kind = found.lastgroup or ""
        yield kind, found[kind]
        place = found.end()


def _runs(tokens: Sequence[tuple[str, str]]) -> Iterator[_Run]:
    pieces: list[tuple[str, ...] | Group] = []
    gap = Gap.NONE
    for kind, text in tokens:
        if kind not in ("gap", "both"):
            pieces.extend(_pieces(kind, text))
            continue
        if not pieces:
            raise Invalid(LOOSE)
        yield _Run(tuple(pieces), gap)
        pieces, gap = [], Gap.SOME if kind == "gap" else Gap.ANY_ORDER
    if pieces:
        yield _Run(tuple(pieces), gap)
    elif gap is not Gap.NONE:
        raise Invalid(LOOSE)


def _pieces(kind: str, text: str) -> Iterator[tuple[str, ...] | Group]:
    if kind == "group":
        if not NAME.fullmatch(text):
            raise Invalid(WRONG_GROUP, name=text)
        yield Group(text)
    else:
        words = tuple(folded(word) for word in re.split("[/／]", text))
        if any(words):
            yield words if kind == "some" else ("".join(words),)


def _parts(run: _Run) -> Iterator[tuple[Part | None, ...]]:
    """The parts of a run, each in its possible forms; None: it is left out."""
    for stretch in _stretches(run):
        if isinstance(stretch, Group):
            yield (stretch,)
        else:
            words = Words(frozenset(_elsewhere(stretch - {""})))
            yield (words, None) if "" in stretch else (words,)


def _stretches(run: _Run) -> Iterator[set[str] | Group]:
    """Neighbouring words become one word, as long as there are not too many of them."""
    words = {""}
    for piece in run.pieces:
        if isinstance(piece, Group):
            if words != {""}:
                yield words
            yield piece
            words = {""}
        elif len(words) * len(piece) > MOST_TOGETHER:
            yield words
            words = set(piece)
        else:
            words = {before + word for before, word in product(words, piece)}
    if words != {""}:
        yield words


def _elsewhere(words: set[str]) -> set[str]:
    """The words as they are, and as they are written elsewhere."""
    found = set(words)
    for group in REGIONAL:
        for one, other in product(group, group):
            found |= {word.replace(one, other) for word in words if one in word}
    return found


def _variants(
    choices: Sequence[Sequence[tuple[Part | None, ...]]], runs: Sequence[_Run]
) -> Iterator[tuple[list[Part], list[Gap]]]:
    """Every form of a phrase, with and without the parts that may be left out."""
    for forms in product(*(product(*run) for run in choices)):
        parts: list[Part] = []
        gaps: list[Gap] = []
        for form, run in zip(forms, runs, strict=True):
            there = [part for part in form if part is not None]
            if there and parts:
                gaps.append(run.gap)
            gaps.extend(Gap.NONE for _ in there[1:])
            parts.extend(there)
        if parts:
            yield parts, gaps
