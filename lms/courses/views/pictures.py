"""Where a picture of a lesson is served, and how large it is, so that a page does not jump."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from flask import Response, url_for

from lms.courses import queries
from lms.courses.domain import Lesson, Picture, media_folder
from lms.courses.views.blueprint import bp
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.media import PHOTOS, ending, type_of
from lms.library.queries import Published
from lms.library.writing import Photo, Photos
from lms.pages import STATIC_FOLDER, asset, file_response, keep_privately
from lms.people.access import current_person, requires

BEGINNING = 2_000  # characters of a drawing in which its size stands
VIEW_BOX = re.compile(r'viewBox="[-0-9.]+[ ,]+[-0-9.]+[ ,]+([0-9.]+)[ ,]+([0-9.]+)"')


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture on a page; width and height are in CSS pixels, 0 when the file does not say."""

    address: str
    width: int
    height: int
    description: str
    caption: str


@bp.get("/courses/<course>/<lesson>/pictures/<file>")
@requires("document.read")
def show_picture(course: str, lesson: str, file: str) -> Response:
    """A photograph of a lesson as it is published; browsers keep it and ask whether it holds."""
    found = queries.open_lesson(current_person(), course, lesson)
    path = f"{media_folder(found.content.course)}/{file}"
    content = library.medium(found.revision_id, path) if ending(file) in PHOTOS else None
    if content is None:
        raise NotFound
    keep_privately()
    return file_response(content, type_of(file), f"{found.revision_id}-{file}")


def photos_of(lesson: Published[Lesson]) -> Photos:
    """The photographs of a lesson as it is published."""
    course, _slash, name = lesson.address.partition("/")

    @cache
    def sizes() -> Mapping[str, tuple[int, int]]:
        return library.sizes_of(lesson.revision_id)

    def photo(path: str) -> Photo:
        file = path.rpartition("/")[2]
        address = url_for("courses.show_picture", course=course, lesson=name, file=file)
        return Photo(address, *sizes().get(path, (0, 0)))

    return photo


def shown_picture(picture: Picture, course: str, language: str, photos: Photos) -> ShownPicture:
    """A picture of a lesson in a language."""
    if not picture.is_drawing:
        photo = photos(picture.path(course))
        return ShownPicture(
            photo.address, photo.width, photo.height, picture.description, picture.caption
        )
    file = picture.file(course, language)
    address = asset(file)
    width, height = _size(STATIC_FOLDER / file, address)
    return ShownPicture(address, width, height, picture.description, picture.caption)


@lru_cache(maxsize=2_000)
def _size(file: Path, _version: str) -> tuple[int, int]:
    """The size that a drawing says; `_version` changes with the file."""
    if not file.is_file():
        return 0, 0
    with file.open(encoding="utf-8") as drawing:
        found = VIEW_BOX.search(drawing.read(BEGINNING))
    return (round(float(found[1])), round(float(found[2]))) if found else (0, 0)
