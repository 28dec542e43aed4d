"""Twee 3 → a story. Source: Twee 3 Specification 3.0.2 of the IFTF."""

import json
import re
from collections.abc import Iterator

from lms.studio.content.twine.stories import (
    BEFORE,
    ODD_DATA,
    SCRIPT,
    STYLE,
    TWICE,
    Note,
    Passage,
    Story,
    within_limits,
)

MARK = "::"
TITLE, DATA = "StoryTitle", "StoryData"
ESCAPED = re.compile(r"\\(.)")
ENDING = re.compile(r"(?<!\\)\{[^{}]*\}\s*$")  # position and size of the box on the map
TAGGED = re.compile(r"(?<!\\)\[([^\[\]]*)\]\s*$")
SHOWN = 60  # characters of what is told in a note
ASIDE = {"script": SCRIPT, "stylesheet": STYLE}  # tag → what is told of the passage


def read_twee(text: str) -> Story:
    """The story of a Twee text. Raises Refused for one that is not taken."""
    before, passages = _passages(text)
    notes = [Note("", 1, BEFORE, before[:SHOWN])] if before else []
    given = {one.name: one.text for one in reversed(passages) if one.name in (TITLE, DATA)}
    facts = _facts(given.get(DATA, ""))
    if facts is None:
        notes.append(Note(DATA, 1, ODD_DATA))
    own = within_limits(one for one in passages if one.name not in (TITLE, DATA))
    kept, more = told_apart(own)
    title = " ".join(given.get(TITLE, "").split())
    start, format_ = (str((facts or {}).get(name, "")) for name in ("start", "format"))
    return Story(title, start, format_, kept, (*notes, *more))


def told_apart(passages: tuple[Passage, ...]) -> tuple[tuple[Passage, ...], list[Note]]:
    """The passages to play, and what is told of those that are not: scripts, styles, same names."""
    kept: dict[str, Passage] = {}
    notes = []
    for one in passages:
        aside = next((ASIDE[tag] for tag in one.tags if tag in ASIDE), None)
        if aside:
            notes.append(Note(one.name, 1, aside))
        elif one.name in kept:
            notes.append(Note(one.name, 1, TWICE, one.text[:SHOWN]))
        else:
            kept[one.name] = one
    return tuple(kept.values()), notes


def _passages(text: str) -> tuple[str, list[Passage]]:
    """What stands before the first passage, and the passages."""
    before, *rest = _blocks(text)
    return before.strip(), [_passage(block) for block in rest]


def _blocks(text: str) -> Iterator[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith(MARK):
            yield "\n".join(lines)
            lines = []
        lines.append(line)
    yield "\n".join(lines)


def _passage(block: str) -> Passage:
    head, _, body = block.partition("\n")
    head = ENDING.sub("", head.removeprefix(MARK)).rstrip()
    found = TAGGED.search(head)
    tags = found[1].split() if found else ()
    name = head[: found.start()] if found else head
    return Passage(_plain(name.strip()), body.rstrip(), tuple(_plain(tag) for tag in tags))


def _plain(text: str) -> str:
    return ESCAPED.sub(r"\1", text)


def _facts(text: str) -> dict[str, object] | None:
    """What StoryData says; None if it cannot be read."""
    if not text.strip():
        return {}
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return facts if isinstance(facts, dict) else None
