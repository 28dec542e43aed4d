"""Courses and lessons as kinds of documents: their files, what they refer to, their HTML."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from lms import markdown
from lms.courses.content import course as courses
from lms.courses.content import lesson as lessons
from lms.courses.content.blocks import pictures_in
from lms.courses.content.entries import entries
from lms.courses.domain import Course, Lesson, Passage, Picture, media_folder
from lms.errors import N_, Invalid
from lms.library import beside, media
from lms.library.content import NAME
from lms.library.domain import (
    LANGUAGES,
    SOURCE,
    Bundle,
    ContentError,
    Entry,
    Meta,
    Practice,
    Problem,
    Reference,
)
from lms.library.kinds import DocumentKind, FileKind, Html, bundle
from lms.library.media import Fault

COURSE, LESSON = "course", "lesson"
FOUND_AS = "lesson"  # both: who looks for one wants to see the other
COMPETENCIES = "competencies"
MOST_FILES = 99  # that two digits tell apart; they only order the folder
FILE = re.compile(rf"[0-9]{{2}}-(?P<name>{NAME})(?:\.(?:en|zh-Hant))?\.md")

ODD_FILE = N_(
    "课的文件名要写成 01-first-call.md 这样：两位数字、连字符、小写名称；译文加 .en 或 .zh-Hant。"
)
TWO_FILES = N_("“%(name)s”这一课有两个同一语言的文件；请留下一个。")
NO_DRAWING = N_("缺少图片 %(file)s；每种语言各要一张。")
NO_PHOTO = N_("找不到图片 %(file)s；请在工作室里传上来，或者放进 %(folder)s。")
UNUSED = N_("没有一课用到这个文件；请删掉，或者在课文里写上它。")


class CourseKind(FileKind[Course]):
    """The kind `course`: `courses/<course>/course.yaml`."""

    name = COURSE
    found_as = FOUND_AS
    offers_practice = True
    pattern = "courses/*/course.yaml"

    def address(self, file: Path) -> str:
        """The folder's name."""
        return file.parent.name

    def parse(self, bundle: Bundle) -> Course:
        """The course. Raises ContentError with every problem."""
        return courses.parse(bundle)

    def meta(self, parsed: Course) -> Meta:
        """What the library keeps."""
        return Meta(parsed.id, parsed.id, parsed.title)

    def references(self, parsed: Course) -> Iterable[Reference]:
        """Its lessons, and what it offers to practise."""
        return [*(Reference(LESSON, lesson.id) for lesson in parsed.lessons), *_practised(parsed)]

    def practice(self, parsed: Course) -> Practice:
        """Its practice list."""
        return Practice(parsed.order, parsed.open, _practised(parsed))

    def parts(self, parsed: Course) -> Collection[str]:
        """Its lessons: a lesson that is in no list would never be read."""
        return [lesson.id for lesson in parsed.lessons]

    def entries(self, parsed: Course, html: Html) -> Iterator[Entry]:  # noqa: ARG002 - has none
        """The course itself."""
        yield Entry(part="", title=parsed.title, text=parsed.summary, within=parsed.id)


def _practised(course: Course) -> tuple[Reference, ...]:
    """What is on the practice list; a course does not wait for role-plays that have faults."""
    return tuple(Reference(one.kind, one.id, waits=False) for one in course.practice)


