"""Data → YAML as our authors write it: short maps in braces, longer ones line by line."""

import re

from lms.yamlfile.reading import Node

PLAIN = re.compile(r"[+-]?[A-Za-z0-9](?:[A-Za-z0-9 _.+<>=()-]*[A-Za-z0-9_.+<>=()-])?")
LONGEST_PLAIN = 60
SHORT = 60  # characters of a map within a map that still stands in braces
STEP = 2  # columns by which what is inside is indented
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(words: str, style: str = "") -> str:
    """A text on one line, in single quotes where these were used and will do."""
    if style == "'" and "\n" not in words:
        return "'" + words.replace("'", "''") + "'"
    if style in ("", "|", ">") and len(words) <= LONGEST_PLAIN and PLAIN.fullmatch(words):
        return words
    return '"' + "".join(ESCAPES.get(one, one) for one in words) + '"'


def literal(words: str, column: int) -> str | None:
    """A text line by line below `|-`; None where that cannot be said so."""
    lines = words.split("\n")
    if not lines[0].strip() or lines[0][0] in " \t" or not lines[-1].strip():
        return None
    return "\n".join(["|-", *(" " * column + line if line else "" for line in lines)])


def flow(node: Node) -> str:
    """Anything on one line."""
    if isinstance(node, str):
        return scalar(node)
    if isinstance(node, list):
        return "[" + ", ".join(map(flow, node)) + "]"
    return "{" + ", ".join(f"{scalar(key)}: {flow(value)}" for key, value in node.items()) + "}"


def is_short(node: Node) -> bool:
    """Whether it stands on one line."""
    if isinstance(node, str) or not node:
        return True
    inner = node if isinstance(node, list) else list(node.values())
    if all(isinstance(one, str) for one in inner):
        return True
    return isinstance(inner[0], str) and "id" not in node and len(flow(node)) <= SHORT


def block(node: Node, column: int) -> str:
    """A list or map line by line; the first line without its indentation, the last without end."""
    if isinstance(node, list):
        lines = [f"- {flow(one) if is_short(one) else block(one, column + STEP)}" for one in node]
    elif isinstance(node, dict):
        lines = [f"{scalar(key)}:{value(one, column)}" for key, one in node.items()]
    else:
        lines = [scalar(node)]
    return ("\n" + " " * column).join(lines)


def value(node: Node, column: int) -> str:
    """What follows the colon of a name that stands at a column."""
    if is_short(node):
        return f" {flow(node)}"
    return "\n" + " " * (column + STEP) + block(node, column + STEP)
