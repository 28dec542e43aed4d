"""Where every part of a YAML text stands, down to the character: what a change to it needs.

Expects a text that `reading.read` has taken: no anchors, tags or deep nesting, lines ended by LF.
"""

import re
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from lms.yamlfile import reading

BLANK_END = re.compile(r"(\n[ \t]*)+\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """A named value of a map, or an item of a list."""

    key: str  # "": an item
    gap: int  # where the comments and blanks before it begin
    start: int  # of its name; of its dash in a block list; of the item in a flow list
    value: "Part"
    stop: int  # after it; in a block after its last line and the comments that belong to it


@dataclass(frozen=True, slots=True)
class Part:
    """A scalar, list or map of a text."""

    data: reading.Node
    start: int
    stop: int  # after its last character; of a block after its last line
    style: str = ""  # of a scalar: "" plain, ' " | >; of a list or map: "block" or "flow"
    column: int = 0  # of the names or dashes of a block, counted from 0
    is_compact: bool = False  # a block that begins on the line of a dash
    entries: tuple[Entry, ...] = ()


def places(text: str) -> Part:
    """The parts of a text."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    return _Placing(text).part(node) if node else Part("", len(text), len(text))


class _Placing:
    def __init__(self, text: str) -> None:
        self.text = text

    def part(self, node: Node) -> Part:
        match node:
            case ScalarNode():
                return self._scalar(node)
            case SequenceNode() | MappingNode() if node.flow_style:
                return self._flow(node)
            case SequenceNode() | MappingNode():
                return self._block(node)
        raise TypeError(node)

    def _scalar(self, node: ScalarNode) -> Part:
        start, stop = node.start_mark.index, node.end_mark.index
        style = node.style or ""
        if style in ("|", ">"):
            words = self.text[start:stop]
            is_kept = "+" in words.split("\n", 1)[0].split("#")[0]
            stop = stop if is_kept else start + len(BLANK_END.sub("", words))
        return Part(node.value, start, stop, style)

    def _flow(self, node: SequenceNode | MappingNode) -> Part:
        found = []
        for key, begin, value in _children(node):
            part = self.part(value)
            start = begin.start_mark.index if begin else part.start
            found.append(Entry(key, start, start, part, part.stop))
        return Part(
            _data(node, found),
            node.start_mark.index,
            node.end_mark.index,
            "flow",
            entries=tuple(found),
        )

    def _block(self, node: SequenceNode | MappingNode) -> Part:
        column, begin = node.start_mark.column, node.start_mark.index
        line = self.text.rfind("\n", 0, begin) + 1
        is_compact = bool(self.text[line:begin].strip())
        gap = begin if is_compact else self._first_remark(line)
        found: list[Entry] = []
        for place, (key, _begin, value) in enumerate(_children(node)):
            part = self.part(value)
            start = begin if place == 0 else self._begins(found[-1].stop)
            stop = self._with_remarks(self._line_end(part.stop), column)
            found.append(Entry(key, found[-1].stop if found else gap, start, part, stop))
        return Part(
            _data(node, found), gap, found[-1].stop, "block", column, is_compact, tuple(found)
        )

    def _first_remark(self, line: int) -> int:
        """Where the comments and blank lines above a line begin."""
        while line:
            above = self.text.rfind("\n", 0, line - 1) + 1
            words = self.text[above:line].strip()
            if words and not words.startswith("#"):
                break
            line = above
        return line

    def _begins(self, place: int) -> int:
        """The first character from a place on that is neither blank nor part of a comment."""
        for line in self.text[place:].splitlines(keepends=True):
            words = line.strip()
            if words and not words.startswith("#"):
                return place + len(line) - len(line.lstrip())
            place += len(line)
        return place

    def _line_end(self, place: int) -> int:
        if place and self.text[place - 1] == "\n":
            return place
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end + 1

    def _with_remarks(self, place: int, column: int) -> int:
        """The end of the comments after a line that stand further in than a column."""
        found = place
        for line in self.text[place:].splitlines(keepends=True):
            words = line.strip()
            if words and not (words.startswith("#") and line.index("#") > column):
                break
            place += len(line)
            found = place if words else found
        return found


def _children(
    node: SequenceNode | MappingNode,
) -> list[tuple[str, Node | None, Node]]:
    """Name, the node of the name and the value of each entry."""
    if isinstance(node, MappingNode):
        return [(str(key.value), key, value) for key, value in node.value]
    return [("", None, item) for item in node.value]


def _data(node: Node, entries: list[Entry]) -> reading.Node:
    if isinstance(node, MappingNode):
        return {entry.key: entry.value.data for entry in entries}
    return [entry.value.data for entry in entries]
