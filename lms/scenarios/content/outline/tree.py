"""Looking into the plain data of a scenario, and the same data with one value changed.

Short forms stay short: a wording in Chinese only, a single hint, `next: angry`.
"""

from typing import TypeAlias

from lms.yamlfile import Node, Path

Found: TypeAlias = "Node | None"  # None: nothing stands there

ORDER = (
    "id",
    "kind",
    "need",
    "band",
    "title",
    "cards",
    "lines",
    "zh-Hans",
    "zh-Hant",
    "en",
    "to",
    "text",
    "speaker",
    "hint",
    "choices",
    "reply",
    "lexicon",
    "phrases",
    "points",
    "mood",
    "trust",
    "compliance",
    "seconds",
    "count",
    "set",
    "clear",
    "effects",
    "feedback",
    "critical",
    "missing",
    "better",
    "model",
    "quick",
    "good",
    "partial",
    "poor",
    "breach",
    "next",
    "when",
)  # in which new names are written
SHORT = ("zh-Hans", "to")  # what a plain text is short for


def at(node: Found, path: Path) -> Found:
    """What stands at a path; None: nothing."""
    for part in path:
        node = _child(node, part)
    return node


def put(node: Found, path: Path, value: Found) -> Found:
    """The data with another value at a path, or without any; what is empty then goes as well."""
    if not path:
        return value
    part, rest = path[0], path[1:]
    inner = put(_child(node, part), rest, value)
    if isinstance(part, int):
        return _with_item(node, part, inner)
    return _with_name(node, part, inner)


def _child(node: Found, part: str | int) -> Found:
    match node, part:
        case dict(), str():
            return node.get(part)
        case list(), int():
            return node[part] if part < len(node) else None
        case ((dict() | str()), 0):
            return node
        case str(), _ if part in SHORT:
            return node
    return None


def _with_item(node: Found, place: int, item: Found) -> Found:
    if place == 0 and node is not None and not isinstance(node, list):
        return item
    items = node if isinstance(node, list) else [] if node is None else [node]
    kept = [*items[:place], *([] if item is None else [item]), *items[place + 1 :]]
    return kept or None


def _with_name(node: Found, name: str, value: Found) -> Found:
    if isinstance(node, str):
        if name in SHORT:
            return value
        node = {"to" if name == "when" else "zh-Hans": node}
    known = node if isinstance(node, dict) else {}
    if value is None:
        return {key: one for key, one in known.items() if key != name} or None
    if name in known:
        return {**known, name: value}
    before = {key: one for key, one in known.items() if _rank(key) <= _rank(name)}
    return {**before, name: value, **known}


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else -1
