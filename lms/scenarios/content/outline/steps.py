"""A scenario's text as its steps one below the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from lms.errors import N_, Invalid
from lms.scenarios.content.outline.layout import GRADES, Around
from lms.scenarios.content.outline.tree import Found, at
from lms.yamlfile import Node, Path, UnwritableError, YamlError, YamlText, read, revise

UNREADABLE = N_("文本现在读不成大纲（第 %(line)s 行起）；请先在文本里改好。")
UNWRITABLE = N_("这一处的写法很特别，大纲改不了它；请在文本里改。")
NO_STEPS = N_("文本里还没有步骤（steps），或者写法读不成大纲；请先在文本里改好。")
TIRED = N_("等不到回复，客户不等了")
NO_STEP = N_("没有叫“%(id)s”的步骤；请改成已有步骤的编号，或者补上这一步。")


@dataclass(frozen=True, slots=True)
class Way:
    """An answer of a step, what comes of a grade or of waiting, and where it leads."""

    id: str  # as a play keeps it
    words: str  # what is said; "" for a grade and for waiting
    grade: str  # message id; "" for an option
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A step in the outline."""

    place: int  # among the steps, from 0
    id: str
    kind: str
    band: str  # of an ending; else ""
    words: str  # the first line, or the title of an ending
    line: int  # in the text, counted from 1
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A scenario's text that can be read as steps."""

    text: str
    yaml: YamlText
    rows: tuple[Row, ...]

    @property
    def data(self) -> Node:
        """What the text says."""
        return self.yaml.data

    @property
    def start(self) -> str:
        """The id of the step with which it begins; "" for none."""
        return _words(at(self.data, ("start",)))

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all steps."""
        return frozenset(row.id for row in self.rows)

    def row(self, name: str) -> Row:
        """A step by its id, the first of several. Raises Invalid for an unknown one."""
        for row in self.rows:
            if row.id == name:
                return row
        raise Invalid(NO_STEP, id=name)

    def step(self, row: Row) -> Node:
        """What the text says of a step."""
        return at(self.data, ("steps", row.place)) or {}

    def row_at(self, line: int) -> Row | None:
        """The step to which a line of the text belongs; None: the head of the scenario."""
        return next((row for row in reversed(self.rows) if row.line <= line), None)

    def saying(self, data: Node) -> str:
        """The text that says other things and is else the same. Raises Invalid if it cannot be."""
        try:
            return revise(self.text, data)
        except (UnwritableError, YamlError):
            raise Invalid(UNWRITABLE) from None

    def around(self, competencies: tuple[tuple[str, str], ...]) -> Around:
        """What the form of a step must know; `competencies`: id and name of all that there are."""
        people = at(self.data, ("speakers",))
        speakers = [
            (_words(at(one, ("id",))), _words(at(one, ("name", "zh-Hans"))))
            for one in (people if isinstance(people, list) else ())
        ]
        return Around(
            at(self.data, ("title", "en")) is not None,
            tuple(one for one in speakers if one[0]),
            competencies,
        )


def outline(text: str) -> Outline:
    """The outline of a text. Raises Invalid where it cannot be read as one."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        yaml = read(plain)
    except YamlError as error:
        raise Invalid(UNREADABLE, line=error.faults[0].line) from None
    steps = at(yaml.data, ("steps",))
    if not isinstance(steps, list) or not all(isinstance(one, dict) for one in steps):
        raise Invalid(NO_STEPS)
    rows = (
        Row(
            place,
            _words(at(step, ("id",))),
            _words(at(step, ("kind",))),
            _words(at(step, ("band",))),
            _words(at(step, ("lines", 0, "text", "zh-Hans")) or at(step, ("title", "zh-Hans"))),
            yaml.line(("steps", place)),
            tuple(_ways(step)),
        )
        for place, step in enumerate(steps)
    )
    return Outline(plain, yaml, tuple(rows))


def _ways(step: Node) -> Iterator[Way]:
    choices = at(step, ("choices",))
    for choice in choices if isinstance(choices, list) else ():
        name = _words(at(choice, ("id",)))
        words = _words(at(choice, ("text", "zh-Hans"))) or name
        yield Way(name, words, "", _targets(choice, ("next",)))
    for grade, title in GRADES:
        if at(step, (grade,)) is not None:
            yield Way(grade, "", title, _targets(step, (grade, "next")))
    waits = at(step, ("waits",))
    for number, wait in enumerate(waits if isinstance(waits, list) else (), 1):
        targets = _targets(wait, ("next",))
        if targets:
            yield Way(f"wait-{number}", "", TIRED, targets)


def _targets(node: Node, path: Path) -> tuple[str, ...]:
    ways = at(node, path)
    found = [at(way, ("to",)) for way in (ways if isinstance(ways, list) else [ways]) if way]
    return tuple(dict.fromkeys(_words(one) for one in found if one))


def _words(node: Found) -> str:
    return node if isinstance(node, str) else ""
