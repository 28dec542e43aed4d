"""A lesson that is still being written, as its readers will see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from lms.courses.domain import Lesson
from lms.courses.views import plain
from lms.courses.views.pictures import shown_picture
from lms.courses.views.plain import PlainLesson


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The lesson in a language, with its checks but without anything to press."""

    lesson: Lesson
    shown: PlainLesson
    language: str
    template: str = "courses/glimpse.html"


def glimpse(lesson: Lesson, html: Mapping[str, Markup], language: str) -> Glimpse:
    """Show a lesson; `html` holds its passages part by part."""
    shown = plain.shown(lesson, html, language, picture=shown_picture)
    return Glimpse(lesson, shown, language)
