"""A lesson as one file to take away: it works without a network and holds nothing personal."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from flask import Response, render_template, request
from markupsafe import Markup

from lms import clock
from lms.courses import queries
from lms.courses.domain import Lesson, Passage, Picture, digests
from lms.courses.views import plain
from lms.courses.views.blueprint import bp
from lms.courses.views.pictures import ShownPicture, photos_of, shown_picture
from lms.courses.views.plain import ShowPicture
from lms.courses.views.terms import ShownTerm, shown_terms
from lms.i18n import language
from lms.library import queries as library
from lms.library.media import type_of
from lms.library.queries import Published
from lms.markdown import led_back, linked
from lms.pages import STATIC_FOLDER
from lms.people.access import current_person, requires

STYLE = "css/download.css"
TYPES = {".css": "text/css", ".svg": "image/svg+xml"}


@bp.get("/courses/<course>/<lesson>/download")
@requires("document.read")
def show_download(course: str, lesson: str) -> Response:
    """The lesson in the reader's language, as it is published now."""
    reading, tag = queries.reading(current_person(), course, lesson), language()
    content = reading.lesson.content
    terms = shown_terms(reading.lesson, tag)
    html = _with_terms(content, library.parts(reading.lesson.revision_id, tag), terms, tag)
    page = render_template(
        "courses/download.html",
        lesson=content,
        course=reading.course.content,
        number=reading.lesson.number,
        shown=plain.shown(content, html, tag, picture=_pictures(reading.lesson)),
        terms=terms,
        day=clock.today(),
        digest=digests(content)[tag],
        style=_inlined(STATIC_FOLDER / STYLE),
    )
    name = f"{course}-{lesson}.{tag}.html"
    kept = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(page, mimetype="text/html", headers=kept)


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
            return replace(shown, address=_inlined(file)) if file.is_file() else shown
        content = library.medium(lesson.revision_id, found.path(course)) or b""
        return replace(shown, address=_address_of(content, type_of(found.name)))

    return picture


def _inlined(file: Path) -> str:
    return _data(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=200)
def _data(file: Path, _changed: int) -> str:
    """A file as an address that holds all of it."""
    return _address_of(file.read_bytes(), TYPES[file.suffix])


def _address_of(content: bytes, type_: str) -> str:
    return f"data:{type_};base64,{b64encode(content).decode()}"
