"""A lesson that is still being written, as its readers will see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from lms.courses.domain import Lesson, Picture
from lms.courses.views import plain
from lms.courses.views.pictures import ShownPicture, shown_picture
from lms.courses.views.plain import PlainLesson
from lms.library.writing import Photos


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The lesson in a language, with its checks but without anything to press."""

    lesson: Lesson
    shown: PlainLesson
    language: str
    template: str = "courses/glimpse.html"


def glimpse(lesson: Lesson, html: Mapping[str, Markup], language: str, photos: Photos) -> Glimpse:
    """Show a lesson; `html` holds its passages part by part, `photos` say where pictures are."""

    def picture(found: Picture, course: str, tag: str) -> ShownPicture:
        return shown_picture(found, course, tag, photos)

    shown = plain.shown(lesson, html, language, picture=picture)
    return Glimpse(lesson, shown, language)
