"""A lesson that leaves the server: pictures inside, links leading back, nothing personal."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from flask import request
from markupsafe import Markup

from lms.courses.domain import Lesson, Passage, Picture, digests
from lms.courses.views import plain
from lms.courses.views.pictures import ShownPicture, photos_of, shown_picture
from lms.courses.views.plain import PlainLesson, ShowCheck, ShowPicture
from lms.courses.views.terms import ShownTerm, shown_terms
from lms.library import queries as library
from lms.library.media import type_of
from lms.library.queries import Published
from lms.markdown import led_back, linked
from lms.pages import STATIC_FOLDER

TYPES = {".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Carried:
    """A lesson in one language with all that it shows."""

    lesson: Lesson
    number: int  # of the revision
    shown: PlainLesson
    terms: Sequence[ShownTerm]
    digest: str  # of its words: SHA-256 in hexadecimal


def carried(lesson: Published[Lesson], tag: str, *, check: ShowCheck = plain.asked) -> Carried:
    """A lesson as it is published now; `check` shows its checks."""
    content, terms = lesson.content, shown_terms(lesson, tag)
    html = _with_terms(content, library.parts(lesson.revision_id, tag), terms, tag)
    shown = plain.shown(content, html, tag, picture=_pictures(lesson), check=check)
    return Carried(content, lesson.number, shown, terms, digests(content)[tag])


def inlined(file: Path) -> str:
    """A file as an address that holds all of it."""
    return _data(file, file.stat().st_mtime_ns)


def _with_terms(
    lesson: Lesson, html: Mapping[str, Markup], terms: Sequence[ShownTerm], tag: str
) -> Mapping[str, Markup]:
    """The parts of the lesson, with links to its terms, in the order in which they are read."""
    read = [*lesson.lead_in(tag), *(block for one in lesson.sections for block in one.in_(tag))]
    parts = [block.part for block in read if isinstance(block, Passage)]
    names = {term.anchor: term.name for term in terms}
    led = (led_back(html[part], request.url_root) for part in parts)
    made = linked(led, names)
    return dict(zip(parts, made, strict=True))


def _pictures(lesson: Published[Lesson]) -> ShowPicture:
    photos = photos_of(lesson)

    def picture(found: Picture, course: str, tag: str) -> ShownPicture:
        shown = shown_picture(found, course, tag, photos)
        if found.is_drawing:
            file = STATIC_FOLDER / found.file(course, tag)
            return replace(shown, address=inlined(file)) if file.is_file() else shown
        content = library.medium(lesson.revision_id, found.path(course)) or b""
        return replace(shown, address=_address_of(content, type_of(found.name)))

    return picture


@lru_cache(maxsize=200)
def _data(file: Path, _changed: int) -> str:
    return _address_of(file.read_bytes(), TYPES[file.suffix])


def _address_of(content: bytes, type_: str) -> str:
    return f"data:{type_};base64,{b64encode(content).decode()}"
