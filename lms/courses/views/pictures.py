"""Where a picture of a course is served, and how large it is, so that a page does not jump."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lms.courses.domain import Picture
from lms.pages import STATIC_FOLDER, asset

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


def shown_picture(picture: Picture, course: str, language: str) -> ShownPicture:
    """A picture of a course in a language."""
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
