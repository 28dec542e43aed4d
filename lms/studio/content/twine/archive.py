"""A page that Twine 2 published → a story, read as plain text: no script, no entity of its own.

Source: Twine 2 HTML Output Specification 1.0. Twine escapes `<` in whatever an author typed, so a
passage ends at the first end tag; the player's own code around the story is not looked at.
"""

import re
from collections.abc import Iterator

from lms.studio.content.twine.stories import (
    CUT_OFF,
    EMPTY,
    SCRIPT,
    SEVERAL,
    STYLE,
    Note,
    Passage,
    Refused,
    Story,
    plain,
    within_limits,
)
from lms.studio.content.twine.twee import told_apart

STORY, PASSAGE = "<tw-storydata", "<tw-passagedata"
END_OF_STORY, END_OF_PASSAGE = "</tw-storydata>", "</tw-passagedata>"
LONGEST_TAG = 4000  # characters
TAG = re.compile(r'<[a-z-]+((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*>')
ATTRIBUTE = re.compile(r'([a-zA-Z-]+)="([^"]*)"')
ASIDE = re.compile(r"<(script|style)[^<>]*>([^<]*)")


def story_in(page: str) -> str:
    """The story of a page without the player around it; the text as it was if there is none.

    Raises Refused for a page with several.
    """
    start = page.find(STORY)
    if start < 0:
        return page
    found = page.count(END_OF_STORY)
    if found > 1:
        raise Refused(SEVERAL, found=found)
    end = page.find(END_OF_STORY, start)
    return page[start:] if end < 0 else page[start : end + len(END_OF_STORY)]


def is_archive(text: str) -> bool:
    """Whether the text is such a story."""
    return text.startswith(STORY)


def read_archive(text: str) -> Story:
    """The story that `story_in` found. Raises Refused for one that is not taken."""
    facts = _attributes(text, 0)
    named = list(_passages(text))
    kept, notes = told_apart(within_limits(passage for _, passage in named))
    start = next((one.name for pid, one in named if pid == facts.get("startnode")), "")
    title = " ".join(facts.get("name", "").split())
    return Story(title, start, facts.get("format", ""), kept, (*_aside(text), *notes))


def _passages(text: str) -> Iterator[tuple[str, Passage]]:
    """The passages with their numbers in the page."""
    at = text.find(PASSAGE)
    while at >= 0:
        facts = _attributes(text, at)
        name = facts.get("name", "")
        begin, end = text.find(">", at), text.find(END_OF_PASSAGE, at)
        if begin < 0 or end < begin:
            raise Refused(CUT_OFF, passage=name)
        body = plain(text[begin + 1 : end]).replace("\r\n", "\n")
        yield facts.get("pid", ""), Passage(name, body.rstrip(), tuple(_tags(facts)))
        at = text.find(PASSAGE, end)


def _tags(facts: dict[str, str]) -> list[str]:
    return facts.get("tags", "").split()


def _attributes(text: str, at: int) -> dict[str, str]:
    found = TAG.match(text[at : at + LONGEST_TAG])
    if found is None:
        raise Refused(EMPTY)
    return {name: plain(value) for name, value in ATTRIBUTE.findall(found[1])}


def _aside(text: str) -> Iterator[Note]:
    """The story's own script and style, where something stands in them."""
    for kind, words in ASIDE.findall(text[: text.find(PASSAGE)]):
        if words.strip():
            yield Note("", 1, SCRIPT if kind == "script" else STYLE)
