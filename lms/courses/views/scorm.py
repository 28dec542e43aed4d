"""A course as a SCORM 1.2 package: one page for each lesson, which grades its checks by itself.

The pages report to whatever platform they are put on; nothing of it comes back here. The structure
of the package is that of ADL's SCORM Content Aggregation Model 1.2, section 2.3.
"""

from dataclasses import dataclass

from flask import Response, render_template, request

from lms.courses import queries
from lms.courses.domain import Course, Lesson
from lms.courses.views.blueprint import bp
from lms.courses.views.carried import carried
from lms.courses.views.selfgraded import self_graded
from lms.i18n import LANGUAGES, language, speak
from lms.library.archives import packed
from lms.library.queries import Published
from lms.pages import STATIC_FOLDER
from lms.people.access import current_person, requires

MANIFEST = "imsmanifest.xml"
STYLES = ("css/download.css", "scorm/lesson.css")
STYLE = "lesson.css"
SCRIPTS = ("run-time.js", "lesson.js", "checks.js")  # in the order in which a page runs them


@dataclass(frozen=True, slots=True)
class Unit:
    """A lesson in the package."""

    id: str  # within the manifest
    file: str
    lesson: Published[Lesson]


@bp.get("/courses/<course>/scorm.zip")
@requires("document.draft")
def show_scorm(course: str) -> Response:
    """What is published of a course, for its authors; `?language=` asks for another language."""
    found, lessons = queries.written(current_person(), course)
    speak(_asked_language())
    units = [_unit(place, lesson) for place, lesson in enumerate(lessons, 1)]
    files = {
        MANIFEST: _manifest(found, units),
        STYLE: "\n".join(_static(file) for file in STYLES),
        **{file: _static(f"scorm/{file}") for file in SCRIPTS},
        **{unit.file: _page(found.content, unit) for unit in units},
    }
    name = f"{course}-scorm.{language()}.zip"
    kept = {"Content-Disposition": f'attachment; filename="{name}"'}
    made = packed({path: text.encode() for path, text in files.items()})
    return Response(made, mimetype="application/zip", headers=kept)


def _asked_language() -> str:
    asked = request.args.get("language", "")
    return asked if asked in LANGUAGES else language()


def _unit(place: int, lesson: Published[Lesson]) -> Unit:
    name = lesson.name.partition("/")[2]
    return Unit(f"lesson-{name}", f"{place:02}-{name}.html", lesson)


def _manifest(course: Published[Course], units: list[Unit]) -> str:
    return render_template(
        f"courses/{MANIFEST}", course=course, units=units, style=STYLE, scripts=SCRIPTS
    )


def _page(course: Course, unit: Unit) -> str:
    return render_template(
        "courses/scorm.html",
        course=course,
        taken=carried(unit.lesson, language(), check=self_graded),
        style=STYLE,
        scripts=SCRIPTS,
    )


def _static(file: str) -> str:
    return (STATIC_FOLDER / file).read_text("utf-8")
