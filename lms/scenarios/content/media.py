"""Pictures and sound beside the scenarios: which are named, what is wrong with them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lms.errors import N_
from lms.library.content import Reading
from lms.library.domain import Bundle, Problem
from lms.library.media import FILE_NAME, LARGEST, TYPES, fault_of
from lms.scenarios.content.schema import LineText, ScenarioText
from lms.yamlfile import Path as Place

FOLDER = "quizzes/scenarios/media"
SCENARIOS = "quizzes/scenarios/*.yaml"
MENTIONED = re.compile(rf"(?<![\w.-]){FILE_NAME.pattern}(?![\w-])")
LIKELY = re.compile(rf"\.(?:{'|'.join(TYPES)})")  # soon found, unlike a name whose end is not known

MISSING = N_("找不到 %(file)s；请放进 %(folder)s。")
UNUSED = N_("没有一个情景用到这个文件；请删掉，或者在一句话里写上它。")
UNKNOWN = N_("这个文件不能用：文件名只写小写字母、数字、连字符，扩展名用 %(endings)s。")
UNREADABLE = N_("文件打不开（%(reason)s）。")


def with_media(root: Path, found: Bundle) -> Bundle:
    """A scenario with the files that it names, of those that are there."""
    media = {}
    problems = list(found.problems)
    for name in sorted(_mentioned(found.text)):
        path = f"{FOLDER}/{name}"
        if not (root / path).is_file():
            continue
        content = _content(root / path)
        if isinstance(content, bytes):
            media[path] = content
        else:
            problems.append(Problem(path, 1, UNREADABLE, {"reason": content.strerror or content}))
    return replace(found, media=media, problems=tuple(problems))


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
    there = sorted((root / FOLDER).glob("*"))
    scenarios = sorted(root.glob(SCENARIOS)) if there else ()
    texts = (file.read_text("utf-8", "replace") for file in scenarios)
    used = {name for text in texts for name in _mentioned(text)}
    for file in there:
        path = f"{FOLDER}/{file.name}"
        if file.name.startswith("."):
            continue
        if not FILE_NAME.fullmatch(file.name):
            yield Problem(path, 1, UNKNOWN, {"endings": "svg, png, jpg, webp, mp3, ogg, wav, m4a"})
        elif file.name not in used:
            yield Problem(path, 1, UNUSED)


def _content(file: Path) -> bytes | OSError:
    """The beginning of a file that says whether it is too large."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        return error


def _mentioned(text: str) -> set[str]:
    """All words of a text that could be names of files; more than are named is no harm."""
    likely = (line for line in text.split("\n") if LIKELY.search(line))
    return {name for line in likely for name in MENTIONED.findall(line)}


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
