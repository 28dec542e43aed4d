"""Chat logs as they are pasted → who said what, turn by turn, masked before anybody sees it.

Reads lines that begin with who speaks, and tables of two or three columns (speaker, words, number
of the log). What cannot be understood is left out and told by its line.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lms.errors import N_, Invalid
from lms.studio.domain.chats.labels import (
    Called,
    Speaker,
    cell_head,
    head,
    is_break,
    is_somebody_else,
    is_time,
)
from lms.studio.domain.chats.masking import Kind, counted, masked, words_of
from lms.studio.domain.chats.plain import plain

LARGEST = 200 * 1024  # bytes of UTF-8
MOST_LOGS = 50
MOST_TURNS = 200  # of one log
LONGEST_SHOWN = 40  # characters of a line that was left out
SHORTEST_NAME = 2  # characters: one alone is in half of all sentences
DIVIDER = "---"
COLUMNS = (2, 3)
SEPARATORS = ",\t;"
HEADINGS = frozenset(
    {"说话人", "发言人", "角色", "谁", "发送者", "发送方", "speaker", "role", "from"}
)

TOO_LARGE = N_("太长了：最多 %(most)s KB，现在有 %(found)s KB。请少放几段。")
TOO_MANY_LOGS = N_("有 %(found)s 段，最多 %(most)s 段；请分几次做。")
TOO_MANY_TURNS = N_("第 %(log)s 段有 %(found)s 轮，最多 %(most)s 轮；请截取要练的那一段。")
NOBODY: Mapping[str, Speaker] = {}
ODD_TABLE = N_("这份表格读不出来；请另存为 CSV（逗号分隔），两列：谁说的、说了什么。")
NO_LOG = N_("没有读出一段对话。每一行前面要写谁在说，例如“客户：”“客服：”；一段里两个人都要开口。")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one of the two says without being answered; its lines as they stand in the log."""

    speaker: Speaker
    text: str


Log = tuple[Turn, ...]  # the speakers take turns


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that was left out."""

    line: int  # counted from 1
    text: str  # its beginning, masked


@dataclass(frozen=True, slots=True)
class Chats:
    """Chat logs that were read and masked."""

    logs: tuple[Log, ...]
    skipped: tuple[Skipped, ...]
    alone: int  # how many logs were left out in which only one of the two speaks
    text: str  # the same logs, to be read and sent again
    kinds: Mapping[Kind, int]  # what stands covered in it, and how often
    new: int  # in how many places that were not covered before

    @property
    def turns(self) -> int:
        """How many turns there are in all logs."""
        return sum(map(len, self.logs))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, or a row of a table."""

    number: int
    text: str
    speaker: Speaker | None = None  # None: whoever spoke before
    name: str = ""
    log: int = 0
    is_odd: bool = False  # nobody of the two says it


def read(text: str, words: str = "", called: Mapping[str, Speaker] = NOBODY) -> Chats:
    """The logs of a text, masked, these words as well.

    `called`: the names that stand before lines in place of the two. Raises Invalid for what is not
    taken.
    """
    _check_size(text)
    lines = _understood(plain(text), Called(called))
    names = {one for one in (*called, *(line.name for line in lines)) if _is_name(one)}
    cover = _Cover(words_of(words), sorted(names, key=lambda name: (-len(name), name)))
    said: dict[int, list[_Line]] = {}
    for one in lines:
        if not one.is_odd:
            said.setdefault(one.log, []).append(one)
    spoken = [tuple(_turns(some, cover)) for some in said.values()]
    logs = [log for log in spoken if len(log) > 1]
    _check(logs)
    made = written(logs)
    _check_size(made)
    return Chats(
        logs=tuple(logs),
        skipped=tuple(
            Skipped(one.number, cover(one.text.strip())[:LONGEST_SHOWN])
            for one in lines
            if one.is_odd
        ),
        alone=sum(len(log) == 1 for log in spoken),
        text=made,
        kinds=counted([made]),
        new=cover.new,
    )


def written(logs: Iterable[Log]) -> str:
    """Logs as a text from which the same logs are read."""
    told = ("\n".join(f"{turn.speaker}：{turn.text}" for turn in log) for log in logs)
    return f"\n\n{DIVIDER}\n".join(told)


