"""A lesson that is still being written, as its readers will see it."""

from collections.abc import Mapping

from flask import render_template
from markupsafe import Markup

from lms.courses.domain import Lesson
from lms.courses.views import plain
from lms.courses.views.pictures import shown_picture


def glimpse(lesson: Lesson, html: Mapping[str, Markup], tag: str) -> str:
    """The lesson in a language, with its checks but without anything to press."""
    shown = plain.shown(lesson, html, tag, picture=shown_picture)
    return render_template("courses/glimpse.html", lesson=lesson, shown=shown, tag=tag)
