"""Vectors one by one: rendered as Markdown, each shown in a frame of its own."""

from collections.abc import Iterable

from lms.errors import Invalid
from lms.markdown.process import Renderer
from tests.hostile.vectors import Vector
from tests.hostile.watching import Victim

ALONE = 40  # documents on one page


def rendered(renderer: Renderer, some: Iterable[Vector]) -> dict[str, str]:
    """The HTML of vectors by their names; those that are refused come to nothing."""
    found = {}
    for vector in some:
        try:
            found[vector.name] = renderer.html(vector.text)
        except Invalid:
            found[vector.name] = ""
    return found


def alone(frames: Victim, documents: dict[str, str]) -> tuple[set[str], set[str]]:
    """The names of documents that fire, and of those that ask other servers."""
    names = list(documents)
    for first in range(0, len(names), ALONE):
        frames.show_alone({name: documents[name] for name in names[first : first + ALONE]})
    found = frames.afresh()
    return tuple({one.partition(": ")[0] for one in kind} for kind in (found.fires, found.foreign))