def covered(text: str, words: str = "") -> str:
    """A text that is no log, masked, to be shown to whoever has sent it."""
    return masked(plain(text), words_of(words)).text


class _Cover:
    """Masks texts and counts in how many places."""

    def __init__(self, words: Sequence[str], names: Sequence[str]) -> None:
        self._words, self._names = words, names
        self.new = 0

    def __call__(self, text: str) -> str:
        found = masked(text, self._words, self._names)
        self.new += found.new
        return found.text


def _is_name(name: str) -> bool:
    """Whether what stands beside a speaker can be a name: neither a number nor a letter."""
    return len(name) >= SHORTEST_NAME and not name.isdecimal() and "*" not in name


def _check_size(text: str) -> None:
    size = len(text.encode("utf-8"))
    if size > LARGEST:
        raise Invalid(TOO_LARGE, most=LARGEST // 1024, found=-(-size // 1024))


def _check(logs: Sequence[Log]) -> None:
    if not logs:
        raise Invalid(NO_LOG)
    if len(logs) > MOST_LOGS:
        raise Invalid(TOO_MANY_LOGS, found=len(logs), most=MOST_LOGS)
    for number, log in enumerate(logs, 1):
        if len(log) > MOST_TURNS:
            raise Invalid(TOO_MANY_TURNS, log=number, found=len(log), most=MOST_TURNS)


def _turns(lines: Iterable[_Line], cover: _Cover) -> Iterator[Turn]:
    for speaker, some in groupby(_spoken(lines), lambda one: one[0]):
        yield Turn(speaker, _continued(cover("\n".join(words for _speaker, words in some))))


def _spoken(lines: Iterable[_Line]) -> Iterator[tuple[Speaker, str]]:
    speaker = Speaker.CUSTOMER
    for one in lines:
        speaker = one.speaker or speaker
        if one.text.strip():
            yield speaker, one.text.strip()


def _continued(text: str) -> str:
    """A text whose further lines are read as its own: none looks like the beginning of another."""
    first, *rest = [line.strip() for line in text.split("\n") if line.strip()]
    for line in rest:
        odd = head(line) or is_break(line) or is_somebody_else(line) or is_time(line)
        first += f"{' ' if odd else chr(10)}{line}"
    return first


def _understood(text: str, called: Called) -> list[_Line]:
    try:
        separator = _separator(text, called)
        return list(_rows(text, separator, called) if separator else _typed(text, called))
    except csv.Error:
        raise Invalid(ODD_TABLE) from None


def _typed(text: str, called: Called) -> Iterator[_Line]:
    log, is_heard = 0, False
    for number, line in enumerate(map(called, text.split("\n")), 1):
        if is_break(line):
            log, is_heard = log + 1, False
            continue
        if not line.strip() or is_time(line):
            continue
        found = head(line)
        is_heard = found is not None or (is_heard and not is_somebody_else(line))
        if found:
            yield _Line(number, found.text, found.speaker, found.name, log)
        else:
            yield _Line(number, line, log=log, is_odd=not is_heard)


def _separator(text: str, called: Called) -> str:
    """What stands between the columns of a table; "": the text is none."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    for separator in SEPARATORS:
        cells = next(csv.reader([first], delimiter=separator), [])
        if len(cells) in COLUMNS and (cell_head(cells[0], called) or _is_heading(cells)):
            return separator
    return ""


def _is_heading(cells: Sequence[str]) -> bool:
    return cells[0].strip().casefold() in HEADINGS


def _rows(text: str, separator: str, called: Called) -> Iterator[_Line]:
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    logs: dict[str, int] = {}
    for place, row in enumerate(reader):
        if not any(cell.strip() for cell in row) or (place == 0 and _is_heading(row)):
            continue
        found = cell_head(row[0], called)
        if found is None or len(row) not in COLUMNS:
            yield _Line(reader.line_num, separator.join(row), is_odd=True)
            continue
        log = logs.setdefault(row[2].strip() if len(row) > min(COLUMNS) else "", len(logs))
        yield _Line(reader.line_num, row[1], found.speaker, found.name, log)
