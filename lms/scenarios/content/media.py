"""Pictures and sound beside the scenarios: which are named, what is wrong with them."""

from collections.abc import Iterator
from pathlib import Path

from lms.errors import N_
from lms.library import beside
from lms.library.content import Reading
from lms.library.domain import Bundle, Problem
from lms.library.media import fault_of
from lms.scenarios.content.schema import LineText, ScenarioText
from lms.yamlfile import Path as Place

FOLDER = "quizzes/scenarios/media"
SCENARIOS = "quizzes/scenarios/*.yaml"

MISSING = N_("找不到 %(file)s；请放进 %(folder)s。")
UNUSED = N_("没有一个情景用到这个文件；请删掉，或者在一句话里写上它。")


def with_media(root: Path, found: Bundle) -> Bundle:
    """A scenario with the files that it names, of those that are there."""
    return beside.with_media(root, found, FOLDER)


def faults(reading: Reading[ScenarioText], found: Bundle) -> Iterator[Problem]:
    """What is wrong with the files that a scenario names, where it names them."""
    for place, name in _named(reading.value):
        content = found.media.get(f"{FOLDER}/{name}")
        if content is None:
            yield reading.problem(place, MISSING, file=name, folder=FOLDER)
            continue
        fault = fault_of(name, content)
        if fault:
            yield reading.problem(place, fault.message, **fault.parameters)


def strays(root: Path) -> Iterator[Problem]:
    """Files beside the scenarios that none of them names, or that could never be shown."""
    return beside.strays(root, FOLDER, SCENARIOS, UNUSED)


def _named(text: ScenarioText) -> Iterator[tuple[Place, str]]:
    """The files that lines name, with their places in the text."""
    for at, step in enumerate(text.steps):
        lines = getattr(step, "lines", ())
        yield from _of_lines(("steps", at, "lines"), lines)
        for number, wait in enumerate(getattr(step, "waits", ())):
            yield from _of_lines(("steps", at, "waits", number, "lines"), wait.lines)


def _of_lines(path: Place, lines: tuple[LineText, ...]) -> Iterator[tuple[Place, str]]:
    for place, line in enumerate(lines):
        if line.image:
            yield (*path, place, "image", "file"), line.image.file
        if line.audio:
            yield (*path, place, "audio", "file"), line.audio.file
