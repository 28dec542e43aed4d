"""A story → the text of a scenario, and what of the story is not in it as it was.

A passage with links is a step: the customer speaks, the links are what the agent can say. A passage
without links is an ending. What a passage assigns happens on every way to it. A passage that only
leads on (`goto`) is no step: it says under which conditions the ways to it lead where.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lms.errors import N_, Invalid
from lms.scenarios.domain import Band, Variable, Voice, parse_condition
from lms.scenarios.domain.conditions import Condition
from lms.studio.content.twine.effects import MIDDLE, NO_START, Effects, Teller, parts
from lms.studio.content.twine.formats import is_special, sets_up
from lms.studio.content.twine.saying import Line, notes_of
from lms.studio.content.twine.spelling import OURS, Spelling, spelled
from lms.studio.content.twine.stories import NO_START as NO_SUCH_START
from lms.studio.content.twine.stories import (
    TAGS,
    Note,
    Passage,
    Story,
    plain,
)
from lms.studio.content.twine.survey import Survey
from lms.studio.content.twine.tape import CONDITION_LEFT, MACRO_LEFT, Scanned, Setting
from lms.yamlfile import Node

HEADING = re.compile(r"(?:!{1,6}|#{1,6})\s*(.+)")  # in SugarCube, in Harlowe
BANDS = frozenset(Band)  # as tags they say how good an ending is

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
        self._all = Survey(story)
        self._names = self._all.names
        self._notes = dict.fromkeys([*story.notes, *self._all.notes])

    def built(self) -> Built:
        first = self._all.first
        if self._story.start not in ("", first):
            self._note([Note("", 1, NO_SUCH_START, self._story.start)])
        values = self._beginning(first)
        steps = [self._step(one) for one in self._all.played]
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
            start=self._all.ids[first] if first else "",
            steps=steps,
            notes=tuple(notes),
        )

    def _note(self, notes: Iterable[Note]) -> None:
        """Keep what an author must be told, each once."""
        self._notes.update(dict.fromkeys(notes))

    def _beginning(self, first: str) -> dict[str, int]:
        values: dict[str, int] = {}
        for one in self._story.passages:
            if sets_up(one) or one.name == first:
                teller = Teller(one.name, self._names)
                teller.begin(self._all.assigned[one.name], values)
                self._note(teller.notes)
        values.pop(Variable.ELAPSED, None)  # every talk begins at 0
        for name, called in self._names.called.items():
            if name in self._names.moods and called not in (*values, Variable.ELAPSED):
                values[called] = MIDDLE
                self._note([Note("", 1, NO_START, f"{name} = {MIDDLE}")])
        return values

    def _step(self, passage: Passage) -> dict[str, Node]:
        scanned, lines = self._all.scanned[passage.name], self._all.lines[passage.name]
        if not scanned.links:
            return self._ending(passage, lines)
        spoken: list[Node] = [
            {"text": line.text, **_speaker(line), **self._when(passage.name, line.when)}
            for line in lines
        ]
        return {
            "id": self._all.ids[passage.name],
            "kind": "choice",
            "lines": spoken or [{"text": ""}],
            "choices": list(self._choices(passage, scanned)),
        }

    def _ending(self, passage: Passage, lines: Sequence[Line]) -> dict[str, Node]:
        if any(line.when for line in lines):
            self._note([Note(passage.name, 1, ENDING_LEFT)])
        said = [line.text for line in lines]
        headed = HEADING.fullmatch(said[0]) if said else None
        return {
            "id": self._all.ids[passage.name],
            "kind": "ending",
            "band": next((tag for tag in passage.tags if tag in BANDS), ""),
            "title": headed[1] if headed else passage.name,
            "text": "\n".join(said[1:] if headed else said),
        }

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
        teller.apply(self._all.assigned.get(target, ()), effects)
        self._note(teller.notes)

    def _next(self, target: str) -> Node:
        ways = self._all.ways.get(target, ())
        if not ways:
            return self._all.ids[target]
        return [{"to": self._all.ids[one.target], **self._when(target, one.when)} for one in ways]

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
        name, found = passage.name, self._all.scanned[passage.name]
        if is_special(passage):
            if not sets_up(passage):
                self._note([Note(name, 1, SPECIAL_LEFT, passage.text[:80])])
                return
        else:
            tags = [tag for tag in passage.tags if tag not in BANDS or found.links]
            self._note([Note(name, 1, TAGS, " ".join(tags))] if tags else ())
        self._note(found.notes)
        self._note(notes_of(name, found.said, found.links))
        if not self._all.ways.get(name):
            told = (Note(name, jump.line, MACRO_LEFT, jump.whole) for jump in found.jumps)
            self._note(told)
        if not is_first and not is_special(passage):  # also where no way leads to it
            self._arrive(name, Effects())


def _speaker(line: Line) -> dict[str, Node]:
    return {"speaker": str(Voice.NARRATION)} if line.is_aside else {}
