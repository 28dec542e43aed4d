"""YAML as people write it by hand: text → plain data, with the line of every value.

Every scalar stays a string; the schema above types it (`answer: no` is the word "no", `1:30` is not
90). What only machines write is refused: anchors, aliases, merges, tags, deep nesting, duplicate
keys. The data is built from the parser's events, without recursion, so no input can exhaust the
stack. Knows nothing of schemas.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from lms.errors import N_

LARGEST = 256 * 1024  # bytes of UTF-8
DEEPEST = 12  # levels of lists and maps
MERGE = "<<"

NO_TAG = N_("不能用标签（! 开头的词）；文字请用双引号括起来。")

Node: TypeAlias = "str | list[Node] | dict[str, Node]"
Path: TypeAlias = tuple[str | int, ...]

UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab, LF, CR
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that reorder the text around them
    "\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"  # separators, byte order marks, surrogates
)
SYNTAX: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        N_("这一行有多余的冒号，或者缩进不对；文字里有“: ”时请用双引号括起来。"),
    ),
    ("tab character", N_("缩进不能用制表符，请用空格。")),
    (
        "cannot start any token",
        N_("这里不能以制表符、@、` 或百分号开头；缩进请用空格，文字请用双引号括起来。"),
    ),
    ("expected ':'", N_("这一行缺少冒号；写成“名称: 内容”，冒号后面空一格。")),
    (
        "did not find expected key",
        N_("缩进不对，或者多了、少了一个引号；同一层的行要左边对齐。"),
    ),
    ("expected '-' indicator", N_("列表的每一项要以“- ”开头，并且左边对齐。")),
    ("block sequence entries are not allowed", N_("列表要另起一行，每项以“- ”开头。")),
    (
        "did not find expected ',' or",
        N_("方括号或花括号没有写完；里面有逗号、冒号、问号的文字请用双引号括起来。"),
    ),
    ("unexpected end of stream", N_("引号没有写完。")),
    ("unknown escape character", N_("双引号里的反斜杠要写成两个；或者改用单引号。")),
    ("undefined tag", NO_TAG),
)  # what libyaml says → what to do
UNREADABLE = N_("这里读不懂（%(detail)s）；请检查缩进、冒号后的空格和引号。")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a YAML text; `line` and `column` count from 1."""

    line: int
    column: int
    message: str
    parameters: Mapping[str, object] = field(default_factory=dict)


