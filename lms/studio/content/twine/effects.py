"""Assignments of a story → start values, and the effects of the answers that lead to a passage."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lms.errors import N_
from lms.scenarios.domain import MOST_COUNTED, Variable
from lms.scenarios.domain.moves import most
from lms.studio.content.twine.expressions import Change, changes
from lms.studio.content.twine.naming import Names
from lms.studio.content.twine.stories import Note
from lms.studio.content.twine.tape import Setting
from lms.yamlfile import Node

MIDDLE = 50  # of a mood of which the story does not say where it begins
SHOWN = 80  # characters

NOT_SAID = N_("这个赋值没有搬（只搬整数的加减、真假）：%(detail)s")
CONDITIONAL = N_("带条件的赋值没有搬：%(detail)s")
ABSOLUTE = N_("中途改成某个数没有搬（情景里只能加减）：%(detail)s")
OTHER_KIND = N_("又当数字又当真假用，这一处没有搬：%(detail)s")
FROM_NOUGHT = N_("计数一律从 0 开始，初始值没有搬：%(detail)s")
UNSET_FIRST = N_("标记一开始都是“没有发生”，初始值没有搬：%(detail)s")
NO_START = N_("没有初始值，先按 %(detail)s 算。")


@dataclass(slots=True)
class Effects:
    """What an answer changes, by names of the scenario."""

    by: dict[str, int] = field(default_factory=dict)
    truths: dict[str, bool] = field(default_factory=dict)
    fixed: set[str] = field(default_factory=set)  # moods and counts brought to their end

    def node(self, names: Names) -> Node:
        """The same as it is written in a scenario."""
        moods = {names.called[name] for name in names.moods}
        found: dict[str, Node] = {
            name: f"{by:+d}" for name, by in self.by.items() if by and name in moods
        }
        took = self.by.get(Variable.ELAPSED, 0)
        if found.pop(Variable.ELAPSED, None) and took > 0:
            found["seconds"] = str(took)
        counts: dict[str, Node] = {
            name: f"{by:+d}" for name, by in self.by.items() if by and name not in moods
        }
        if counts:
            found["count"] = counts
        for key, wanted in (("set", True), ("clear", False)):
            flags: list[Node] = [name for name, truth in self.truths.items() if truth is wanted]
            if flags:
                found[key] = flags
        return found


Part: TypeAlias = tuple[Setting, Change | str]


def parts(settings: Iterable[Setting]) -> Iterator[Part]:
    """Each assignment by itself; what scenarios cannot say as it was written."""
    for setting in settings:
        for change in changes(setting.text):
            yield setting, change


class Teller:
    """Applies what a passage assigns; what cannot be carried over is told."""

    def __init__(self, passage: str, names: Names) -> None:
        self._passage = passage
        self._names = names
        self.notes: list[Note] = []

    def apply(self, assigned: Iterable[Part], effects: Effects) -> None:
        """Add what happens here to the effects of an answer."""
        for setting, change in assigned:
            message = self._fault(setting, change)
            if message is None and isinstance(change, Change):
                message = self._applied(change, effects)
            if message:
                self._note(setting, message, change)

    def begin(self, assigned: Iterable[Part], values: dict[str, int]) -> None:
        """Keep the values with which the story begins, by names of the scenario."""
        for setting, change in assigned:
            message = self._fault(setting, change)
            if message is None and isinstance(change, Change):
                message = self._begun(change, values)
            if message:
                self._note(setting, message, change)

    def _note(self, setting: Setting, message: str, change: Change | str) -> None:
        shown = change if isinstance(change, str) else change.words
        self.notes.append(Note(self._passage, setting.line, message, shown[:SHOWN]))

    def _fault(self, setting: Setting, change: Change | str) -> str | None:
        if isinstance(change, str):
            return NOT_SAID
        if setting.when is not None:
            return CONDITIONAL
        if (change.truth is None) != self._names.is_number(change.name):
            return OTHER_KIND
        return None

    def _most(self, name: str) -> int:
        return most(self._names.called[name]) if name in self._names.moods else MOST_COUNTED

    def _applied(self, change: Change, effects: Effects) -> str | None:
        name, top = self._names.called[change.name], self._most(change.name)
        if change.truth is not None:
            effects.truths[name] = change.truth
            return None
        if name in effects.fixed:
            return ABSOLUTE
        if change.by is not None:
            by = effects.by.get(name, 0) + change.by
            effects.by[name] = max(-top, min(top, by))
            return None
        if name in effects.by or change.value not in (0, top):
            return ABSOLUTE
        effects.by[name] = -top if change.value == 0 else top
        effects.fixed.add(name)
        return None

    def _begun(self, change: Change, values: dict[str, int]) -> str | None:
        name = self._names.called[change.name]
        if change.truth is not None:
            return UNSET_FIRST if change.truth else None
        if change.value is None or change.value > self._most(change.name):
            return NOT_SAID
        if change.name in self._names.moods:
            values[name] = change.value
            return None
        return FROM_NOUGHT if change.value else None
