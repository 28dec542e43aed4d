"""A course's text as its parts: words, lessons in their order, what to practise; and back.

A change makes other data of what the text says; the text that says so differs in nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lms.courses.domain import PracticeKind
from lms.errors import N_, Invalid
from lms.library.domain import SOURCE
from lms.yamlfile import Node, UnwritableError, YamlError, YamlText, read, revise

UNREADABLE = N_("文本现在读不成大纲（第 %(line)s 行起）；请先在文本里改好。")
UNWRITABLE = N_("这一处的写法很特别，大纲改不了它；请在文本里改。")
NO_COURSE = N_("文本里读不出课程的各项；请先在文本里改好。")
LESSONS, PRACTICE = "lessons", "practice"
ORDER = ("id", "order", "title", "summary", "open", LESSONS, PRACTICE)  # of new names
TONGUES = (SOURCE, "zh-Hant", "en")  # of new wordings
OPTIONAL = "false"  # what `required` says of a lesson that may be left out

Data = Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson, or something to practise, in a list of the course."""

    place: int  # in its list, from 0
    kind: str  # lesson, scenario or drill; "" where the text says neither
    id: str
    line: int  # in the text, counted from 1
    required: bool = True

    @property
    def identity(self) -> tuple[str, str]:
        """By which a document is known: kind and name."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class CourseOutline:
    """A course's text that can be read as its parts."""

    text: str
    yaml: YamlText
    data: Data  # what the text says

    @property
    def lessons(self) -> tuple[Entry, ...]:
        """The lessons in their order."""
        return tuple(self._entries(LESSONS, "lesson"))

    @property
    def practice(self) -> tuple[Entry, ...]:
        """What is on the practice list, in its order."""
        return tuple(self._entries(PRACTICE, ""))

    def words(self, name: str, tag: str) -> str:
        """A wording in a language; "" where there is none."""
        node = self.data.get(name)
        if isinstance(node, dict):
            return _text(node.get(tag))
        return _text(node) if tag == SOURCE else ""

    def value(self, name: str) -> str:
        """A plain value; "" where there is none."""
        return _text(self.data.get(name))

    def place_at(self, line: int) -> tuple[str, int] | None:
        """The list, and the place in it, to which a line belongs; None: neither of the two."""
        found = [(one.line, PRACTICE, one.place) for one in self.practice]
        found += [(one.line, LESSONS, one.place) for one in self.lessons]
        heads = [(self.yaml.line((name,)), "", 0) for name in self.data]
        before = [one for one in (*found, *heads) if one[0] <= line]
        _line, name, place = max(before, key=lambda one: (one[0], one[1] != ""), default=(0, "", 0))
        return (name, place) if name else None

    def saying(self, data: Data) -> str:
        """The text that says other things and is else the same. Raises Invalid if it cannot be."""
        try:
            return revise(self.text, dict(data))
        except (UnwritableError, YamlError):
            raise Invalid(UNWRITABLE) from None

    def _entries(self, name: str, kind: str) -> Iterator[Entry]:
        for place, item in enumerate(items(self.data, name)):
            line = self.yaml.line((name, place))
            if kind:
                required = not (isinstance(item, dict) and item.get("required") == OPTIONAL)
                yield Entry(place, kind, _id(item, "id"), line, required)
            else:
                named = [one for one in PracticeKind if _id(item, one)]
                found = named[0] if named else ""
                yield Entry(place, found, _id(item, found), line)


def outline(text: str) -> CourseOutline:
    """The outline of a text. Raises Invalid where it cannot be read as one."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        yaml = read(plain)
    except YamlError as error:
        raise Invalid(UNREADABLE, line=error.faults[0].line) from None
    if not isinstance(yaml.data, dict):
        raise Invalid(NO_COURSE)
    return CourseOutline(plain, yaml, yaml.data)


def items(data: Data, name: str) -> Sequence[Node]:
    """The items of a list; none where there is no list."""
    found = data.get(name)
    return found if isinstance(found, list) else ()


def with_value(data: Data, name: str, value: Node) -> Data:
    """The data with another value under a name; a new name goes where authors write it."""
    return _with(data, name, value, ORDER)


def with_words(data: Data, name: str, tag: str, words: str) -> Data:
    """The data with a wording in a language; without words it loses the language.

    A wording in the source language alone stays a plain text.
    """
    node = data.get(name)
    if not isinstance(node, dict):
        if tag == SOURCE:
            return with_value(data, name, words)
        node = {SOURCE: _text(node)}
    if words or tag == SOURCE:
        return with_value(data, name, _with(node, tag, words, TONGUES))
    return with_value(data, name, {key: one for key, one in node.items() if key != tag})


def with_required(data: Data, place: int, *, required: bool) -> Data:
    """The data in which a lesson is required, or may be left out."""
    found = list(items(data, LESSONS))
    item = found[place]
    if isinstance(item, dict):
        kept = {key: one for key, one in item.items() if key != "required"}
        found[place] = kept if required else {**kept, "required": OPTIONAL}
    return with_value(data, LESSONS, found)


def moved(data: Data, name: str, place: int, by: int) -> Data:
    """The data with an item further up or down; at the end of its list it stays."""
    found = list(items(data, name))
    item = found.pop(place)
    found.insert(min(max(place + by, 0), len(found)), item)
    return with_value(data, name, found)


def without(data: Data, name: str, place: int) -> Data:
    """The data without an item."""
    found = list(items(data, name))
    del found[place]
    return with_value(data, name, found)


def with_item(data: Data, name: str, kind: str, id_: str) -> Data:
    """The data with a lesson, or something to practise, at the end of its list."""
    key = "id" if name == LESSONS else kind
    return with_value(data, name, [*items(data, name), {key: id_}])


def _with(data: Data, name: str, value: Node, order: Sequence[str]) -> dict[str, Node]:
    if name in data:
        return {**data, name: value}
    before = {key: one for key, one in data.items() if key in order[: order.index(name)]}
    return {**before, name: value, **data}


def _id(item: Node, key: str) -> str:
    return _text(item.get(key)) if isinstance(item, dict) else _text(item)


def _text(node: "Node | None") -> str:
    return node if isinstance(node, str) else ""