class LessonKind(DocumentKind[Lesson]):
    """The kind `lesson`: `courses/<course>/NN-<name>.md` and its other languages."""

    name = LESSON
    found_as = FOUND_AS

    def files(self, root: Path) -> Iterator[Bundle]:
        """One document for all languages of a lesson; odd names and missing pictures noted."""
        for folder in sorted({path.parent for path in root.glob("courses/*/*.md")}):
            for address, files in _lesson_files(folder).items():
                found = bundle(root, address, files)
                found = beside.with_media(root, found, media_folder(folder.name))
                problems = [*_file_problems(root, files), *_missing(root, found)]
                yield replace(found, problems=_all_problems(found, problems))

    def strays(self, root: Path) -> Iterator[Problem]:
        """Photographs that no lesson of their course shows."""
        for folder in sorted(root.glob(media_folder("*"))):
            course = folder.parent.name
            yield from beside.strays(root, media_folder(course), f"courses/{course}/*.md", UNUSED)

    def media_folder(self, address: str) -> str:
        """That of its course."""
        return media_folder(address.partition("/")[0])

    def file(self, address: str, number: int) -> str:
        """In the folder of its course; two digits number it there."""
        course, _, name = address.partition("/")
        return f"courses/{course}/{min(number, MOST_FILES):02}-{name}.md"

    def parse(self, bundle: Bundle) -> Lesson:
        """The lesson in all its languages. Raises ContentError with every problem."""
        return lessons.parse(bundle)

    def faults(self, parsed: Lesson, bundle: Bundle) -> Iterator[Problem]:
        """Photographs that are not there, or cannot be shown."""
        folder = media_folder(parsed.course)
        for file, text in bundle.texts.items():
            for line, picture in pictures_in(text):
                if not picture.is_drawing:
                    fault = _photo_fault(picture, folder, bundle)
                    if fault:
                        yield Problem(file, line, fault.message, fault.parameters)

    def meta(self, parsed: Lesson) -> Meta:
        """What the library keeps."""
        return Meta(parsed.id, parsed.id, parsed.title, parsed.material)

    def references(self, parsed: Lesson) -> Iterator[Reference]:
        """The course that lists it, and the competencies that it and its checks build."""
        yield Reference(COURSE, parsed.course, parsed.id, waits=False)
        checked = [check.competency for check in parsed.checks]
        for competency in dict.fromkeys([*parsed.competencies, *checked]):
            yield Reference(COMPETENCIES, COMPETENCIES, competency)

    def parts(self, parsed: Lesson) -> Collection[str]:
        """Its sections and checks."""
        return [section.id for section in parsed.sections] + [check.id for check in parsed.checks]

    def render(self, parsed: Lesson, language: str) -> Mapping[str, Markup]:
        """The HTML of its passages. Raises ContentError for what cannot be shown."""
        html: dict[str, Markup] = {}
        problems: list[Problem] = []
        for passage in _passages(parsed, language):
            try:
                html[passage.part] = markdown.render(passage.text)
            except Invalid as error:
                problems.append(_problem(passage, error))
        if problems:
            raise ContentError(problems)
        return html

    def entries(self, parsed: Lesson, html: Html) -> Iterator[Entry]:
        """The lesson with what leads into it, and each of its sections."""
        return entries(parsed, html)


def _passages(lesson: Lesson, language: str) -> Iterator[Passage]:
    texts = [lesson.lead_in(language), *(section.in_(language) for section in lesson.sections)]
    for blocks in texts:
        yield from (block for block in blocks if isinstance(block, Passage))


def _problem(passage: Passage, error: Invalid) -> Problem:
    """The same fault with the line of the file; the renderer counts from the passage's first."""
    within = error.parameters.get("line", 1)
    line = passage.line + (within if isinstance(within, int) else 1) - 1
    return Problem(passage.file, line, error.message, {**error.parameters, "line": line})


def _lesson_files(folder: Path) -> dict[str, list[Path]]:
    """The files of each lesson by its address, the source language first."""
    found: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(folder.glob("*.md"), key=_source_first):
        name = FILE.fullmatch(file.name)
        found[f"{folder.name}/{name['name'] if name else file.stem}"].append(file)
    return found


def _source_first(file: Path) -> tuple[bool, str]:
    return lessons.language_of(file.name) != SOURCE, file.name


def _file_problems(root: Path, files: list[Path]) -> Iterator[Problem]:
    seen: set[str] = set()
    for file in files:
        path, found = file.relative_to(root).as_posix(), FILE.fullmatch(file.name)
        language = lessons.language_of(file.name)
        if found is None:
            yield Problem(path, 1, ODD_FILE)
        elif language in seen:
            yield Problem(path, 1, TWO_FILES, {"name": found["name"]})
        seen.add(language)


def _all_problems(found: Bundle, problems: list[Problem]) -> tuple[Problem, ...]:
    """What is wrong with files that cannot be published anyway, their texts included."""
    if not problems:
        return found.problems
    try:
        lessons.parse(found)
    except ContentError as error:
        problems.extend(error.problems)
    return (*found.problems, *problems)


def _missing(root: Path, found: Bundle) -> Iterator[Problem]:
    """Drawings that a lesson shows and that have no file in one of the languages."""
    course = found.address.partition("/")[0]
    known: dict[str, list[Fault]] = {}  # by name: each is looked at once, whoever shows it
    for path, text in found.texts.items():
        for line, picture in pictures_in(text):
            if picture.is_drawing and picture.name not in known:
                known[picture.name] = list(_drawing_faults(root, course, picture))
            for fault in known.get(picture.name, ()):
                yield Problem(path, line, fault.message, fault.parameters)


def _drawing_faults(root: Path, course: str, picture: Picture) -> Iterator[Fault]:
    for language in LANGUAGES:
        file = f"static/{picture.file(course, language)}"
        if not (root / file).is_file():
            yield Fault(NO_DRAWING, {"file": file})
        elif fault := media.fault_of(file, (root / file).read_bytes()):
            yield fault


def _photo_fault(picture: Picture, folder: str, found: Bundle) -> Fault | None:
    content = found.media.get(f"{folder}/{picture.name}")
    if content is None:
        return Fault(NO_PHOTO, {"file": picture.name, "folder": folder})
    return media.fault_of(picture.name, content)
