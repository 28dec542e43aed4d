"""What is kept while a passage is read: the place, what is open around it, what was found."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from lms.errors import N_
from lms.scenarios.domain.conditions import AllOf, Condition
from lms.studio.content.twine.expressions import Untold, condition
from lms.studio.content.twine.links import Way, way_of
from lms.studio.content.twine.spelling import both, opposite
from lms.studio.content.twine.stories import Note, Passage

MOST_PARTS = 40  # of a condition; a longer one could not be written
SHOWN = 80  # characters of what is told in a note
LINKING = ("link", "button", "linkgoto")  # macros that are links
ENDS = ("/link", "/button")  # of what was read as a link
CHAIN = 2  # frames: a chain that stands in no other
BREAK = "\1"  # a new line within what is said at once
PLACE = "\0"  # around the number of a link in the words; no text holds it

MACRO_LEFT = N_("宏没有搬：%(detail)s")
CONDITION_LEFT = N_("条件没有搬，里面的内容一直会出现：%(detail)s")


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a passage, with places of links in them."""

    text: str
    when: Condition | None
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of a passage."""

    way: Way
    when: Condition | None
    line: int


@dataclass(frozen=True, slots=True)
class Setting:
    """Assignments that a passage makes when the story comes to it."""

    text: str
    when: Condition | None
    line: int


@dataclass(frozen=True, slots=True)
class Jump:
    """Where a passage leads by itself, as in `<<goto "a">>`."""

    target: str  # the name of a passage
    when: Condition | None  # beside those that were asked before it in the same chain
    line: int
    whole: str  # as it was written


@dataclass(slots=True)
class Scanned:
    """All of a passage."""

    said: list[Said] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    jumps: list[Jump] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """What is open: a branch, a hook, a bracket."""

    when: Condition | None
    kind: str = ""
    own: Condition | None = None  # what was asked here alone
    branches: list[Condition | None] = field(default_factory=list)  # before, in the chain inside it


class Tape:
    """A passage with the place up to which it was read."""

    def __init__(self, passage: Passage) -> None:
        self.text = passage.text.replace(PLACE, "").replace(BREAK, "")
        self.at = 0
        self.found = Scanned()
        self.frames = [Frame(None)]
        self._name = passage.name
        self._breaks = [found.start() for found in re.finditer("\n", self.text)]
        self._lacking: set[str] = set()  # ends that do not come any more

    @property
    def top(self) -> Frame:
        """What was opened last."""
        return self.frames[-1]

    @property
    def line(self) -> int:
        """The line of the place, from 1."""
        return bisect_left(self._breaks, self.at) + 1

    def note(self, message: str, detail: str = "") -> None:
        """Tell the author of something that is not carried over."""
        words = " ".join(detail.split())
        self.found.notes.append(Note(self._name, self.line, message, words[:SHOWN]))

    def say(self, words: str) -> None:
        """Keep words of the passage."""
        if words:
            self.found.said.append(Said(words, self.top.when, self.line))

    def end(self, mark: str, most: int | None = None) -> int:
        """The place behind a mark that comes, at most so far away; -1: it does not."""
        if mark in self._lacking:
            return -1
        limit = len(self.text) if most is None else self.at + most
        found = self.text.find(mark, self.at, limit)
        if found < 0 and most is None:
            self._lacking.add(mark)
        return found + len(mark) if found >= 0 else -1

    def lead(self, way: Way | None) -> bool:
        """Keep a link; whether it is one."""
        if way is None:
            return False
        self.say(f"{PLACE}{len(self.found.links)}{PLACE}")
        self.found.links.append(Link(way, self.top.when, self.line))
        return True

    def branch(self, asked: str, kind: str, *, is_opposite: bool = False) -> None:
        """Open a branch of the chain here; `asked`: "" for the last one."""
        top, own = self.top, None
        before = [opposite(one) for one in top.branches if one]
        is_told = len(before) == len(top.branches)
        try:
            own = condition(asked) if asked else None
            own = opposite(own) if own and is_opposite else own
        except Untold:
            is_told = False
        top.branches.append(own if is_told else None)
        when = _together([top.when, *before, own]) if is_told else None
        if when is None:
            self.note(CONDITION_LEFT, asked or "else")
        self.frames.append(Frame(when or top.when, kind, own))

    def act(self, name: str, arguments: str, whole: str) -> None:
        """Do what macros do in both languages; tell of every other."""
        if name == "set":
            self.found.settings.append(Setting(arguments, self.top.when, self.line))
        elif name == "goto" and (way := way_of(arguments)):
            when = self.top.own if len(self.frames) <= CHAIN else self.top.when
            self.found.jumps.append(Jump(way.target, when, self.line, whole))
        elif name in ENDS or (name in LINKING and self.lead(way_of(arguments))):
            return
        else:
            self.note(MACRO_LEFT, whole)


def _together(parts: Iterable[Condition | None]) -> Condition | None:
    """All of these conditions; None where there are too many to be written."""
    found: Condition | None = None
    for one in parts:
        found = both(found, one)
        if isinstance(found, AllOf) and len(found.parts) > MOST_PARTS:
            return None
    return found
