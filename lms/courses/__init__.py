"""Courses and their lessons: the texts, reading them, checks, completion."""

from flask import Flask

from lms import pages
from lms.courses import service, views
from lms.courses.content import CourseKind, LessonKind
from lms.courses.content.kinds import LESSON
from lms.courses.queries import exempted
from lms.courses.service import entry
from lms.courses.views.entry import OUTCOMES
from lms.courses.views.glimpse import glimpse
from lms.courses.views.inserts import INSERTS
from lms.i18n import lazy
from lms.library import kinds, writing
from lms.library import queries as library
from lms.pages import NavigationItem
from lms.people import audit


def init_app(app: Flask) -> None:
    """Make courses and lessons known, serve their pages and offer them in the navigation."""
    kinds.register(app, CourseKind())
    kinds.register(app, LessonKind())
    writing.register(app, LESSON, writing.Writing(glimpse, INSERTS))
    app.register_blueprint(views.bp)
    audit.sentence(service.SIGNED, service.SIGNED_WORDS, document=library.titles)
    audit.sentence(entry.TAKEN_BACK, entry.TAKEN_BACK_WORDS, document=library.titles)
    app.jinja_env.globals["entry_tests_of"] = exempted.told_of
    app.jinja_env.globals["entry_outcomes"] = OUTCOMES
    courses = NavigationItem(
        lazy("课程"), "courses.show_courses", "book", "document.read", order=20
    )
    pages.add_navigation(app, courses)
