"""A story → the text of a scenario, and what of the story is not in it as it was.

A passage with links is a step: the customer speaks, the links are what the agent can say. A passage
without links is an ending. What a passage assigns happens on every way to it. A passage that only
leads on (`goto`) is no step: it says under which conditions the ways to it lead where.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lms.errors import N_, Invalid
from lms.scenarios.domain import parse_condition
from lms.scenarios.domain.conditions import Comparison, Condition
from lms.studio.content.twine.effects import MIDDLE, NO_START, Effects, Teller, parts
from lms.studio.content.twine.expressions import Change
from lms.studio.content.twine.formats import SETTING_UP, SPECIAL, format_of
from lms.studio.content.twine.naming import Names, ids, names
from lms.studio.content.twine.saying import Line, lines_of, notes_of
from lms.studio.content.twine.scanning import scan
from lms.studio.content.twine.spelling import OURS, Spelling, spelled
from lms.studio.content.twine.stories import (
    MANY_LINKS,
    MOST_LINKS,
    TAGS,
    Note,
    Passage,
    Refused,
    Story,
)
from lms.studio.content.twine.stories import NO_START as NO_SUCH_START
from lms.studio.content.twine.tape import CONDITION_LEFT, MACRO_LEFT, Jump, Scanned, Setting
from lms.yamlfile import Node

SPECIAL_LEFT = N_("这是格式用的段落，没有搬：%(detail)s")
ENDING_LEFT = N_("结局里的文字不能带条件，都留下了。")
TARGET_LEFT = N_("去处由变量决定，没有搬：%(detail)s")


@dataclass(frozen=True, slots=True)
class Built:
    """The parts of a scenario that a story gives."""

    title: str
    variables: dict[str, Node]
    counters: list[Node]
    flags: list[Node]
    start: str
    steps: list[dict[str, Node]]
    notes: tuple[Note, ...]


def build(story: Story) -> Built:
    """The scenario that a story is."""
    return _Building(story).built()


class _Building:
    def __init__(self, story: Story) -> None:
        self._story = story
        self._notes = dict.fromkeys(story.notes)
        format_, notes = format_of(story)
        self._note(notes)
        self._scanned = {one.name: scan(one, format_) for one in story.passages}
        _check(self._scanned.values())
        self._assigned = {name: list(parts(one.settings)) for name, one in self._scanned.items()}
        own = [one for one in story.passages if not _is_special(one)]
        self._lines = {one.name: self._lines_of(one.name) for one in own}
        self._ways = {one.name: tuple(self._jumps(one.name)) for one in own}
        self._names = self._named()
        self._played = [one for one in own if not self._ways[one.name]]
        targets = [link.way.target for found in self._scanned.values() for link in found.links]
        jumps = [jump.target for ways in self._ways.values() for jump in ways]
        self._ids = ids([*(one.name for one in own), *targets, *jumps])

    def built(self) -> Built:
        first = self._first()
        values = self._beginning(first)
        steps = [self._step(one) for one in self._played]
        for one in self._story.passages:
            self._tell(one, is_first=one.name == first)
        called = self._names.called
        order = {one.name: place for place, one in enumerate(self._story.passages)}
        notes = sorted(self._notes, key=lambda note: (order.get(note.passage, -1), note.line))
        return Built(
            title=self._story.title,
            variables={name: str(value) for name, value in values.items()},
            counters=[called[name] for name in called if name in self._names.counters],
            flags=[called[name] for name in called if name in self._names.flags],
            start=self._ids[first] if first else "",
            steps=steps,
            notes=tuple(notes),
        )

    def _note(self, notes: Iterable[Note]) -> None:
        """Keep what an author must be told, each once."""
        self._notes.update(dict.fromkeys(notes))

    def _lines_of(self, name: str) -> list[Line]:
        return lines_of(self._scanned[name].said, self._scanned[name].links)

    def _jumps(self, name: str) -> Iterator[Jump]:
        """The ways of a passage that only leads on; none for any other."""
        found = self._scanned[name]
        is_way = found.jumps and not found.links and not self._lines[name]
        return iter(found.jumps if is_way else ())

    def _named(self) -> Names:
        numbers, truths = [], []
        for scanned in self._scanned.values():
            for _, change in parts(_all_settings(scanned)):
                if isinstance(change, Change):
                    (numbers if change.truth is None else truths).append(change.name)
            for when in _conditions(scanned):
                for atom in when.atoms():
                    (numbers if isinstance(atom, Comparison) else truths).append(atom.name)
        return names(numbers, truths)

    def _first(self) -> str:
        """The passage with which the story begins; "": it has none to play."""
        there = [one.name for one in self._played]
        wanted = self._story.start
        if wanted and wanted not in there:
            self._note([Note("", 1, NO_SUCH_START, wanted)])
        found = [name for name in (wanted, "Start", *there) if name in there]
        return found[0] if found else ""

    def _beginning(self, first: str) -> dict[str, int]:
        values: dict[str, int] = {}
        for one in self._story.passages:
            if _sets_up(one) or one.name == first:
                teller = Teller(one.name, self._names)
                teller.begin(self._assigned[one.name], values)
                self._note(teller.notes)
        for name in self._names.called:
            if name in self._names.moods and self._names.called[name] not in values:
                values[self._names.called[name]] = MIDDLE
                self._note([Note("", 1, NO_START, f"{name} = {MIDDLE}")])
        return values

    def _step(self, passage: Passage) -> dict[str, Node]:
        scanned, lines = self._scanned[passage.name], self._lines[passage.name]
        if not scanned.links:
            return self._ending(passage, lines)
        spoken: list[Node] = [
            {"text": line.text, **self._when(passage.name, line.when)} for line in lines
        ]
        return {
            "id": self._ids[passage.name],
            "kind": "choice",
            "lines": spoken or [{"text": ""}],
            "choices": list(self._choices(passage, scanned)),
        }

    def _ending(self, passage: Passage, lines: Sequence[Line]) -> dict[str, Node]:
        if any(line.when for line in lines):
            self._note([Note(passage.name, 1, ENDING_LEFT)])
        text = "\n".join(line.text for line in lines)
        head = {"id": self._ids[passage.name], "kind": "ending", "band": ""}
        return {**head, "title": passage.name, "text": text}

    def _choices(self, passage: Passage, scanned: Scanned) -> Iterator[Node]:
        teller = Teller(passage.name, self._names)
        for number, link in enumerate(scanned.links, 1):
            effects = Effects()
            if link.way.setter:
                teller.apply(parts([Setting(link.way.setter, None, link.line)]), effects)
            if link.way.target.startswith("$"):
                teller.notes.append(Note(passage.name, link.line, TARGET_LEFT, link.way.target))
            self._arrive(link.way.target, effects)
            changed = effects.node(self._names)
            yield {
                "id": f"choice-{number}",
                "text": plain(link.way.text).strip(),
                "points": {},
                **({"effects": changed} if changed else {}),
                "feedback": "",
                **self._when(passage.name, link.when),
                "next": self._next(link.way.target),
            }
        self._note(teller.notes)

    def _arrive(self, target: str, effects: Effects) -> None:
        """Add what the passage assigns to which a link leads."""
        teller = Teller(target, self._names)
        teller.apply(self._assigned.get(target, ()), effects)
        self._note(teller.notes)

    def _next(self, target: str) -> Node:
        ways = self._ways.get(target, ())
        if not ways:
            return self._ids[target]
        return [{"to": self._ids[one.target], **self._when(target, one.when)} for one in ways]

    def _when(self, passage: str, when: Condition | None) -> dict[str, Node]:
        if when is None:
            return {}
        words = spelled(when, Spelling(lambda name: self._names.called[name], OURS))
        try:
            parse_condition(words)
        except Invalid:
            self._note([Note(passage, 1, CONDITION_LEFT, words[:80])])
            return {}
        return {"when": words}

    def _tell(self, passage: Passage, *, is_first: bool) -> None:
        """Tell of what was found in a passage and is not carried over."""
        name, found = passage.name, self._scanned[passage.name]
        if _is_special(passage):
            if not _sets_up(passage):
                self._note([Note(name, 1, SPECIAL_LEFT, passage.text[:80])])
                return
        elif passage.tags:
            self._note([Note(name, 1, TAGS, " ".join(passage.tags))])
        self._note(found.notes)
        self._note(notes_of(name, found.said, found.links))
        if not self._ways.get(name):
            told = (Note(name, jump.line, MACRO_LEFT, jump.whole) for jump in found.jumps)
            self._note(told)
        if not is_first and not _is_special(passage):  # also where no way leads to it
            self._arrive(name, Effects())


def _check(scanned: Iterable[Scanned]) -> None:
    found = sum(len(one.links) for one in scanned)
    if found > MOST_LINKS:
        raise Refused(MANY_LINKS, found=found, most=MOST_LINKS)


def _is_special(passage: Passage) -> bool:
    return passage.name in SPECIAL or _sets_up(passage) or bool(SPECIAL & set(passage.tags))


def _sets_up(passage: Passage) -> bool:
    return bool(SETTING_UP & {passage.name, *passage.tags})


def _all_settings(scanned: Scanned) -> Iterable[Setting]:
    on_ways = (Setting(one.way.setter, None, one.line) for one in scanned.links if one.way.setter)
    return (*scanned.settings, *on_ways)


def _conditions(scanned: Scanned) -> Iterator[Condition]:
    for one in (*scanned.said, *scanned.links, *scanned.settings, *scanned.jumps):
        if one.when is not None:
            yield one.when
