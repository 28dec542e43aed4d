"""The forms of the outline: what was typed about a step, and what it makes of the text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lms.forms import Form, cleaned
from lms.scenarios.content.outline import (
    Box,
    Group,
    New,
    Outline,
    Row,
    Shape,
    add_item,
    add_step,
    at,
    layout,
    lead_to_start,
    move_item,
    move_step,
    put,
    remove_item,
    remove_step,
    rename_step,
    typed,
    unseen,
)
from lms.yamlfile import Node, Path

NEW = "+"  # before the kind of a new step in a list of steps
UP, DOWN = -1, 1
Competencies = tuple[tuple[str, str], ...]  # id and name


class TrialForm(Form):
    """Try a step out; its key makes a post that comes twice begin one play."""


@dataclass(frozen=True, slots=True)
class StepForm:
    """The form of a step: its fields, and what was typed in them so far."""

    outline: Outline
    row: Row
    competencies: Competencies
    words: Mapping[str, str]  # name of a field → what was typed; empty: nothing yet

    @property
    def step(self) -> Node:
        """What the text says of the step."""
        return self.outline.step(self.row)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Its fields."""
        return layout(self.step, self.outline.around(self.competencies))

    @property
    def unseen(self) -> tuple[str, ...]:
        """What of the step only the text shows."""
        return unseen(self.step, self.groups)

    def value(self, box: Box) -> str:
        """What stands in a field."""
        return self.words.get(box.name, box.shown(self.step))

    def is_filled(self, group: Group) -> bool:
        """Whether anything is said in the rare fields of a group."""
        return any(self.value(box) for box in group.rare if box.path[-1] != "id")


@dataclass(frozen=True, slots=True)
class Done:
    """What has become of a form."""

    text: str  # of the scenario
    step: str  # its id now
    place: str = ""  # where to go on: the name of a group
    added: tuple[str, ...] = ()  # the ids of new steps


def saved(form: StepForm, act: str) -> Done:
    """The text with what was typed, and with what a button says: add, up, down or remove.

    Raises Invalid where that cannot be done.
    """
    words = {name: cleaned(value) for name, value in form.words.items()}
    data, added = form.outline.data, []
    for box in (box for group in form.groups for box in (*group.boxes, *group.rare)):
        if box.shape is Shape.WAY and words.get(box.name, "").startswith(NEW):
            kind = _kind(words[box.name].removeprefix(NEW))
            data, words[box.name] = add_step(data, kind, "", form.row.place)
            added.append(words[box.name])
    name = words.pop("id", form.row.id)
    step, place = _acted(typed(form.step, form.groups, words), act, form)
    data = put(data, ("steps", form.row.place), step) or {}
    data = rename_step(data, form.row.place, name)
    return Done(form.outline.saying(data), name, place, tuple(added))


def _acted(step: Node, act: str, form: StepForm) -> tuple[Node, str]:
    """The step after a button was pressed, and the name of the group that it is about."""
    verb, _, name = act.partition(":")
    path = _path(name)
    if verb == "add" and path in {_path(group.adds) for group in form.groups if group.adds}:
        has_english = form.outline.around(()).has_english
        step = add_item(step, path, has_english=has_english)
        items = at(step, path)
        return step, f"{name}.{len(items) - 1}" if isinstance(items, list) else name
    if path not in {group.path for group in form.groups if group.moves}:
        return step, ""
    *whole, place = path
    within: Path = tuple(whole)
    if verb == "remove":
        return remove_item(step, within, int(place)), ""
    by = {"up": UP, "down": DOWN}.get(verb, 0)
    step = move_item(step, within, int(place), by)
    items = at(step, within)
    most = len(items) - 1 if isinstance(items, list) else 0
    there = min(max(int(place) + by, 0), most)
    return step, ".".join(map(str, (*within, there)))


def arranged(outline: Outline, act: str) -> str:
    """The text with its steps moved or removed as a button says. Raises Invalid if it cannot be."""
    verb, _, name = act.partition(":")
    row = next((row for row in outline.rows if str(row.place) == name), None)
    acts: dict[str, Callable[[Row], Node]] = {
        "up": lambda row: move_step(outline.data, row.place, UP),
        "down": lambda row: move_step(outline.data, row.place, DOWN),
        "remove": lambda row: remove_step(outline.data, row.place),
        "start": lambda row: lead_to_start(outline.data, row.id),
    }
    return outline.saying(acts[verb](row)) if row and verb in acts else outline.text


def with_step(outline: Outline, words: Mapping[str, str]) -> Done:
    """The text with a step more, as the form below the outline says.

    Raises Invalid for an id that cannot be used.
    """
    after = next(
        (row.place for row in outline.rows if str(row.place) == words.get("after")),
        len(outline.rows) - 1,
    )
    kind = _kind(words.get("kind", ""))
    data, name = add_step(outline.data, kind, cleaned(words.get("id", "")), after)
    return Done(outline.saying(data), name)


def variables(outline: Outline) -> tuple[tuple[str, str], ...]:
    """What is known of the customer at the start: names and values."""
    known = at(outline.data, ("variables",))
    items = known.items() if isinstance(known, dict) else ()
    return tuple((name, value) for name, value in items if isinstance(value, str))


def beginning_at(outline: Outline, row: Row, words: Mapping[str, str]) -> str:
    """The text of a role-play that begins at a step, with other values where some were typed.

    Raises Invalid where that cannot be written.
    """
    data = lead_to_start(outline.data, row.id)
    for name, value in variables(outline):
        data = put(data, ("variables", name), cleaned(words.get(f"variables.{name}", value))) or {}
    return outline.saying(data)


def _kind(word: str) -> New:
    return New(word) if word in list(New) else New.CHOICE


def _path(name: str) -> Path:
    return tuple(int(one) if one.isdecimal() else one for one in name.split(".")) if name else ()
