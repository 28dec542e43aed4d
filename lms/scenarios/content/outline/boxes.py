"""The fields of a step's form: what is shown of the data, and what is made of what was typed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.scenarios.content.outline.tree import at, put
from lms.yamlfile import Node, Path

APART = re.compile(r"[\s,，、;；]+")


class Shape(StrEnum):
    """How a value is typed."""

    WORD = "word"
    TEXT = "text"
    NUMBER = "number"
    PICK = "pick"  # one of some
    WAY = "way"  # a step, or a new one
    NAMES = "names"  # several, with blanks between
    LINES = "lines"  # several, one a line


@dataclass(frozen=True, slots=True)
class Box:
    """A field: one value of a step."""

    path: Path
    label: str  # message id
    shape: Shape = Shape.WORD
    language: str = ""  # of a wording: zh-Hans, en
    options: tuple[tuple[str, str], ...] = ()  # value, and what it is called: a message id
    told: str = ""  # what it is called, if not by a message id

    @property
    def name(self) -> str:
        """What it is called in the form."""
        return ".".join(map(str, self.path))

    def shown(self, step: Node) -> str:
        """The value as it is typed; "" for none."""
        value = at(step, self.path)
        if isinstance(value, list):
            between = "\n" if self.shape is Shape.LINES else " "
            return between.join(one for one in value if isinstance(one, str))
        return value if isinstance(value, str) else ""

    def taken(self, step: Node, words: str) -> Node:
        """The step with what was typed; the same one if that says what stands there."""
        words = words.replace("\r\n", "\n").strip()
        if words == self.shown(step).strip():
            return step
        return put(step, self.path, self._value(words) or None) or {}

    def _value(self, words: str) -> Node:
        if self.shape is Shape.NAMES:
            return [one for one in APART.split(words) if one]
        if self.shape is Shape.LINES:
            return [line.strip() for line in words.split("\n") if line.strip()]
        return words


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together: a line, an option, what comes of a grade."""

    path: Path
    title: str  # message id
    number: int = 0  # of it among its like, from 1
    boxes: tuple[Box, ...] = ()
    rare: tuple[Box, ...] = ()  # shown when asked for
    moves: bool = False  # can be moved up and down, and removed
    adds: str = ""  # what can be added after it: the path of a list
    adding: str = ""  # what that is called: a message id

    @property
    def name(self) -> str:
        """By which it is addressed."""
        return ".".join(map(str, self.path))


def typed(step: Node, groups: Sequence[Group], words: Mapping[str, str]) -> Node:
    """The step with everything that was typed in its form; what was not sent stays."""
    boxes = [box for group in groups for box in (*group.boxes, *group.rare) if box.name in words]
    for box in reversed(boxes):  # from the end: what goes does not move what is still to come
        step = box.taken(step, words[box.name])
    return step


def unseen(step: Node, groups: Sequence[Group]) -> tuple[str, ...]:
    """What of a step no field shows, by its names, such as waits or lines.image."""
    seen = {box.path for group in groups for box in (*group.boxes, *group.rare)}
    seen |= {path[:-1] for path in seen if path[-1] in ("zh-Hans", "to")}  # short for it
    seen |= {path[:-1] for path in seen if path[-1] == 0}
    found = dict.fromkeys(_outside(step, (), seen | {("kind",)}))
    return tuple(found)


def _outside(node: Node, path: Path, seen: set[Path]) -> Iterator[str]:
    if path in seen:
        return
    if not any(one[: len(path)] == path for one in seen):
        yield ".".join(str(part) for part in path if isinstance(part, str))
        return
    inner = node.items() if isinstance(node, dict) else enumerate(node)
    for part, value in inner:
        yield from _outside(value, (*path, part), seen)