class YamlError(Exception):
    """The text cannot be taken; `faults` holds everything found, in the order of the lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{f.line}: {f.message % f.parameters}" for f in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class YamlText:
    """The data of a text: strings, lists and maps, and on which line each of them stands."""

    data: Node
    lines: Mapping[Path, int]  # path of keys and positions → line, counted from 1

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines[path]


def unwanted_characters(text: str, first_line: int = 1) -> tuple[Fault, ...]:
    """One fault for each control character, byte order mark or mark that turns the direction."""
    return tuple(_unwanted(text, found, first_line) for found in UNWANTED.finditer(text))


def _unwanted(text: str, found: re.Match[str], first_line: int) -> Fault:
    start = text.rfind("\n", 0, found.start()) + 1
    return Fault(
        first_line + text.count("\n", 0, found.start()),
        found.start() - start + 1,
        N_("第 %(column)s 个字符是看不见的控制字符（%(character)s），请删掉。"),
        {"column": found.start() - start + 1, "character": f"U+{ord(found[0]):04X}"},
    )


def read(text: str, *, first_line: int = 1) -> YamlText:
    """Read one YAML document; `first_line` is the line of its first line in the file around it.

    Raises YamlError with everything that is wrong.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        message = N_("文件太大（%(size)s KB）；最多 %(most)s KB，请分成几个文件。")
        raise YamlError(
            (Fault(first_line, 1, message, {"size": -(-size // 1024), "most": LARGEST // 1024}),)
        )
    unwanted = unwanted_characters(text, first_line)
    if unwanted:
        raise YamlError(unwanted)
    return _build(text, first_line)


def _build(text: str, first_line: int) -> YamlText:
    builder = _Builder(first_line)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.faults.append(_syntax_fault(error, first_line))
    except _TooOdd:
        pass  # its fault is noted; nothing after it can be read
    if builder.faults:
        raise YamlError(tuple(builder.faults))
    return YamlText(builder.root, MappingProxyType(builder.lines))


def _syntax_fault(error: yaml.YAMLError, first_line: int) -> Fault:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or error)
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    for part, message in SYNTAX:
        if part in problem:
            return Fault(line, column, message)
    return Fault(line, column, UNREADABLE, {"detail": problem})


class _TooOdd(Exception):
    """Nothing sensible can be read after this."""


@dataclass(slots=True)
class _Open:
    """A list or map that is being read; `key` is the key that waits for its value."""

    container: list[Node] | dict[str, Node]
    path: Path
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return isinstance(self.container, dict) and self.key is None


class _Builder:
    """Builds the data from events and notes every fault on the way."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.faults: list[Fault] = []
        self.lines: dict[Path, int] = {(): first_line}
        self.root: Node = ""
        self.stack: list[_Open] = []
        self.documents = 0
        self._takers: tuple[tuple[type[Event], Callable[..., None]], ...] = (
            (ScalarEvent, self._take_scalar),
            (CollectionStartEvent, self._open),
            (CollectionEndEvent, self._close),
            (AliasEvent, self._take_alias),
            (DocumentStartEvent, self._start_document),
        )

    def take(self, event: Event) -> None:
        for kind, taker in self._takers:
            if isinstance(event, kind):
                taker(event)
                return

    def _fault(self, event: Event, message: str, **parameters: object) -> None:
        line, column = self._place(event)
        self.faults.append(Fault(line, column, message, parameters))

    def _place(self, event: Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + self.first_line, mark.column + 1) if mark else (self.first_line, 1)

    def _line(self, event: Event) -> int:
        return self._place(event)[0]

    def _start_document(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._fault(event, N_("一个文件只能有一份内容；请删掉“---”及其后面的部分。"))
            raise _TooOdd

    def _take_alias(self, event: AliasEvent) -> None:
        self._fault(
            event,
            N_("不能用别名（*%(name)s）；请把内容写全，或者用双引号括起来。"),
            name=event.anchor,
        )
        self._put(event, "")

    def _check_plain(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._fault(
                event,
                N_("不能用锚点（&%(name)s）；请把内容写全，或者用双引号括起来。"),
                name=event.anchor,
            )
        if event.tag is not None:
            self._fault(event, NO_TAG)

    def _take_scalar(self, event: ScalarEvent) -> None:
        self._check_plain(event)
        self._put(event, event.value)

    def _open(self, event: CollectionStartEvent) -> None:
        self._check_plain(event)
        if len(self.stack) >= DEEPEST:
            self._fault(event, N_("嵌套太深；最多 %(most)s 层。"), most=DEEPEST)
            raise _TooOdd
        if self.stack and self.stack[-1].wants_key:
            self._fault(event, N_("名称要是一个词，不能是列表或另一组内容。"))
            raise _TooOdd
        container: list[Node] | dict[str, Node] = {} if isinstance(event, MappingStartEvent) else []
        path = self._put(event, container)
        self.stack.append(_Open(container, path))

    def _close(self, _event: CollectionEndEvent) -> None:
        self.stack.pop()

    def _put(self, event: Event, node: Node) -> Path:
        """Put a node where it belongs; the path under which it can be found."""
        if not self.stack:
            self.root = node
            self.lines[()] = self._line(event)
            return ()
        parent = self.stack[-1]
        if isinstance(parent.container, list):
            path: Path = (*parent.path, len(parent.container))
            parent.container.append(node)
            self.lines[path] = self._line(event)
            return path
        if parent.key is None:
            return self._take_key(event, str(node), parent)
        return self._take_value(node, parent, parent.container)

    def _take_key(self, event: Event, key: str, parent: _Open) -> Path:
        path = (*parent.path, key)
        if key == MERGE:
            self._fault(event, N_("不能用合并（<<）；请把内容写全。"))
        if path in self.lines:
            message = N_("“%(key)s”写了两次（第 %(line)s 行已有）；请留下一个。")
            self._fault(event, message, key=key, line=self.lines[path])
        self.lines.setdefault(path, self._line(event))
        parent.key = key
        return path

    @staticmethod
    def _take_value(node: Node, parent: _Open, container: dict[str, Node]) -> Path:
        key = str(parent.key)
        parent.key = None
        container.setdefault(key, node)
        return (*parent.path, key)
