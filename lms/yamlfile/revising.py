"""Changing a YAML text by what it is to say: all that says the same already stays as it is written.

Comments, blank lines, the order of the names and the way of quoting stay. A comment belongs to the
entry below it, or to the one above when it stands further in than that; it moves with its entry,
and goes with it only if nothing but the entry can be meant.
"""

from collections import defaultdict, deque
from collections.abc import Sequence

from lms.yamlfile import writing
from lms.yamlfile.faults import YamlError
from lms.yamlfile.places import Entry, Part, places
from lms.yamlfile.reading import Node, read

Wanted = tuple[Entry | None, str, Node]  # what it goes on from, its name, what it is to say


class UnwritableError(Exception):
    """A text is written in such a way that only its author can change it."""


def revise(text: str, data: Node) -> str:
    """The text that says `data`, and differs from `text` in nothing else.

    Raises YamlError for a text that cannot be read, UnwritableError if it cannot be done.
    """
    if read(text).data == data:
        return text
    root = places(text)
    revised = text[: root.start] + _Revising(text).part(root, data) + text[root.stop :]
    try:
        is_said = read(revised).data == data
    except YamlError:
        is_said = False
    if not is_said:
        raise UnwritableError
    return revised


class _Revising:
    def __init__(self, text: str) -> None:
        self.text = text

    def part(self, part: Part, data: Node, *, is_inside: bool = False) -> str:
        """What stands in the place of a part; `is_inside`: braces, where lines mean nothing."""
        if part.data == data:
            return self.text[part.start : part.stop]
        if isinstance(data, str) and isinstance(part.data, str):
            return self._scalar(part, data, is_inside=is_inside)
        if data and part.data and type(part.data) is type(data):
            if part.style == "block":
                return self._block(part, data)
            if self.text[part.start] in "[{":
                return self._flow(part, data)
        return self._afresh(part, data, is_inside=is_inside)

    def _scalar(self, part: Part, words: str, *, is_inside: bool) -> str:
        if part.style in ("|", ">") and not is_inside:
            line = self.text[part.start : part.stop].split("\n")[1]
            written = writing.literal(words, len(line) - len(line.lstrip(" ")))
            if written:
                return written
        return writing.scalar(words, part.style)

    def _afresh(self, part: Part, data: Node, *, is_inside: bool) -> str:
        if part.style == "block":
            begin = "" if part.is_compact else " " * part.column
            written = writing.flow(data) if writing.is_short(data) else None
            return begin + (written or writing.block(data, part.column)) + "\n"
        if is_inside or writing.is_short(data):
            return writing.flow(data)
        line = self.text[self.text.rfind("\n", 0, part.start) + 1 : part.start]
        column = len(line) - len(line.lstrip(" -")) + writing.STEP
        return "\n" + " " * column + writing.block(data, column)

    def _block(self, part: Part, data: Node) -> str:
        wanted = _wanted(part, data)
        pieces: list[str] = []
        left = self._left(part, wanted)
        for place, (entry, key, value) in enumerate(wanted):
            if pieces and not pieces[-1].endswith("\n"):
                pieces.append("\n")
            gap, body = self._entry(part, entry, key, value)
            gap = left.pop(id(entry), "") + gap
            if place == 0 and part.is_compact:
                gap = "\n" + gap if gap.strip() else ""
            pieces += [gap, body]
        return "".join([*pieces, left.pop(0, "")])

    def _entry(self, part: Part, entry: Entry | None, key: str, value: Node) -> tuple[str, str]:
        indent = " " * part.column
        if entry is None:
            if isinstance(part.data, list):
                written = writing.block([value], part.column)
            else:
                written = writing.block({key: value}, part.column)
            return indent, written + "\n"
        old = entry.value
        gap = self.text[entry.gap : entry.start] or indent
        between, revised = self.text[entry.start : old.start], self.part(old, value)
        if revised.startswith("\n") and old.data != value:
            between = between.rstrip(" ")
        elif old.start == old.stop and revised:
            between += " "
        return gap, between + revised + self.text[old.stop : entry.stop]

    def _left(self, part: Part, wanted: Sequence[Wanted]) -> dict[int, str]:
        """Comments that stand apart from the entry below them, which goes: by what follows now."""
        staying = {id(entry) for entry, _, _ in wanted if entry}
        left: dict[int, str] = {}
        apart = ""
        for entry in part.entries:
            if id(entry) in staying:
                left[id(entry)], apart = apart, ""
            else:
                above = self.text[entry.gap : entry.start].rpartition("\n\n")
                apart += above[0] + above[1] if above[0].strip() else ""
        return {**left, 0: apart}

    def _flow(self, part: Part, data: Node) -> str:
        first, last = part.entries[0], part.entries[-1]
        after = {
            id(one): self.text[one.stop : following.start]
            for one, following in zip(part.entries, part.entries[1:], strict=False)
        }
        pieces = [self.text[part.start : first.start]]
        wanted = _wanted(part, data)
        for place, (entry, key, value) in enumerate(wanted):
            pieces.append(self._inner(entry, key, value))
            if place < len(wanted) - 1:
                pieces.append(after.get(id(entry), ", "))
        return "".join([*pieces, self.text[last.stop : part.stop]])

    def _inner(self, entry: Entry | None, key: str, value: Node) -> str:
        if entry is None:
            return f"{writing.scalar(key)}: {writing.flow(value)}" if key else writing.flow(value)
        between = self.text[entry.start : entry.value.start]
        if entry.value.data == value or (key and ":" not in between):
            return between + self.text[entry.value.start : entry.stop]
        if between and between[-1] == ":":
            between += " "
        return between + self.part(entry.value, value, is_inside=True)


def _wanted(part: Part, data: Node) -> list[Wanted]:
    """The entries in the order in which they are to stand."""
    if isinstance(data, list):
        old = [entry.value.data for entry in part.entries]
        return [
            (None if place is None else part.entries[place], "", value)
            for place, value in zip(pairs(old, data), data, strict=True)
        ]
    assert isinstance(data, dict)  # noqa: S101 - for mypy: a text is handled elsewhere
    wanted: list[Wanted] = [(e, e.key, data[e.key]) for e in part.entries if e.key in data]
    before: list[str] = []
    for key, value in data.items():
        known = [name for _, name, _ in wanted]
        if key not in known:
            above = [known.index(name) for name in before if name in known]
            place = max(above, default=0 if above else -1) + 1
            wanted.insert(max(place, int(part.is_compact and bool(wanted))), (None, key, value))
        before.append(key)
    return wanted


def pairs(old: Sequence[Node], new: Sequence[Node]) -> list[int | None]:
    """For each new item the place of the old one from which it goes on; None: it is new.

    Items are told apart by their `id`, others by what they say; what is left over goes by places.
    """
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for place, item in enumerate(old):
        waiting[_name(item)].append(place)
    found: list[int | None] = [
        waiting[_name(item)].popleft() if waiting[_name(item)] else None for item in new
    ]
    free = set(range(len(old))) - set(found)
    for place, known in enumerate(found):
        if known is None and place in free:
            found[place] = place
            free.discard(place)
    rest = deque(sorted(place for place in free if not _has_id(old[place])))
    for place, item in enumerate(new):
        if found[place] is None and rest and not _has_id(item):
            found[place] = rest.popleft()
    return found


def _has_id(item: Node) -> bool:
    return isinstance(item, dict) and isinstance(item.get("id"), str)


def _name(item: Node) -> str:
    return f"id {item['id']}" if isinstance(item, dict) and _has_id(item) else repr(item)
