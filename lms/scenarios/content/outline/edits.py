"""What is done to steps and lists as a whole: data in, data out; what is not meant stays."""

import re
from collections.abc import Collection
from enum import StrEnum

from lms.errors import N_, Invalid
from lms.library.content import LONGEST_NAME, NAME
from lms.questions.domain.replies import Need
from lms.scenarios.content.outline.tree import at, put
from lms.scenarios.domain import MOST_STEPS, Band, Grade
from lms.yamlfile import Node, Path

ODD_ID = N_("编号“%(id)s”不能用：只写小写字母、数字和连字符，例如 calm-down。")
TAKEN = N_("编号“%(id)s”已经有了；请换一个。")
TOO_MANY = N_("最多 %(most)s 步。")
ONLY_ONE = N_("只剩这一步了，不能删。")


class New(StrEnum):
    """The kinds of steps that can be added; the rest is written in the text."""

    CHOICE = "choice"
    REPLY = "reply"
    ENDING = "ending"


def add_step(data: Node, kind: New, name: str, after: int) -> tuple[Node, str]:
    """A step after the one at a place (-1: at the front), and its id; "" makes one up.

    Its options lead to the step that follows it. Raises Invalid for an id that cannot be used.
    """
    steps = _steps(data)
    if len(steps) >= MOST_STEPS:
        raise Invalid(TOO_MANY, most=MOST_STEPS)
    name = name or _unused(_ids(steps), "ending" if kind is New.ENDING else "step")
    _check(name, _ids(steps))
    following = [*steps[after + 1 :], *steps]
    target = next((_id(one) for one in following if _id(one)), name)
    step = _fresh_step(kind, name, target, has_english=_has_english(data))
    return _with_steps(data, [*steps[: after + 1], step, *steps[after + 1 :]]), name


def rename_step(data: Node, place: int, name: str) -> Node:
    """The step with another id, and everything that leads to it leads there still.

    Raises Invalid for an id that cannot be used.
    """
    steps = _steps(data)
    old = _id(steps[place])
    if name == old:
        return data
    _check(name, _ids(steps))
    steps[place] = put(steps[place], ("id",), name) or {}
    if old and old not in _ids(steps):
        steps = [_leading(step, old, name) for step in steps]
        if at(data, ("start",)) == old:
            data = put(data, ("start",), name) or {}
    return _with_steps(data, steps)


def remove_step(data: Node, place: int) -> Node:
    """Without a step; what led to it is found by the checks. Raises Invalid for the only one."""
    steps = _steps(data)
    if len(steps) == 1:
        raise Invalid(ONLY_ONE)
    return _with_steps(data, steps[:place] + steps[place + 1 :])


def move_step(data: Node, place: int, by: int) -> Node:
    """With a step further up (-1) or down (1); at the end it stays."""
    return _with_steps(data, moved(_steps(data), place, by))


def lead_to_start(data: Node, name: str) -> Node:
    """With another step as the first."""
    return put(data, ("start",), name) or {}


def add_item(step: Node, path: Path, *, has_english: bool) -> Node:
    """A step with a blank line, option or element more."""
    known = at(step, path)
    items = known if isinstance(known, list) else []
    return put(step, path, [*items, _fresh_item(step, path, items, has_english)]) or {}


def remove_item(step: Node, path: Path, place: int) -> Node:
    """A step without a line, option or element."""
    return put(step, (*path, place), None) or {}


def move_item(step: Node, path: Path, place: int, by: int) -> Node:
    """A step with a line, option or element further up (-1) or down (1)."""
    items = at(step, path)
    return put(step, path, moved(items, place, by)) or {} if isinstance(items, list) else step


def moved(items: list[Node], place: int, by: int) -> list[Node]:
    """A list with the item at a place further up or down; at its ends it stays."""
    if not 0 <= place < len(items):
        return items
    rest = items[:place] + items[place + 1 :]
    there = min(max(place + by, 0), len(rest))
    return [*rest[:there], items[place], *rest[there:]]


def _fresh_step(kind: New, name: str, target: str, *, has_english: bool) -> Node:
    blank = _blank(has_english)
    outcome: dict[str, Node] = {"feedback": blank, "next": target}
    step: dict[str, Node] = {"id": name, "kind": str(kind)}
    if kind is New.ENDING:
        return {**step, "band": str(Band.ACCEPTABLE), "title": blank, "text": blank}
    step["lines"] = [{"text": blank}]
    if kind is New.REPLY:
        grades = (Grade.GOOD, Grade.PARTIAL, Grade.POOR)
        element = _fresh_item(step, ("reply", "elements"), [], has_english)
        step |= {"reply": {"elements": [element]}, "model": blank}
        return {**step, **{str(grade): outcome for grade in grades}}
    options: list[Node] = [
        {"id": f"option-{number}", "text": blank, **outcome} for number in (1, 2)
    ]
    return {**step, "choices": options}


def _fresh_item(step: Node, path: Path, items: list[Node], has_english: bool) -> Node:
    blank = _blank(has_english)
    match path[-1]:
        case "choices":
            name = _unused(_ids(items), "option")
            target = at(items[-1], ("next",)) if items else None
            return {"id": name, "text": blank, "feedback": blank, "next": target or _id(step)}
        case "elements":
            name = _unused(_ids(items), "point")
            return {"id": name, "need": str(Need.REQUIRED), "title": blank}
    return {"text": blank}


def _blank(has_english: bool) -> dict[str, Node]:
    return {"zh-Hans": "", "en": ""} if has_english else {"zh-Hans": ""}


def _has_english(data: Node) -> bool:
    return at(data, ("title", "en")) is not None


def _check(name: str, known: Collection[str]) -> None:
    if not re.fullmatch(NAME, name) or len(name) > LONGEST_NAME:
        raise Invalid(ODD_ID, id=name[:LONGEST_NAME])
    if name in known:
        raise Invalid(TAKEN, id=name)


def _unused(known: Collection[str], word: str) -> str:
    numbers = range(len(known) + 1, 2 * len(known) + 3)
    return next(f"{word}-{number}" for number in numbers if f"{word}-{number}" not in known)


def _steps(data: Node) -> list[Node]:
    steps = at(data, ("steps",))
    return [*steps] if isinstance(steps, list) else []


def _with_steps(data: Node, steps: list[Node]) -> Node:
    return put(data, ("steps",), steps) or {}


def _id(node: Node) -> str:
    name = at(node, ("id",))
    return name if isinstance(name, str) else ""


def _ids(nodes: list[Node]) -> list[str]:
    return [_id(node) for node in nodes]


def _leading(node: Node, old: str, new: str) -> Node:
    """The same with all ways to a step leading to it under its new id."""
    if isinstance(node, list):
        return [_leading(one, old, new) for one in node]
    if not isinstance(node, dict):
        return node
    return {
        key: new if key in ("next", "to") and value == old else _leading(value, old, new)
        for key, value in node.items()
    }
