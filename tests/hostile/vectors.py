"""What attackers write: our own vectors, and published ones where their folder is there.

A vector is known to have fired by its number where it calls `fired(number)`; published ones call
`alert` and its like.
"""

import json
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OWN = Path(__file__).with_name("vectors.txt")
PUBLISHED = "LMS_XSS_VECTORS"  # environment: a file of JSON objects, one a line, each a `payload`
NOT_SAID = (
    f"not run: {PUBLISHED} does not name a file of published vectors (one JSON object a line)"
)
NOTE, LINE_END, CALL = "#:", "⏎", "FIRE"
ESCAPE = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
LAST_CHARACTER = 0x10FFFF


@dataclass(frozen=True)
class Vector:
    """One attack; `name` is where it stands in its file."""

    name: str
    text: str


@cache
def own() -> tuple[Vector, ...]:
    """The vectors of this folder."""
    lines = OWN.read_text("utf-8").split("\n")
    found = [line for line in lines if line and not line.startswith(NOTE)]
    return tuple(
        Vector(str(number), _meant(line).replace(CALL, f"fired({number})"))
        for number, line in enumerate(found, 1)
    )


def published_file() -> Path | None:
    """Where published vectors are; None when that is not said."""
    named = os.environ.get(PUBLISHED)
    return Path(named) if named else None


@cache
def published() -> tuple[Vector, ...]:
    """The published vectors."""
    file = published_file()
    assert file, NOT_SAID
    found = map(json.loads, file.read_text("utf-8").strip().split("\n"))
    return tuple(Vector(one["id"], one["payload"]) for one in found)


def _meant(line: str) -> str:
    return ESCAPE.sub(_character, line).replace(LINE_END, "\n")


def _character(found: re.Match[str]) -> str:
    point = int(found[1], 16)
    return chr(point) if point <= LAST_CHARACTER else found[0]
