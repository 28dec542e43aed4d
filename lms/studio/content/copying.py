"""Authored texts made of others: under another name and title; lessons in the list of a course."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path, PurePosixPath

from lms import yamlfile
from lms.fulltext.sounds import sounds
from lms.library.content import LONGEST_NAME
from lms.library.domain import LANGUAGES, SOURCE, Wording
from lms.traditional import to_traditional
from lms.yamlfile import YamlError, YamlText

BEGINNINGS = Path(__file__).parents[1] / "beginnings"
MARK = "---"  # around the header of a lesson
WORD = re.compile(r"[a-z0-9]+")
COPY = "Copy of {title}"  # of a text that has an English title
PICTURE = re.compile(r"!\[.*\]\(.*\)")  # alone on its line
FILE_NAME = re.compile(r"[^.]+(?P<ending>\..+)")  # 05-first-call.en.md


@dataclass(frozen=True, slots=True)
class Naming:
    """What a new document is called."""

    name: str  # its id
    title: str
    file: str  # path of its source file
    order: int = 0  # its place in a list of its kind, from 1; 0: it has none


def beginning(kind: str) -> dict[str, str]:
    """The text from which documents of a kind are begun, by its path; nothing for other kinds."""
    files = sorted(BEGINNINGS.glob(f"{kind}.*"))
    return {file.name: file.read_text("utf-8") for file in files}


def has_beginning(kind: str) -> bool:
    """Whether there is a text from which documents of a kind are begun."""
    return any(BEGINNINGS.glob(f"{kind}.*"))


def proposed(title: str) -> str:
    """A name for addresses by the sound of a title, such as bao-guo-diu-le; "" if it has none."""
    name = ""
    for word in WORD.findall(" ".join(sounds(title)).lower()):
        longer = f"{name}-{word}" if name else word[:LONGEST_NAME]
        if len(longer) > LONGEST_NAME:
            break
        name = longer
    return name


def alternatives(name: str) -> Iterator[str]:
    """The name, then what to take where it is used already: a-name, a-name-2, a-name-3."""
    yield name
    for number in count(2):
        ending = f"-{number}"
        yield name[: LONGEST_NAME - len(ending)].rstrip("-") + ending


def renamed(texts: Mapping[str, str], naming: Naming) -> dict[str, str]:
    """The files of a document as those of another one, its own words unchanged.

    Pictures of a lesson that moves to another course stay behind: each course has its own.
    """
    return {
        _path(path, naming.file): _renamed(path, _shown_there(path, text, naming), naming)
        for path, text in texts.items()
    }


def title_of(path: str, text: str) -> str:
    """The Chinese title that a text gives itself; "" if none can be read."""
    title = _title_in(path, text)
    return str(title.get("zh-Hans", "") if isinstance(title, dict) else title)


def _title_in(path: str, text: str) -> object:
    try:
        return _data(yamlfile.read(_header(_plain(text)) if _is_lesson(path) else text), "title")
    except YamlError:
        return ""


def _language(path: str) -> str:
    ending = PurePosixPath(path).name.removesuffix(".md").rpartition(".")[2]
    return ending if ending in LANGUAGES else SOURCE


def titles_of(texts: Mapping[str, str]) -> Wording:
    """The titles that the files of a document give themselves, by language."""
    languages = dict.fromkeys(LANGUAGES, "")
    for path, text in texts.items():
        found = _title_in(path, text)
        own = found if isinstance(found, dict) else {_language(path): found}
        languages |= {name: str(own[name]) for name in LANGUAGES if own.get(name)}
    return Wording(*languages.values())


def listed(course: str, lesson: str) -> str:
    """The text of a course with a lesson at the end of its list.

    As it was if the lesson is there, or the list cannot be read.
    """
    try:
        text = yamlfile.read(course)
    except YamlError:
        return course
    lines, entries = course.split("\n"), _data(text, "lessons")
    lessons = entries if isinstance(entries, list) else []
    if ("lessons",) not in text.lines or lesson in map(_id, lessons):
        return course
    start = text.line(("lessons", 0)) - 1
    if lessons and not lines[start].lstrip().startswith("-"):
        return course
    indent = lines[start][: -len(lines[start].lstrip())] if lessons else "  "
    end = _end(text, "lessons", lines)
    return "\n".join([*lines[:end], f"{indent}- id: {lesson}", *lines[end:]])


def unlisted(course: str, lesson: str) -> str:
    """The text of a course without a lesson in its list; as it was if it cannot be read."""
    try:
        text = yamlfile.read(course)
    except YamlError:
        return course
    lines, entries = course.split("\n"), _data(text, "lessons")
    ids = [_id(one) for one in entries] if isinstance(entries, list) else []
    if lesson not in ids:
        return course
    place = ids.index(lesson)
    start = text.line(("lessons", place)) - 1
    last = place == len(ids) - 1
    end = _end(text, "lessons", lines) if last else text.line(("lessons", place + 1)) - 1
    if not lines[start].lstrip().startswith("-"):
        return course
    return "\n".join([*lines[:start], *lines[end:]])


def lessons_in(course: str) -> list[str]:
    """The lessons that the text of a course lists; none if it cannot be read."""
    try:
        entries = _data(yamlfile.read(course), "lessons")
    except YamlError:
        return []
    return [str(_id(one)) for one in entries if _id(one)] if isinstance(entries, list) else []


def _id(entry: object) -> object:
    return entry.get("id") if isinstance(entry, dict) else None


def _data(text: YamlText, key: str) -> object:
    return text.data.get(key, "") if isinstance(text.data, dict) else ""


def _path(path: str, file: str) -> str:
    """The path of the same language beside another source file."""
    found = FILE_NAME.fullmatch(PurePosixPath(path).name)
    ending = found["ending"] if found else ""
    new = PurePosixPath(file)
    return str(new.with_name(new.name.partition(".")[0] + ending))


def _renamed(path: str, text: str, naming: Naming) -> str:
    if not _is_lesson(path):
        return _with_names(text, naming, _title)
    lines = text.split("\n")
    end = lines.index(MARK, 1)
    language = _language(path)
    header = _with_names("\n".join(lines[1:end]), naming, partial(_told, language))
    return "\n".join([MARK, header, *lines[end:]])


def _shown_there(path: str, text: str, naming: Naming) -> str:
    folder, new = PurePosixPath(path).parent, PurePosixPath(naming.file).parent
    kept = _plain(text).split("\n")
    if _is_lesson(path) and folder != new:
        kept = [line for line in kept if not PICTURE.fullmatch(line.strip())]
    return "\n".join(kept)


def _is_lesson(path: str) -> bool:
    return path.endswith(".md")


def _header(text: str) -> str:
    return text.removeprefix(f"{MARK}\n").partition(f"\n{MARK}\n")[0]


def _with_names(text: str, naming: Naming, title: Callable[[object, str], str]) -> str:
    read = yamlfile.read(text)
    values = {"id": naming.name, "title": title(_data(read, "title"), naming.title)}
    if naming.order:
        values["order"] = str(naming.order)
    lines = text.split("\n")
    there = [key for key in values if (key,) in read.lines]
    for key in sorted(there, key=lambda one: read.line((one,)), reverse=True):
        lines[read.line((key,)) - 1 : _end(read, key, lines)] = [f"{key}: {values[key]}"]
    return "\n".join(lines)


def _end(text: YamlText, key: str, lines: list[str]) -> int:
    """How many lines there are up to the end of a name's value, without what is blank after it."""
    own = text.line((key,))
    nexts = [line for path, line in text.lines.items() if len(path) == 1 and line > own]
    end = min(nexts, default=len(lines) + 1) - 1
    while end > own and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _title(old: object, new: str) -> str:
    english = old.get("en", "") if isinstance(old, dict) else ""
    if not english:
        return _quoted(new)
    return f"{{zh-Hans: {_quoted(new)}, en: {_quoted(COPY.format(title=english))}}}"


def _told(language: str, old: object, new: str) -> str:
    """The title in a file of its own language."""
    by_language = {"en": COPY.format(title=old), "zh-Hant": to_traditional(new)}
    return _quoted(by_language.get(language, new))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")
