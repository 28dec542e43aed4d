"""A file or pasted text → a scenario as its author will write it on, with what is left to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.studio.content.twine.archive import is_archive, read_archive, story_in
from lms.studio.content.twine.building import Built, build
from lms.studio.content.twine.stories import (
    KILOBYTE,
    LARGEST_FILE,
    LARGEST_STORY,
    NO_TEXT,
    TOO_LARGE,
    Note,
    Refused,
)
from lms.studio.content.twine.twee import read_twee
from lms.yamlfile import LARGEST, Node
from lms.yamlfile.writing import flow, scalar, value

FILE = "scenario.yaml"
USUAL = {"minutes": "5", "difficulty": "1", "theme": "other", "pass_mark": "70"}
ASSESSMENT = {"minutes": "10", "attempts": "3", "cool_off_hours": "12", "counts": "best"}
CASE = {"customer": "", "background": "", "task": ""}
INSIDE = 2  # columns
BREAKS = str.maketrans(dict.fromkeys("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class Imported:
    """What becomes of a story."""

    title: str
    built: Built
    notes: tuple[Note, ...]  # what is not carried over as it was

    @property
    def endings(self) -> int:
        """How many passages are endings."""
        return sum(step["kind"] == "ending" for step in self.built.steps)

    @property
    def options(self) -> int:
        """How many links are answers."""
        return sum(len(step.get("choices", ())) for step in self.built.steps)

    @property
    def steps(self) -> int:
        """How many passages are steps with answers."""
        return len(self.built.steps) - self.endings

    def text(self, remarks: Iterable[str] = ()) -> str:
        """The scenario, below remarks; what the story does not say is empty, so checks name it.

        Raises Refused for one that is larger than a document may be.
        """
        text = "\n".join([*(f"# {one.translate(BREAKS)}" for one in remarks), *_lines(self)])
        if len(text.encode("utf-8", "replace")) > LARGEST:
            raise Refused(TOO_LARGE, most=LARGEST // KILOBYTE)
        return f"{text}\n"


def decoded(content: bytes) -> str:
    """The story in a file that was sent, without the player around it. Raises Refused."""
    if len(content) > LARGEST_FILE:
        raise Refused(TOO_LARGE, most=LARGEST_FILE // KILOBYTE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise Refused(NO_TEXT, file="Twine")
    return _small(story_in(text.replace("\r\n", "\n").replace("\r", "\n")))


def imported(text: str) -> Imported:
    """What becomes of a story, as `decoded` or pasted. Raises Refused for one that is not taken."""
    found = _small(story_in(text))
    story = read_archive(found) if is_archive(found) else read_twee(found)
    built = build(story)
    return Imported(story.title, built, built.notes)


def _small(story: str) -> str:
    if len(story.encode("utf-8", "replace")) > LARGEST_STORY:
        raise Refused(TOO_LARGE, most=LARGEST_STORY // KILOBYTE)
    return story


def _lines(one: Imported) -> list[str]:
    built = one.built
    variables: Node = dict(built.variables)
    facts: dict[str, Node] = {"id": "scenario", "title": one.title, "summary": "", **USUAL}
    lines = [f"{name}: {flow(fact)}" for name, fact in facts.items()]
    lines += [f"assessment: {flow(dict(ASSESSMENT))}", "case:"]
    lines += [f"{' ' * INSIDE}{name}: {scalar(words)}" for name, words in CASE.items()]
    kept = {"variables": variables, "counters": built.counters, "flags": built.flags}
    lines += [f"{name}: {flow(node)}" for name, node in kept.items() if node]
    lines += [f"start: {scalar(built.start)}", "steps:"]
    return [*lines, *(_step(step) for step in built.steps)]


def _step(step: dict[str, Node]) -> str:
    """A step, line by line, also where it would fit on one."""
    start = " " * 2 * INSIDE
    parts = [f"{name}:{value(node, 2 * INSIDE)}" for name, node in step.items()]
    return f"{' ' * INSIDE}- " + f"\n{start}".join(parts)
