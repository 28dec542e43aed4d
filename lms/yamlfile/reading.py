"""From the parser's events to plain data with lines; without recursion, so no text is too deep."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from lms.yamlfile.faults import (
    MOST_FAULTS,
    NO_TAG,
    UNWANTED,
    Fault,
    YamlError,
    syntax_fault,
    unwanted_characters,
)

LARGEST = 256 * 1024  # bytes of UTF-8
DEEPEST = 12  # levels of lists and maps
MERGE = "<<"

Node: TypeAlias = "str | list[Node] | dict[str, Node]"
Path: TypeAlias = tuple[str | int, ...]


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
        builder.faults.append(syntax_fault(error, first_line))
    except _TooOdd:
        pass  # its fault is noted; nothing after it can be read
    if builder.faults:
        raise YamlError(tuple(builder.faults))
    return YamlText(builder.root, MappingProxyType(builder.lines))


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
        if len(self.faults) >= MOST_FAULTS:
            raise _TooOdd

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
        hidden = UNWANTED.search(event.value)
        if hidden:
            message = N_("不能用反斜杠写出看不见的控制字符（%(character)s），请删掉。")
            self._fault(event, message, character=f"U+{ord(hidden[0]):04X}")
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
